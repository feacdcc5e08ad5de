import NeuralNets
import Notebooks
import Pictures
import Tensors

extension Chapter {
  /// How many units a layer has, and how many inputs are sent through.
  var width: Int { 500 }
  var inputCount: Int { lesson.choose(quick: 100, usual: 500, full: 1000) }
  /// The layers whose histograms are drawn.
  private var drawn: [Int] { [0, 2, 4, 6, 9] }

  /// Ten layers of tanh with weights of one standard deviation everywhere.
  mutating func scales() {
    note.section("Too small, too large")
    note.text(
      """
      So weights begin as random numbers with mean 0, but of what size? In a network of two layers nearly any will do. Ten layers \
      multiply the signal by the size of their weights ten times over. We send \(inputCount) inputs $x$ of \(width) normal numbers through ten \
      layers of \(width) tanh units each, and a random gradient back. This is the whole experiment:
      """)
    note.listing(
      "init(", in: "Lessons/05-initialization-and-preprocessing/Signals.swift"
    )
    note.predict(
      "Weights of standard deviation 0.01, or 1. What is left of the signal after ten layers?",
      answeredBy: "signal-of-scales")
    let (width, inputCount) = (width, inputCount)
    let runs = note.code {
      let x = Tensor<Float>(
        randomNormal: [inputCount, width], using: &random)
      return [0.01, lesson.dials.scale, 1].map { deviation in
        Signals(
          significant(deviation), x,
          weights: .constant(standardDeviation: deviation),
          gate: tanhGate, using: &random)
      }
    }
    figure(
      "activations", runs, of: { $0.outputs.map(\.scalars) },
      axis: Axis("", range: -1...1, ticks: [-1, 0, 1]),
      caption:
        "Outputs of layers 1, 3, 5, 7 and 10 (from left to right) for weights of standard deviation 0.01, \(lesson.dials.scale) (`--scale`) and 1 (from top to bottom).",
      see:
        "In the top row all outputs shrink to 0. In the bottom row nearly all are −1 or 1: the units are saturated."
    )
    layerTable(runs, "Standard deviation of the outputs", \.deviations)
    let (small, large) = (runs[0], runs[2])
    note.claim(
      "With 0.01 the signal dies out",
      answering: "signal-of-scales",
      measured:
        "standard deviation \(significant(small.deviations[9])) after layer 10",
      holds: small.deviations[9] < 1e-3)
    note.claim(
      "With 1 more than 90 % of the units are saturated",
      answering: "signal-of-scales",
      measured:
        "\(percent(large.saturated[9])) of |h| above 0.95 in layer 10",
      holds: large.saturated[9] > 0.9)
    gradientsOfScales(runs)
  }

  /// What happens to gradients, and the one that is often told wrongly.
  private func gradientsOfScales(_ runs: [Signals]) {
    let (small, large) = (runs[0], runs[2])
    note.text(
      """
      And backward? With 0.01 each layer multiplies the gradient by small weights, and it dies out as the signal did. With 1, \
      each saturated unit multiplies it by $1 - h^2$, nearly 0. So it dies as well?
      """)
    note.predict(
      "Ten layers, saturated nearly everywhere: does the gradient shrink or grow on its way back?",
      answeredBy: "gradient-of-saturation")
    layerTable(
      runs,
      "Size of the gradient (root of the mean square) at the input of each layer",
      \.gradientSizes)
    let shut = large.outputs[9].scalars.count { $0 * $0 == 1 }
    let shutShare = Double(shut) / Double(large.outputs[9].count)
    let measured = geometricRatio(
      from: 1, to: large.gradientSizes[0], steps: 10)
    let n = Double(width)
    let spread = (n * large.meanSquares[..<9].reduce(0, +) / 9).squareRoot()
    let predicted = (n * 4 / (3 * spread * (2 * Double.pi).squareRoot()))
      .squareRoot()
    note.text(
      """
      With 1 it **grows**. In layer 10, \(percent(shutShare)) of the units are so far out that $1 - h^2$ is *exactly* 0 in Float: they \
      learn nothing, whatever comes from above. But a few are left in the middle, and these pass the gradient on through \
      \(width) weights of size 1. Which wins can be worked out. The sum $a = x W$ has standard deviation \
      $s = \\sqrt{n}\\,\\sigma_h$ = \(decimals(spread, 1)). For a normal $a$ that wide, the mean of $(1 - h^2)^2$ is the height of the bell \
      curve in the middle times the area under $(1 - \\tanh^2 a)^2$, which is 4/3. A layer therefore multiplies the gradient by
      """)
    note.formula(
      tex:
        #"\sqrt{n \sigma_w^2 \, \mathrm{E}\,(1-h^2)^2} \approx \sqrt{n \cdot \frac{4}{3 s \sqrt{2\pi}}} \qquad (\sigma_w = 1)"#,
      plain: "√(n σw² E(1 − h²)²) ≈ √(n · 4 / (3 s √(2π))),   with σw = 1")
    note.claim(
      "Saturated tanh units multiply the gradient by what the formula says, and that is more than 1",
      answering: "gradient-of-saturation",
      measured:
        "\(decimals(measured)) a layer, predicted \(decimals(predicted))",
      holds: measured > 1 && abs(measured / predicted - 1) < 0.1)
    note.claim(
      "With 0.01 the gradient dies out, too",
      measured:
        "\(significant(small.gradientSizes[0])) of it arrives at the input",
      holds: small.gradientSizes[0] < 1e-3)
    note.text(
      """
      So both are true: nearly every unit is cut off from its gradient, and the little that comes through explodes, the faster \
      the wider the layers: $s$ grows as $\\sqrt{n}$, and the factor as the fourth root of $n$. The last section trains from both.
      """)
  }

  /// Rows of histograms, an initialisation each.
  func figure(
    _ name: String, _ runs: [Signals], of values: (Signals) -> [[Float]],
    axis: Axis,
    caption: String, see: String
  ) {
    let panels = runs.enumerated().flatMap { row, run in
      histograms(
        run.name, drawn.map { values(run)[$0] }, layers: drawn.map { $0 + 1 },
        axis: axis,
        color: .series(row))
    }
    note.figure(
      name,
      PlotGrid(
        panels: panels, columns: drawn.count, panelSize: Size(152, 140)),
      caption: caption, see: see)
  }

  /// One number a layer, a row a run.
  func layerTable(
    _ runs: [Signals], _ caption: String, _ values: (Signals) -> [Double]
  ) {
    let shown = [0, 1, 2, 4, 6, 9]
    note.table(
      ["weights"] + shown.map { "layer \($0 + 1)" },
      runs.map { run in [run.name] + shown.map { significant(values(run)[$0]) } },
      caption: caption + "."
    )
  }
}
