import Grading
import Tensors

/// What goes wrong on the way back through a network.
let networkGradientSlips: [NetworkSlip<[LayerParameters]>] =
  maskSlips + forwardAgainSlips + scoreGradientSlips + parameterSlips

extension NetworkParts {
  /// Gradients of the weights changed, layer by layer.
  func changingWeights(
    _ change: (_ layer: Int, Tensor<Double>) -> Tensor<Double>
  ) -> [LayerParameters] {
    gradients().enumerated().map { (change($0, $1.weights), $1.bias) }
  }

  /// Gradients of the biases changed, layer by layer.
  func changingBiases(
    _ change: (_ layer: Int, Tensor<Double>) -> Tensor<Double>
  ) -> [LayerParameters] {
    gradients().enumerated().map { ($1.weights, change($0, $1.bias)) }
  }

  /// The gradients when another function leads back through a ReLU, given what arrives and the ReLU's input.
  func throughReLU(
    _ function: @escaping (_ arriving: Double, _ input: Double) -> Double
  ) -> [LayerParameters] {
    gradients { way in
      way.throughReLU = { parts, k, arriving in combine(arriving, parts.outputs[k - 1], function) }
    }
  }

  func scoreGradient(
    _ function: @escaping (NetworkParts) -> Tensor<Double>
  ) -> [LayerParameters] { gradients { $0.dScores = function } }

  func decay(
    _ function: @escaping (NetworkParts, Int) -> Tensor<Double>
  ) -> [LayerParameters] { gradients { $0.decay = function } }

  /// The gradients without those of the regularisation.
  func dataGradients() -> [LayerParameters] { decay { $0.layers[$1].weights * 0 } }
}

extension NetworkParts {
  /// What arrives behind the ReLU of each hidden layer on the way back; for the last layer the gradient of the scores.
  func arrivals() -> [Tensor<Double>] {
    var arrivals = [dScores]
    for k in layers.indices.dropFirst().reversed() {
      arrivals.insert(
        matmul(gradientOfSums(k, arrivals[0]), layers[k].weights, transposeB: true), at: 0)
    }
    return arrivals
  }

  /// The gradient of the sums of layer `k`: what arrives, past the mask of its ReLU; the last has none.
  func gradientOfSums(_ k: Int, _ arriving: Tensor<Double>) -> Tensor<Double> {
    k == depth - 1 ? arriving : combine(arriving, outputs[k]) { $1 > 0 ? $0 : 0 }
  }
}

private let scoreGradientSlips: [NetworkSlip<[LayerParameters]>] = [
  NetworkSlip(
    "sum",
    "The gradient of the scores is not divided by N: the loss is a mean over the pictures. Divide it at the very beginning of the way back."
  ) { $0.scoreGradient { $0.dScores * $0.n } },
  NetworkSlip("mean-twice", "What comes from the pictures is divided by N twice.") {
    $0.scoreGradient { $0.dScores / $0.n }
  },
  NetworkSlip("all-times-n", expecting: "factor.N") { parts in
    parts.gradients().map { ($0.weights * parts.n, $0.bias * parts.n) }
  },
  NetworkSlip(
    "mean-over-scores",
    "It is divided by N times C, the number of scores; divide by N, the number of pictures."
  ) { $0.scoreGradient { $0.dScores / Double($0.c) } },
  NetworkSlip(
    "probabilities-alone",
    "The gradient of the scores is the probabilities less 1 at the label; the 1 is not subtracted."
  ) { $0.scoreGradient { $0.probabilities / $0.n } },
  NetworkSlip(
    "one-before-mean",
    "The 1 at the label is subtracted after the division by N; subtract it first, then divide."
  ) { $0.scoreGradient { $0.probabilities / $0.n - $0.y } },
  NetworkSlip("label-twice", "The 1 at the label is subtracted twice.") {
    $0.scoreGradient { ($0.probabilities - 2 * $0.y) / $0.n }
  },
  NetworkSlip("label-added", "The 1 at the label is added; it is subtracted.") {
    $0.scoreGradient { ($0.probabilities + $0.y) / $0.n }
  },
  NetworkSlip(
    "label-only",
    "Only the score of the label gets a gradient; every score does: its probability, less 1 at the label."
  ) { $0.scoreGradient { $0.dScores * $0.y } },
  NetworkSlip(
    "softmax-diagonal",
    "That is P·(1 - P), the slope of each probability with respect to its own score. Together with the logarithm the gradient of the scores is P less 1 at the label."
  ) { $0.scoreGradient { $0.probabilities * (1 - $0.probabilities) / $0.n } },
  NetworkSlip(
    "negative-data", "What comes from the pictures has the wrong sign: P less 1 at the label."
  ) { $0.scoreGradient { -$0.dScores } },
  NetworkSlip("labels-from-1", "It takes the class below the label: labels count from 0.") {
    $0.movingLabels(by: -1).gradients()
  },
  NetworkSlip("label-next", "It takes the class after the label: labels count from 0.") {
    $0.movingLabels(by: 1).gradients()
  },
  NetworkSlip(
    "no-shift",
    "For scores of ±1000 it is not a number: exp(1000) is infinite. Take each row's largest score off before the exponential."
  ) {
    $0.scoreGradient { parts in
      let e = parts.scores.exp()
      return (e / e.sum(axis: 1, keepingDimension: true) - parts.y) / parts.n
    }
  },
  NetworkSlip(
    "one-shift",
    "For scores of 1000 in one row and of -1000 in another it is not a number: the largest score of the whole batch is taken off; take off that of each row."
  ) {
    $0.scoreGradient { parts in
      let e = (parts.scores - parts.scores.max()).exp()
      return (e / e.sum(axis: 1, keepingDimension: true) - parts.y) / parts.n
    }
  },
]

