import Grading
import RealModule
import Tensors

/// Scores and loss.
typealias ScoresAndLoss = (scores: Tensor<Double>, loss: Double)

/// What goes wrong on the way forward through a network.
let networkLossSlips: [NetworkSlip<ScoresAndLoss>] = scoreSlips + dataLossSlips + penaltySlips

extension NetworkParts {
  /// Scores and loss as this network has them.
  fileprivate var both: ScoresAndLoss { (scores, loss()) }

  /// The right scores with another loss.
  fileprivate func both(data: Double? = nil, penalty: Double? = nil) -> ScoresAndLoss {
    (scores, loss(data: data, penalty: penalty))
  }

  /// The loss if these were the scores.
  fileprivate func loss(scores: Tensor<Double>) -> Double {
    let none = (weights: identity(scores.shape[1]), bias: Tensor<Double>(zeros: [scores.shape[1]]))
    return NetworkParts(scores, labels, [none], 0).mean + penalty
  }

  /// The loss of each picture made anew.
  fileprivate func both(each: (Int) -> Double) -> ScoresAndLoss {
    both(data: labels.indices.reduce(0) { $0 + each($1) } / n)
  }

  /// The same with another function in the place of every ReLU.
  fileprivate func bending(with function: @escaping (Double) -> Double) -> NetworkParts {
    bending { _, isLast in isLast ? nil : function }
  }

  fileprivate func changingBiases(
    _ change: (_ layer: Int, Tensor<Double>) -> Tensor<Double>
  ) -> NetworkParts {
    with(layers.enumerated().map { ($1.weights, change($0, $1.bias)) })
  }
}

private let scoreSlips: [NetworkSlip<ScoresAndLoss>] = [
  NetworkSlip(
    "no-relu",
    "There is no ReLU between the layers: without it they are one linear layer, however many there are."
  ) { $0.bending(with: { $0 }).both },
  NetworkSlip(
    "relu-last", "There is a ReLU behind the last layer, too. Scores may be negative."
  ) { $0.bending { _, _ in { max(0, $0) } }.both },
  NetworkSlip(
    "relu-only-last", "The ReLU stands behind the last layer; it belongs between the layers."
  ) { $0.bending { _, isLast in isLast ? { max(0, $0) } : nil }.both },
  NetworkSlip(
    "relu-first-only", "Only the first layer is followed by a ReLU; all but the last are.",
    isForDeep: true
  ) { $0.bending { k, isLast in k == 0 && !isLast ? { max(0, $0) } : nil }.both },
  NetworkSlip(
    "relu-not-first", "The first layer lacks its ReLU; all layers but the last have one.",
    isForDeep: true
  ) { $0.bending { k, isLast in k == 0 || isLast ? nil : { max(0, $0) } }.both },
  NetworkSlip(
    "relu-not-last-hidden",
    "The last hidden layer lacks its ReLU; all layers but the very last have one.", isForDeep: true
  ) { parts in
    parts.bending { k, isLast in isLast || k == parts.depth - 2 ? nil : { max(0, $0) } }.both
  },
  NetworkSlip("sigmoid", "It bends with the sigmoid; ReLU is asked for: max(0, ·).") {
    $0.bending(with: { 1 / (1 + .exp(-$0)) }).both
  },
  NetworkSlip("tanh", "It bends with tanh; ReLU is asked for: max(0, ·).") {
    $0.bending(with: { .tanh($0) }).both
  },
  NetworkSlip("leaky", "It bends with a leaky ReLU; plain ReLU is asked for: max(0, ·).") {
    $0.bending(with: { $0 > 0 ? $0 : 0.01 * $0 }).both
  },
  NetworkSlip("absolute", "It bends with |·|; ReLU is asked for: max(0, ·).") {
    $0.bending(with: { abs($0) }).both
  },
  NetworkSlip("minimum", "It keeps what is negative; ReLU keeps what is positive: max(0, ·).") {
    $0.bending(with: { min(0, $0) }).both
  },
  NetworkSlip("no-bias", "The biases are missing: every layer adds one to its product.") {
    $0.changingBiases { $1 * 0 }.both
  },
  NetworkSlip("no-first-bias", "The bias of the first layer is missing.") {
    $0.changingBiases { $0 == 0 ? $1 * 0 : $1 }.both
  },
  NetworkSlip("no-last-bias", "The bias of the last layer is missing.") { parts in
    parts.changingBiases { $0 == parts.depth - 1 ? $1 * 0 : $1 }.both
  },
  NetworkSlip("bias-subtracted", "The biases are subtracted; they are added.") {
    $0.changingBiases { -$1 }.both
  },
  NetworkSlip(
    "bias-after-relu", "The bias is added after the ReLU; it belongs before it: max(0, H·W + b)."
  ) { parts in
    var input = parts.x
    for (k, layer) in parts.layers.enumerated() {
      let product = matmul(input, layer.weights)
      input = (k == parts.depth - 1 ? product : maximum(product, 0)) + layer.bias
    }
    return (input, parts.loss(scores: input))
  },
  NetworkSlip(
    "relu-before-product",
    "The ReLU is applied to the pictures as well; they go into the first layer as they are."
  ) { NetworkParts(maximum($0.x, 0), $0.labels, $0.layers, $0.reg).both },
  NetworkSlip(
    "probabilities",
    "These are probabilities; the scores are what the last layer returns, before the softmax."
  ) { ($0.probabilities, $0.loss()) },
  NetworkSlip(
    "scores-shifted",
    "The scores come back with each row's largest taken off. Shift a copy for the softmax, and return the scores as they are."
  ) { ($0.scores - $0.scores.max(axis: 1, keepingDimension: true), $0.loss()) },
  NetworkSlip("scores-transposed", expecting: "shape.transposed") {
    ($0.scores.transposed(), $0.loss())
  },
]

