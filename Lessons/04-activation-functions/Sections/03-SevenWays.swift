import GradientChecks
import NeuralNets
import Notebooks
import Pictures
import Tensors

/// An activation's output and its slope at these places.
///
/// Maxout gets two lines of our choice, `x` and `-0.4 x - 0.6`.
nonisolated func curve(_ activation: Activation, at places: [Double]) -> (
  out: [Double], slope: [Double]
) {
  var unused = SeededGenerator(seed: 0)
  let lines: Tensor<Double> = activation == .maxout ? [[1, -0.4]] : [[1]]
  let bends: Tensor<Double> = activation == .maxout ? [0, -0.6] : [0]
  let unit = Network<Double>([
    AffineLayer(weights: lines, bias: bends), activation.layer(unitCount: 1),
  ])
  let x = Tensor(places).reshaped(to: [places.count, 1])
  let (out, cache) = unit.forward(x, mode: .train, using: &unused)
  return (
    out.scalars, unit.backward(Tensor(ones: out.shape), cache).dx.scalars
  )
}

extension Chapter {
  /// The seven activations with their derivatives and their cost.
  mutating func sevenWays() {
    note.section("Seven ways to bend a line")
    note.text(
      """
      The lectures compare seven. Each is a gate as in lesson 3, with its local gradient beside it:

      - **sigmoid** $1/(1+e^{-x})$: squashes into 0...1, once read as a firing rate;
      - **tanh**: squashes into −1...1, with zero in the middle;
      - **ReLU** $\\max(0, x)$: lets pass what is positive;
      - **leaky ReLU** $\\max(0.01x, x)$, and **PReLU** $\\max(ax, x)$ with a slope $a$ that is learned;
      - **ELU**: $x$ where positive, else $e^x - 1$;
      - **maxout** $\\max(w_1 x + b_1,\\, w_2 x + b_2)$: the larger of two lines, both learned.
      """)
    note.listing(
      "public static func backward", in: "Sources/NeuralNets/Gates/Tanh.swift"
    )
    let places = (0...200).map { -5 + 0.05 * Double($0) }
    note.figure(
      "activations",
      PlotGrid(
        "Seven activations and their slopes",
        panels: Activation.allCases.map { activation in
          let (out, slope) = curve(activation, at: places)
          return Plot(
            activation.title, x: "x", y: Axis("", range: -2...3),
            marks: [
              .line(
                places, out, label: "output", color: .series(0), width: 2),
              .line(
                places, slope, label: "slope", color: .series(1), width: 1.5,
                dash: .dashed),
            ], legend: .none)
        }, columns: 3, panelSize: Size(250, 210)),
      caption: """
        Each activation (solid) and its derivative (dashed). PReLU is drawn with slope 0.25; maxout with the lines \
        x and −0.4 x − 0.6.
        """,
      see: """
        The dashed lines are what a gradient is multiplied by. The sigmoid's never passes 1/4 and is next to nothing beyond \
        ±5. ReLU's is 1, or exactly 0.
        """)
    let reports = Activation.allCases.map { activation in
      GradientCheck().report(
        activation.title,
        at: Tensor<Double>(linspace: -3.7, 3.1, shape: [11, 1]),
        forward: {
          Tensor(curve(activation, at: $0.scalars).out).reshaped(to: [11, 1])
        },
        backward: {
          $0
            * Tensor(
              curve(
                activation,
                at: Tensor<Double>(linspace: -3.7, 3.1, shape: [11, 1])
                  .scalars
              )
              .slope
            )
            .reshaped(to: [11, 1])
        })
    }
    note.claim(
      "All seven slopes are right: numerical and analytic gradient agree",
      measured:
        "largest difference \(scientific(reports.map(\.largestDifference).max() ?? 1)) at 11 places each",
      holds: reports.allSatisfy(\.passed))
    cost()
  }

  /// What each costs, forward and backward.
  private mutating func cost() {
    note.text(
      """
      What do they cost? Sigmoid, tanh and ELU need an exponential. (How long it takes on your machine stands in the terminal \
      only.)
      """)
    let x = Tensor<Float>(randomNormal: [200, 1000], using: &random)
    let clock = ContinuousClock()
    let times = Activation.allCases.map { activation -> (Double, Double) in
      let layer: any Layer<Float> = activation.layer(
        unitCount: 1000 / activation.pieces)
      let network = Network<Float>([layer])
      var unused = SeededGenerator(seed: 0)
      var (forward, backward) = (Double.infinity, Double.infinity)
      for _ in 0..<lesson.choose(quick: 5, usual: 20, full: 20) {
        var pass: (out: Tensor<Float>, cache: Network<Float>.Cache)?
        let first = clock.measure {
          pass = network.forward(x, mode: .train, using: &unused)
        }
        guard let pass else { continue }
        let second = clock.measure {
          _ = network.backward(pass.out, pass.cache)
        }
        forward = min(forward, first / .nanoseconds(1))
        backward = min(backward, second / .nanoseconds(1))
      }
      return (forward / Double(x.count), backward / Double(x.count))
    }
    note.timing(
      "Nanoseconds an input, forward + backward",
      measured: zip(Activation.allCases, times).map {
        "\($0.title) \(decimals($1.0)) + \(decimals($1.1))"
      }.joined(separator: ", "))
    note.text(
      """
      Beside the matrix products around them all of this is small: a unit with a thousand inputs costs two thousand operations \
      before it comes to its one activation.
      """)
  }
}
