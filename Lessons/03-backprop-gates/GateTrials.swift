import GradientChecks
import NeuralNets
import Tensors

/// One variable of a gate: its shape, the shape of its gradient, and whether nudging agrees.
struct GateTrial {
  let gate: String
  let variable: String
  let shape: [Int]
  let gradientShape: [Int]
  let report: GradientReport

  private init(
    _ gate: String, _ variable: String, _ x: Tensor<Double>,
    gradient: Tensor<Double>,
    upstream dout: Tensor<Double>, forward: (Tensor<Double>) -> Tensor<Double>
  ) {
    (self.gate, self.variable) = (gate, variable)
    (shape, gradientShape) = (x.shape, gradient.shape)
    report = GradientCheck().report(
      variable, of: gradient, at: x, upstream: dout, forward)
  }

  /// Every gate, each of its variables in turn.
  static func all(using random: inout SeededGenerator) -> [GateTrial] {
    sum(&random) + product(&random) + affine(&random, [5, 7])
      + affine(&random, [5, 2, 3, 7])
      + sigmoid(&random) + elementwise(&random) + prelu(&random)
      + rowwise(&random)
      + losses(&random)
  }

  // MARK: - Linear gates

  private static func sum(_ random: inout SeededGenerator) -> [GateTrial] {
    let (x, b) = (normal([5, 7], &random), normal([7], &random))
    let dout = normal([5, 7], &random)
    return [
      GateTrial("x + b", "x", x, gradient: dout, upstream: dout) { $0 + b },
      GateTrial("x + b", "b", b, gradient: dout.sum(axis: 0), upstream: dout) { x + $0 },
    ]
  }

  private static func product(_ random: inout SeededGenerator) -> [GateTrial] {
    let (x, w) = (normal([5, 7], &random), normal([7, 3], &random))
    let dout = normal([5, 3], &random)
    let (dx, dw) = (
      matmul(dout, w, transposeB: true), matmul(x, dout, transposeA: true)
    )
    return [
      GateTrial("x · w", "x", x, gradient: dx, upstream: dout) {
        matmul($0, w)
      },
      GateTrial("x · w", "w", w, gradient: dw, upstream: dout) {
        matmul(x, $0)
      },
    ]
  }

  private static func affine(_ random: inout SeededGenerator, _ shape: [Int])
    -> [GateTrial]
  {
    let x = normal(shape, &random)
    let (w, b) = (normal([x.rowSize, 11], &random), normal([11], &random))
    let (_, cache) = Affine.forward(x, weights: w, bias: b)
    let dout = normal([shape[0], 11], &random)
    let gradients = Affine.backward(dout, cache)
    return [
      GateTrial("affine", "x", x, gradient: gradients.dx, upstream: dout) {
        Affine.forward($0, weights: w, bias: b).out
      },
      GateTrial("affine", "w", w, gradient: gradients.dw, upstream: dout) {
        Affine.forward(x, weights: $0, bias: b).out
      },
      GateTrial("affine", "b", b, gradient: gradients.db, upstream: dout) {
        Affine.forward(x, weights: w, bias: $0).out
      },
    ]
  }

  // MARK: - Nonlinear gates

  private static func sigmoid(
    _ random: inout SeededGenerator
  ) -> [GateTrial] {
    let x = normal([2, 3, 5, 7], &random)
    let (out, cache) = Sigmoid.forward(x)
    let dout = normal(out.shape, &random)
    let dx = Sigmoid.backward(dout, cache)
    let trial = GateTrial("sigmoid", "x", x, gradient: dx, upstream: dout) {
      Sigmoid.forward($0).out
    }
    return [trial]
  }

  private static func elementwise(_ random: inout SeededGenerator)
    -> [GateTrial]
  {
    let x = normal([2, 3, 5, 7], &random)
    let dout = normal([2, 3, 5, 7], &random)
    let dtanh = Tanh.backward(dout, Tanh.forward(x).cache)
    let drelu = ReLU.backward(dout, ReLU.forward(x).cache)
    let dleaky = LeakyReLU.backward(dout, LeakyReLU.forward(x).cache)
    let delu = ELU.backward(dout, ELU.forward(x).cache)
    return [
      GateTrial("tanh", "x", x, gradient: dtanh, upstream: dout) {
        Tanh.forward($0).out
      },
      GateTrial("ReLU", "x", x, gradient: drelu, upstream: dout) {
        ReLU.forward($0).out
      },
      GateTrial("leaky ReLU", "x", x, gradient: dleaky, upstream: dout) {
        LeakyReLU.forward($0).out
      },
      GateTrial("ELU", "x", x, gradient: delu, upstream: dout) {
        ELU.forward($0).out
      },
    ]
  }

  private static func prelu(_ random: inout SeededGenerator) -> [GateTrial] {
    let (x, slopes) = (normal([5, 7, 2, 3], &random), normal([7], &random))
    let (out, cache) = PReLU.forward(x, slopes: slopes)
    let dout = normal(out.shape, &random)
    let gradients = PReLU.backward(dout, cache)
    return [
      GateTrial("PReLU", "x", x, gradient: gradients.dx, upstream: dout) {
        PReLU.forward($0, slopes: slopes).out
      },
      GateTrial(
        "PReLU", "slopes", slopes, gradient: gradients.dslopes, upstream: dout
      ) {
        PReLU.forward(x, slopes: $0).out
      },
    ]
  }

  private static func rowwise(_ random: inout SeededGenerator) -> [GateTrial] {
    let (pieces, scores) = (
      normal([5, 3 * 7], &random), normal([5, 7], &random)
    )
    let dout = normal([5, 7], &random)
    let dmaxout = Maxout.backward(
      dout, Maxout.forward(pieces, pieces: 3).cache)
    let dsoftmax = Softmax.backward(dout, Softmax.forward(scores).cache)
    return [
      GateTrial("maxout", "x", pieces, gradient: dmaxout, upstream: dout) {
        Maxout.forward($0, pieces: 3).out
      },
      GateTrial(
        "softmax", "scores", scores, gradient: dsoftmax, upstream: dout
      ) {
        Softmax.forward($0).out
      },
    ]
  }

  private static func losses(_ random: inout SeededGenerator) -> [GateTrial] {
    let scores = normal([5, 7], &random)
    let labels = random.integers(5, below: 7)
    let targets = Tensor<Double>(
      randomUniform: [5, 7], in: 0..<1, using: &random)
    let one = Tensor<Double>(1)
    let softmax = SoftmaxLoss.evaluate(scores, labels: labels).gradient
    let hinge = HingeLoss.evaluate(scores, labels: labels).gradient
    let logistic = BinaryCrossEntropy.evaluate(scores, targets: targets)
      .gradient
    return [
      GateTrial(
        "softmax loss", "scores", scores, gradient: softmax, upstream: one
      ) {
        Tensor(SoftmaxLoss.evaluate($0, labels: labels).loss)
      },
      GateTrial(
        "hinge loss", "scores", scores, gradient: hinge, upstream: one
      ) {
        Tensor(HingeLoss.evaluate($0, labels: labels).loss)
      },
      GateTrial(
        "logistic loss", "scores", scores, gradient: logistic, upstream: one
      ) {
        Tensor(BinaryCrossEntropy.evaluate($0, targets: targets).loss)
      },
    ]
  }

  private static func normal(_ shape: [Int], _ random: inout SeededGenerator)
    -> Tensor<Double>
  {
    Tensor(randomNormal: shape, using: &random)
  }
}