private let dataLossSlips: [NetworkSlip<ScoresAndLoss>] = [
  NetworkSlip("sum", expecting: "besides.reg.factor.N") { $0.both(data: $0.mean * $0.n) },
  NetworkSlip("all-times-n", expecting: "factor.N") { ($0.scores, $0.loss() * $0.n) },
  NetworkSlip("mean-twice", expecting: "besides.reg.factor.1/N") { $0.both(data: $0.mean / $0.n) },
  NetworkSlip(
    "mean-over-scores",
    "The loss is divided by N times C, the number of scores; divide by N, the number of pictures."
  ) { $0.both(data: $0.mean / Double($0.c)) },
  NetworkSlip("negative", expecting: "besides.reg.factor.-1") { $0.both(data: -$0.mean) },
  NetworkSlip("overwritten", "Each picture's loss overwrites the one before: add them up with +=.")
  {
    $0.both(data: ($0.losses.last ?? 0) / $0.n)
  },
  NetworkSlip("labels-from-1", "It takes the class below the label: labels count from 0.") {
    ($0.scores, $0.movingLabels(by: -1).loss())
  },
  NetworkSlip("label-next", "It takes the class after the label: labels count from 0.") {
    ($0.scores, $0.movingLabels(by: 1).loss())
  },
  NetworkSlip(
    "no-shift",
    "For scores of ±1000 it is not a number: exp(1000) is infinite. Take each row's largest score off before the exponential."
  ) { parts in
    parts.both { i in
      let row = parts.scores.row(i).scalars
      return -.log(.exp(row[parts.labels[i]]) / row.reduce(0) { $0 + .exp($1) })
    }
  },
  NetworkSlip(
    "one-shift",
    "For scores of 1000 in one row and of -1000 in another it is not finite: the largest score of the whole batch is taken off; take off that of each row."
  ) { parts in
    let largest = parts.scores.max()
    return parts.both { i in
      let row = parts.scores.row(i).scalars
      return .log(row.reduce(0) { $0 + .exp($1 - largest) }) - row[parts.labels[i]] + largest
    }
  },
  NetworkSlip(
    "log-of-0",
    "For scores of ±1000 it is infinite: a probability has become 0, and it has no logarithm. Take the logarithm of the sum of exponentials, and subtract the shifted score of the label."
  ) { parts in parts.both { -.log(parts.probabilities[$0, parts.labels[$0]]) } },
  NetworkSlip(
    "log-plus-tiny",
    "A tiny number is added within the logarithm, which caps the loss and falsifies it. Take the logarithm of the sum of exponentials, and subtract the shifted score of the label."
  ) { parts in parts.both { -.log(parts.probabilities[$0, parts.labels[$0]] + 1e-8) } },
  NetworkSlip("no-log", "The logarithm is missing: the loss of a picture is -ln of a probability.")
  {
    parts in parts.both { -parts.probabilities[$0, parts.labels[$0]] }
  },
  NetworkSlip(
    "one-minus", "It is 1 minus the probability of the label; the loss is -ln of that probability."
  ) { parts in parts.both { 1 - parts.probabilities[$0, parts.labels[$0]] } },
  NetworkSlip(
    "all-classes", "It adds up -ln P over all classes; only that of the label counts."
  ) { parts in
    parts.both { i in
      let row = parts.scores.row(i).scalars
      return row.reduce(0) { $0 + parts.losses[i] + row[parts.labels[i]] - $1 }
    }
  },
  NetworkSlip("no-label", "The score of the label is missing: ln of the sum, less that score.") {
    parts in parts.both { parts.losses[$0] + parts.scores[$0, parts.labels[$0]] }
  },
  NetworkSlip("hinge", "That is the SVM loss; the softmax loss is asked for.") { parts in
    parts.both { i in
      let row = parts.scores.row(i).scalars
      return row.reduce(-1) { $0 + max(0, $1 - row[parts.labels[i]] + 1) }
    }
  },
  NetworkSlip("only-reg", "Only the regularisation is there; the loss of the pictures is missing.")
  {
    $0.both(data: 0)
  },
]

