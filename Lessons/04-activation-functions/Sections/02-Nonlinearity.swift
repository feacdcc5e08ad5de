import NeuralNets
import Notebooks
import Tensors

extension Chapter {
  /// What a network without activations amounts to, and what one bend is worth.
  mutating func nonlinearity() {
    note.section("Why a nonlinearity at all")
    note.text(
      """
      Put a linear layer on a linear layer and you have a linear layer: $(x W_1) W_2 = x (W_1 W_2)$. So ten affine layers with \
      nothing between them should be *one*. We build both, and compare.
      """)
    let (deep, shallow, gap) = note.code {
      let width = 20
      let layers = (0..<10).map { _ in
        var layer = AffineLayer<Double>(
          inputCount: width, outputCount: width, initialization: .xavier,
          using: &random)
        layer.bias = Tensor(randomNormal: [width], using: &random)
        return layer
      }
      // One product of all weights; each bias passes through the layers after it.
      var one = layers[0]
      for next in layers.dropFirst() {
        one.bias =
          matmul(one.bias.reshaped(to: [1, width]), next.weights).row(0)
          + next.bias
        one.weights = matmul(one.weights, next.weights)
      }
      let x = Tensor<Double>(randomNormal: [100, width], using: &random)
      let deep = Network<Double>(layers)
      let out = deep.scores(for: x)
      let difference = out - Network<Double>([one]).scores(for: x)
      return (deep, one, difference.absolute().max() / out.absolute().max())
    }
    note.claim(
      "Ten layers without a nonlinearity equal one matrix and one bias",
      measured:
        "relative difference \(scientific(gap)); \(deep.parameterCount) parameters do the work of "
        + "\(shallow.parameterCount)",
      holds: gap < 1e-10)
    note.text(
      """
      Nothing is gained by depth alone. The cure is to bend the signal between the layers, with the simplest bend there is:
      """)
    note.formula(
      tex: #"f = W_2 \max(0,\, W_1 x)"#, plain: "f = W₂ max(0, W₁ x)")
    note.text(
      """
      This is a **two-layer network**, or one with one hidden layer: what is counted is layers with weights, and the input \
      has none. Two hidden units are enough for exclusive or. We write the weights down by hand:
      """)
    let answers = note.code {
      let network = Network<Double>([
        AffineLayer(weights: [[1, 1], [1, 1]], bias: [0, -1]),
        ReLULayer(),
        AffineLayer(weights: [[1], [-2]], bias: [0]),
      ])
      return network.scores(for: [[0, 0], [0, 1], [1, 0], [1, 1]]).scalars
    }
    note.claim(
      "Two hidden units compute exclusive or, which no linear classifier can",
      measured:
        "0 0: \(decimals(answers[0], 0)), 0 1: \(decimals(answers[1], 0)), 1 0: \(decimals(answers[2], 0)), "
        + "1 1: \(decimals(answers[3], 0))",
      holds: answers == [0, 1, 1, 0])
    note.text(
      """
      The first unit counts how many inputs are on; the second notices when there is one too many, and is subtracted twice.
      """)
  }
}