private let parameterSlips: [NetworkSlip<[LayerParameters]>] = [
  NetworkSlip("no-reg", expecting: "missing.reg") { $0.dataGradients() },
  NetworkSlip("half-reg", expecting: "halved.reg") {
    $0.decay { $0.reg * $0.layers[$1].weights }
  },
  NetworkSlip("double-reg", expecting: "doubled.reg") {
    $0.decay { 4 * $0.reg * $0.layers[$1].weights }
  },
  NetworkSlip("negative-reg", expecting: "negated.reg") {
    $0.decay { -2 * $0.reg * $0.layers[$1].weights }
  },
  NetworkSlip("reg-over-n", expecting: "within.reg.factor.1/N") {
    $0.decay { 2 * $0.reg * $0.layers[$1].weights / $0.n }
  },
  NetworkSlip("reg-per-picture", expecting: "within.reg.factor.N") {
    $0.decay { 2 * $0.reg * $0.layers[$1].weights * $0.n }
  },
  NetworkSlip("no-reg-first", expecting: "missing.reg") {
    $0.decay { 2 * $0.reg * $0.layers[$1].weights * ($1 == 0 ? 0 : 1) }
  },
  NetworkSlip("no-reg-last", expecting: "missing.reg") {
    $0.decay { 2 * $0.reg * $0.layers[$1].weights * ($1 == $0.depth - 1 ? 0 : 1) }
  },
  NetworkSlip(
    "reg-strength", "2·W is added without the strength, reg."
  ) { $0.decay { ($0.reg == 0 ? 0 : 2) * $0.layers[$1].weights } },
  NetworkSlip(
    "reg-squares",
    "The regularisation is not differentiated: it adds reg·W² entry by entry, and 2·reg·W is wanted."
  ) { $0.decay { $0.reg * $0.layers[$1].weights * $0.layers[$1].weights } },
  NetworkSlip(
    "reg-value", "The regularisation's value is added, reg · Σ W²; its gradient is wanted, 2·reg·W."
  ) { $0.decay { $0.layers[$1].weights * 0 + $0.penalty(of: $0.layers[$1].weights) } },
  NetworkSlip("reg-biases", "The biases are regularised as well; here only the weights are.") {
    parts in parts.changingBiases { $1 + 2 * parts.reg * parts.layers[$0].bias }
  },
  NetworkSlip(
    "bias-not-summed",
    "The bias was added to every row, so that its gradients add up: sum over the rows."
  ) {
    parts in
    let arrivals = parts.arrivals()
    return parts.changingBiases { k, _ in
      parts.gradientOfSums(k, arrivals[k])
    }
  },
  NetworkSlip("bias-mean", expecting: "factor.1/N") { parts in
    parts.changingBiases { $1 / parts.n }
  },
  NetworkSlip(
    "bias-wrong-axis",
    "The gradient of a bias is summed over the columns; sum over the rows, the pictures."
  ) {
    parts in
    let arrivals = parts.arrivals()
    return parts.changingBiases { k, _ in
      parts.gradientOfSums(k, arrivals[k]).sum(axis: 1)
    }
  },
  NetworkSlip(
    "bias-row", "The gradient of a bias is that of the last picture alone: add up all rows."
  ) {
    parts in
    let arrivals = parts.arrivals()
    return parts.changingBiases { k, _ in
      parts.gradientOfSums(k, arrivals[k]).row(parts.labels.count - 1)
    }
  },
  NetworkSlip(
    "weights-mean",
    "The gradients of the weights are divided by N once more; the gradient of the scores was divided already."
  ) { parts in
    let data = parts.dataGradients()
    return parts.changingWeights { k, dw in dw - data[k].weights * (1 - 1 / parts.n) }
  },
  NetworkSlip("transposed", expecting: "shape.transposed") {
    $0.changingWeights { $1.transposed() }
  },
  NetworkSlip(
    "only-reg", "Only the regularisation is there; what comes from the pictures is missing."
  ) { $0.scoreGradient { $0.dScores * 0 } },
  NetworkSlip("backwards", expecting: "backwards", isForDeep: true) {
    $0.gradients().reversed()
  },
  NetworkSlip(
    "last-missing",
    "The last layer is missing among the gradients; it has no ReLU, but is learned.",
    isForDeep: true
  ) {
    Array($0.gradients().dropLast())
  },
  NetworkSlip(
    "first-missing",
    "The first layer is missing among the gradients: does the loop end one too early?",
    isForDeep: true
  ) {
    Array($0.gradients().dropFirst())
  },
]