private let penaltySlips: [NetworkSlip<ScoresAndLoss>] = [
  NetworkSlip("no-reg", expecting: "missing.reg") { $0.both(penalty: 0) },
  NetworkSlip("half-reg", expecting: "halved.reg") { $0.both(penalty: $0.penalty / 2) },
  NetworkSlip("double-reg", expecting: "doubled.reg") { $0.both(penalty: $0.penalty * 2) },
  NetworkSlip("negative-reg", expecting: "negated.reg") { $0.both(penalty: -$0.penalty) },
  NetworkSlip("reg-over-n", expecting: "within.reg.factor.1/N") {
    $0.both(penalty: $0.penalty / $0.n)
  },
  NetworkSlip("reg-per-picture", expecting: "within.reg.factor.N") {
    $0.both(penalty: $0.penalty * $0.n)
  },
  NetworkSlip(
    "no-reg-first", "The weights of the first layer are not regularised; all weights are."
  ) {
    parts in
    parts.both(penalty: parts.layers.dropFirst().reduce(0) { $0 + parts.penalty(of: $1.weights) })
  },
  NetworkSlip("no-reg-last", "The weights of the last layer are not regularised; all weights are.")
  {
    parts in
    parts.both(penalty: parts.layers.dropLast().reduce(0) { $0 + parts.penalty(of: $1.weights) })
  },
  NetworkSlip(
    "reg-biases", "The biases are regularised as well; here only the weights are."
  ) { parts in
    parts.both(
      penalty: parts.layers.reduce(0) {
        $0 + parts.penalty(of: $1.weights) + parts.penalty(of: $1.bias)
      })
  },
  NetworkSlip("reg-norm", "It adds the roots of the sums of squares; no root is wanted.") { parts in
    parts.both(penalty: parts.layers.reduce(0) { $0 + parts.reg * $1.weights.norm() })
  },
  NetworkSlip("reg-l1", "It adds up |W|; the squares of the weights are wanted.") { parts in
    parts.both(penalty: parts.layers.reduce(0) { $0 + parts.reg * $1.weights.absolute().sum() })
  },
  NetworkSlip("reg-mean", "It takes the mean of the squares; their sum is wanted.") { parts in
    parts.both(
      penalty: parts.layers.reduce(0) {
        $0 + parts.penalty(of: $1.weights) / Double($1.weights.count)
      })
  },
  NetworkSlip(
    "reg-product",
    "It multiplies the sums of squares of the layers with each other; they are added."
  ) { parts in
    parts.both(penalty: parts.reg * parts.layers.reduce(1) { $0 * $1.weights.dot($1.weights) })
  },
  NetworkSlip("reg-strength", "The sum of squares is added without its strength, reg.") { parts in
    parts.both(
      penalty: parts.reg == 0 ? 0 : parts.layers.reduce(0) { $0 + $1.weights.dot($1.weights) })
  },
  NetworkSlip("reg-squared", "The strength is squared as well; it is reg times the sum of squares.")
  { $0.both(penalty: $0.reg * $0.penalty) },
]

private func identity(_ size: Int) -> Tensor<Double> {
  var matrix = Tensor<Double>(zeros: [size, size])
  for i in 0..<size { matrix[i, i] = 1 }
  return matrix
}
