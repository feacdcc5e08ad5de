import NeuralNets
import Notebooks
import Pictures
import Tensors

/// What a gradient meets on its way back through a deep network.
struct GradientFlow {
  let name: String
  /// The norm of the gradient at the output of each layer, from the input (first) to the last layer (last), relative
  /// to the last.
  let norms: [Double]
  /// The share of units in all layers whose slope is below a hundredth.
  let saturatedShare: Double

  /// How much of the gradient's norm arrives at the input.
  var survival: Double { norms.first ?? 0 }
}

/// Sends random inputs through equal layers and a random gradient back.
func gradientFlow(
  _ name: String, _ activation: Activation, _ initialization: Initialization,
  depth: Int = 10,
  width: Int, using random: inout SeededGenerator
) -> GradientFlow {
  let blocks = (0..<depth).map { _ in
    Network<Float>([
      AffineLayer(
        inputCount: width, outputCount: width, initialization: initialization,
        using: &random),
      activation.layer(unitCount: width),
    ])
  }
  var signal = Tensor<Float>(randomNormal: [100, width], using: &random)
  var caches: [Network<Float>.Cache] = []
  var saturated = 0
  for block in blocks {
    let before = Network([block.layers[0]]).scores(for: signal)
    let slopes = curve(activation, at: before.scalars.map { Double($0) })
      .slope
    saturated += slopes.count { $0 < 0.01 }
    let (out, cache) = block.forward(signal, mode: .train, using: &random)
    signal = out
    caches.append(cache)
  }
  var gradient = Tensor<Float>(randomNormal: signal.shape, using: &random)
  let start = Double(gradient.norm())
  var norms = [1.0]
  for (block, cache) in zip(blocks, caches).reversed() {
    gradient = block.backward(gradient, cache).dx
    norms.insert(Double(gradient.norm()) / start, at: 0)
  }
  return GradientFlow(
    name: name, norms: norms,
    saturatedShare: Double(saturated) / Double(depth * signal.count))
}

extension Chapter {
  /// How a gradient fares in a deep network, by activation.
  mutating func saturation() {
    note.section("Saturated neurons kill the gradient")
    note.text(
      """
      Far from zero a sigmoid is flat: its output hardly depends on its input, so no blame passes through. It is **saturated**. \
      And even at its steepest, in the middle, it lets a quarter pass.
      """)
    note.formula(
      tex: #"\sigma'(x) = \sigma(x)\,(1 - \sigma(x)) \le \tfrac14"#,
      plain: "σ′(x) = σ(x)(1 − σ(x)) ≤ 1/4")
    let atTen = curve(.sigmoid, at: [-10, 0, 10]).slope
    note.output(
      "slope at -10: \(scientific(atTen[0])), at 0: \(atTen[1]), at 10: \(scientific(atTen[2]))"
    )
    note.text(
      """
      One factor of a quarter is no harm. But the chain rule multiplies them, layer by layer. We stack ten layers of 100 units \
      and send a random gradient back through them. (How the weights begin is the next lesson: *Xavier* keeps the size of \
      a signal in linear units, *He* in ReLUs.)
      """)
    note.predict(
      "How much of the gradient gets through ten sigmoid layers: a tenth, a hundredth, a millionth?",
      answeredBy: "ten-sigmoids")
    let flows = note.code {
      [
        gradientFlow("ReLU, He", .relu, .he, width: 100, using: &random),
        gradientFlow(
          "tanh, Xavier", .tanh, .xavier, width: 100, using: &random),
        gradientFlow(
          "sigmoid, Xavier", .sigmoid, .xavier, width: 100, using: &random),
        gradientFlow(
          "sigmoid, std 1, 500 units", .sigmoid,
          .constant(standardDeviation: 1), width: 500,
          using: &random),
      ]
    }
    note.figure(
      "gradient-by-depth",
      Plot(
        "A gradient on its way back",
        x: "layer (10 is the last, 0 the input)",
        y: .log("norm of the gradient, of what was sent"),
        marks: flows.map { flow in
          .line(
            flow.norms.indices.map { Double($0) }, flow.norms,
            label: flow.name, marker: .circle)
        }),
      caption:
        "The norm of the gradient before each of ten layers, relative to what was sent in at the end; logarithmic.",
      see: """
        Read from right to left. A straight line is the same factor at each layer. The sigmoid with Xavier loses most of the \
        gradient at every layer; ReLU with He keeps it. One curve rises.
        """)
    let (relu, sigmoid, wild) = (flows[0], flows[2], flows[3])
    note.claim(
      "Of the gradient's norm less than a thousandth gets through ten sigmoid layers",
      answering: "ten-sigmoids",
      measured:
        "\(scientific(sigmoid.survival)) of it, a factor of \(decimals(Double.pow(sigmoid.survival, 0.1))) a layer",
      holds: sigmoid.survival < 1e-3)
    note.claim(
      "Through ten ReLU layers with He's weights it keeps its size within a factor of ten",
      measured: "\(decimals(relu.survival)) of it",
      holds: relu.survival > 0.1 && relu.survival < 10
    )
    note.finding(
      "The sigmoid with standard deviation 1 and 500 units",
      measured:
        "\(percent(wild.saturatedShare)) of its units have a slope below 0.01 "
        + "(with Xavier \(percent(sigmoid.saturatedShare))), and the gradient \(wild.survival > 1 ? "grows" : "shrinks") "
        + "to \(decimals(wild.survival, wild.survival < 1 ? 4 : 1)) of what was sent"
    )
    note.text(
      """
      The last one is a warning against half the story. What **saturates** there is the units: five hundred inputs with weights \
      around 1 push most of them far out. What **explodes** is the product: the few units that are not flat pass their \
      share on through weights that are twenty times too large, and on balance more comes out than went in. The gradient is \
      large, and it is carried by a few units that happen to stand near zero; the others learn nothing. So look at both, \
      the units and the gradient.
      """)
  }
}
