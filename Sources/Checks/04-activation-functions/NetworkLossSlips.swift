import Grading
import RealModule
import Tensors

// What goes wrong on the way forward through a network, in exercises 4.5 and 4.7.

/// A wrong way forward, which makes the loss wrong and the gradients with it.
let forwardSlips: [Slip<NetworkParts, NetworkParts>] = [
  Slip("relu-last", "There is a ReLU after the last layer too: scores may be negative.") {
    $0.bending { _, _ in { max(0, $0) } }
  },
  Slip("no-bias", "The biases are missing: every layer adds one.") { $0.biases { $1 * 0 } },
  Slip("no-first-bias", "The first layer's bias is missing.") {
    $0.biases { $0 == 0 ? $1 * 0 : $1 }
  },
  Slip("no-last-bias", "The bias of the last layer is missing.") { parts in
    parts.biases { $0 == parts.depth - 1 ? $1 * 0 : $1 }
  },
  Slip("bias-subtracted", "The biases are subtracted: add them.") { $0.biases { -$1 } },
  Slip("relu-before-product", "The ReLU is applied to the pictures: the first layer takes X.") {
    NetworkParts(maximum($0.x, 0), $0.labels, $0.layers, $0.reg)
  },
  Slip("labels-from-1", "It takes the class below the label: labels count from 0.") { parts in
    parts.labeling { ($0 + parts.c - 1) % parts.c }
  },
  Slip("label-next", "It takes the class after the label: labels count from 0.") { parts in
    parts.labeling { ($0 + 1) % parts.c }
  },
  Slip("label-0", "It takes class 0 in each row: take labels[i].") { $0.labeling { _ in 0 } },
]

/// A wrong way forward that takes more than two layers to tell from a right one.
let deepForwardSlips: [Slip<NetworkParts, NetworkParts>] = [
  Slip("relu-first-only", "Only the first layer has a ReLU after it: all but the last need one.") {
    $0.bending { k, isLast in k == 0 && !isLast ? { max(0, $0) } : nil }
  },
  Slip("relu-not-first", "The first layer lacks its ReLU: all layers but the last have one.") {
    $0.bending { k, isLast in k == 0 || isLast ? nil : { max(0, $0) } }
  },
  Slip("relu-not-last-hidden", "The last hidden layer lacks its ReLU: only the scores have none.") {
    parts in
    parts.bending { k, isLast in isLast || k == parts.depth - 2 ? nil : { max(0, $0) } }
  },
]

/// Wrong ways forward that are told of the scores alone.
let scoreSlips: [Slip<NetworkParts, NetworkParts>] = [
  Slip("no-relu", "There is no ReLU between the layers: without it they are one linear layer.") {
    $0.bending(with: { $0 })
  },
  Slip("relu-only-last", "The ReLU is after the last layer: put it between the layers.") {
    $0.bending { _, isLast in isLast ? { max(0, $0) } : nil }
  },
  Slip("sigmoid", "It uses the sigmoid: use max(0, ·).") {
    $0.bending(with: { 1 / (1 + .exp(-$0)) })
  },
  Slip("tanh", "It bends with tanh: use ReLU, max(0, ·).") { $0.bending(with: { .tanh($0) }) },
  Slip("leaky", "It bends with a leaky ReLU: use plain ReLU, max(0, ·).") {
    $0.bending(with: { $0 > 0 ? $0 : 0.01 * $0 })
  },
  Slip("absolute", "It bends with |·|: use ReLU, max(0, ·).") { $0.bending(with: { abs($0) }) },
  Slip("minimum", "It keeps what is negative: ReLU keeps what is positive, max(0, ·).") {
    $0.bending(with: { min(0, $0) })
  },
]

extension NetworkParts {
  /// Scores and loss, of which the data's or the regularisation's part may be another.
  func both(data: Double? = nil, penalty: Double? = nil) -> ScoresAndLoss {
    (scores, (data ?? mean) + (penalty ?? self.penalty))
  }

  /// The loss of each picture made from its scores and the score of its label.
  fileprivate func each(_ loss: (_ row: [Double], _ score: Double) -> Double) -> ScoresAndLoss {
    let losses = labels.enumerated().map { loss(scores.row($0).scalars, scores[$0, $1]) }
    return both(data: losses.reduce(0, +) / n)
  }

  /// The same, from the probability of the label.
  fileprivate func eachProbability(_ loss: (Double) -> Double) -> ScoresAndLoss {
    let p = probabilities
    return both(data: labels.enumerated().reduce(0) { $0 + loss(p[$1.offset, $1.element]) } / n)
  }

  /// The penalty made from the weights of each layer.
  fileprivate func penalties(_ penalty: (T) -> Double) -> ScoresAndLoss {
    both(penalty: layers.reduce(0) { $0 + penalty($1.weights) })
  }
}

let lossSlips: [Slip<NetworkParts, ScoresAndLoss>] = scoreResultSlips + dataSlips + penaltySlips

private let scoreResultSlips: [Slip<NetworkParts, ScoresAndLoss>] = [
  Slip("bias-after-relu", "The bias is added after the ReLU: max(0, H·W + b).") { parts in
    var h = parts.x
    for (k, layer) in parts.layers.enumerated() {
      let product = matmul(h, layer.weights)
      h = (k == parts.depth - 1 ? product : maximum(product, 0)) + layer.bias
    }
    return (h, parts.losses(h).reduce(0, +) / parts.n + parts.penalty)
  },
  Slip("probabilities", "These are probabilities: return the scores, from before the softmax.") {
    ($0.probabilities, $0.both().loss)
  },
  Slip("scores-shifted", "Each row's largest is subtracted from the scores: shift a copy instead.")
  {
    ($0.scores - $0.scores.max(axis: 1, keepingDimension: true), $0.both().loss)
  },
  Slip("scores-transposed", expecting: "shape.transposed") {
    ($0.scores.transposed(), $0.both().loss)
  },
]

private let dataSlips: [Slip<NetworkParts, ScoresAndLoss>] = [
  Slip("sum", expecting: "besides.reg.factor.N") { $0.both(data: $0.mean * $0.n) },
  Slip("all-times-n", expecting: "factor.N") { ($0.scores, $0.both().loss * $0.n) },
  Slip("mean-twice", expecting: "besides.reg.factor.1/N") { $0.both(data: $0.mean / $0.n) },
  Slip("mean-over-scores", "The loss is divided by N·C: divide by N, the number of pictures.") {
    $0.both(data: $0.mean / Double($0.c))
  },
  Slip("mean-over-classes", "The loss is divided by C, the classes: divide by N, the pictures.") {
    $0.both(data: $0.mean * $0.n / Double($0.c))
  },
  Slip("mean-over-features", "The loss is divided by D, the features: divide by N, the pictures.") {
    $0.both(data: $0.mean * $0.n / Double($0.x.shape[1]))
  },
  Slip("negative", expecting: "besides.reg.factor.-1") { $0.both(data: -$0.mean) },
  Slip("overwritten", "Each picture's loss overwrites the one before: add them up with +=.") {
    $0.both(data: ($0.losses($0.scores).last ?? 0) / $0.n)
  },
  Slip("row-0", "The label's score comes from row 0 for every picture: take it from row i.") {
    parts in
    let surplus = parts.labels.enumerated().map { parts.scores[$0, $1] - parts.scores[0, $1] }
    return parts.both(data: parts.mean + surplus.reduce(0, +) / parts.n)
  },
  Slip("no-shift", "exp(1000) is infinite: subtract each row's largest score before exp.") {
    $0.each { row, score in -.log(.exp(score) / row.reduce(0) { $0 + .exp($1) }) }
  },
  Slip(
    "one-shift",
    "One maximum is subtracted from all rows, so a low row underflows: use each row's own."
  ) {
    parts in
    let largest = parts.scores.max()
    return parts.each { row, score in
      .log(row.reduce(0) { $0 + .exp($1 - largest) }) - score + largest
    }
  },
  Slip(
    "shift-by-class",
    "The maximum of each class is subtracted, over axis 0: use each row's, axis 1."
  ) {
    let shifted = $0.scores - $0.scores.max(axis: 0, keepingDimension: true)
    return $0.both(data: $0.losses(shifted).reduce(0, +) / $0.n)
  },
  Slip("log-of-0", "A probability becomes 0, so its log is infinite: use ln Σ exp minus the score.")
  {
    $0.eachProbability { -.log($0) }
  },
  Slip("log-plus-tiny", "A tiny number inside the log caps the loss: use ln Σ exp minus the score.")
  {
    $0.eachProbability { -.log($0 + 1e-8) }
  },
  Slip("no-log", "The logarithm is missing: a picture's loss is -ln of a probability.") {
    $0.eachProbability { -$0 }
  },
  Slip("one-minus", "It is 1 minus the probability: a picture's loss is -ln of it.") {
    $0.eachProbability { 1 - $0 }
  },
  Slip("log10", "It takes the logarithm to base 10: use ln, which is log in Swift.") {
    $0.both(data: $0.mean / .log(10))
  },
  Slip("log10-of-sum", "It takes log10 of the sum: use ln, which is log in Swift.") {
    $0.each { row, score in .log10(row.reduce(0) { $0 + .exp($1 - score) }) }
  },
  Slip("log2", "It takes the logarithm to base 2: use ln, which is log in Swift.") {
    $0.both(data: $0.mean / .log(2))
  },
  Slip("all-classes", "It adds up -ln P over all classes: only that of the label counts.") {
    $0.each { row, _ in
      let largest = row.max() ?? 0
      let logSum = largest + .log(row.reduce(0) { $0 + .exp($1 - largest) })
      return row.reduce(0) { $0 + logSum - $1 }
    }
  },
  Slip("no-label", "The score of the label is missing: ln of the sum, minus that score.") { parts in
    let scores = parts.labels.enumerated().map { parts.scores[$0, $1] }
    return parts.both(data: parts.mean + scores.reduce(0, +) / parts.n)
  },
  Slip("hinge", "That is the SVM loss: use the softmax loss, -ln of a probability.") {
    $0.each { row, score in row.reduce(-1) { $0 + max(0, $1 - score + 1) } }
  },
  Slip("only-reg", "Only the regularisation is there: add the data loss.") { $0.both(data: 0) },
]

private let penaltySlips: [Slip<NetworkParts, ScoresAndLoss>] = [
  Slip("no-reg", expecting: "missing.reg") { $0.both(penalty: 0) },
  Slip("half-reg", expecting: "halved.reg") { $0.both(penalty: $0.penalty / 2) },
  Slip("double-reg", expecting: "doubled.reg") { $0.both(penalty: $0.penalty * 2) },
  Slip("negative-reg", expecting: "negated.reg") { $0.both(penalty: -$0.penalty) },
  Slip("reg-over-n", expecting: "within.reg.factor.1/N") { $0.both(penalty: $0.penalty / $0.n) },
  Slip("reg-per-picture", expecting: "within.reg.factor.N") { $0.both(penalty: $0.penalty * $0.n) },
  Slip("no-reg-first", "The weights of the first layer are not regularised: all weights are.") {
    $0.both(penalty: $0.penalty - $0.penalty(of: $0.layers[0].weights))
  },
  Slip("no-reg-last", "The weights of the last layer are not regularised: all weights are.") {
    $0.both(penalty: $0.penalty - $0.penalty(of: $0.layers[$0.depth - 1].weights))
  },
  Slip("reg-biases", "The biases are regularised too: here only the weights are.") { parts in
    parts.both(penalty: parts.layers.reduce(parts.penalty) { $0 + parts.penalty(of: $1.bias) })
  },
  Slip("reg-norm", "It adds the roots of the sums of squares: leave the root out.") { parts in
    parts.penalties { parts.reg * $0.norm() }
  },
  Slip("reg-l1", "It adds up |W|: add up the squares of the weights.") { parts in
    parts.penalties { parts.reg * $0.absolute().sum() }
  },
  Slip("reg-mean", "It takes the mean of the squares: take their sum.") { parts in
    parts.penalties { parts.penalty(of: $0) / Double($0.count) }
  },
  Slip("reg-product", "It multiplies the layers' sums of squares: add them.") { parts in
    parts.both(penalty: parts.reg * parts.layers.reduce(1) { $0 * $1.weights.dot($1.weights) })
  },
  Slip("reg-hidden", "The hidden activations are regularised: regularise the weights.") { parts in
    parts.both(
      penalty: parts.inputs.dropFirst().reduce(parts.penalty) { $0 + parts.penalty(of: $1) }
        - parts.layers.dropLast().reduce(0) { $0 + parts.penalty(of: $1.weights) })
  },
  Slip("reg-overwrites", "The last layer's regularisation overwrites the loss: add it with +=.") {
    $0.both(data: 0, penalty: $0.penalty(of: $0.layers[$0.depth - 1].weights))
  },
  Slip("reg-strength", "The sum of squares is added without its strength, reg.") { parts in
    parts.penalties { parts.reg == 0 ? 0 : $0.dot($0) }
  },
  Slip("reg-squared", "The strength is squared as well: it is reg times the sum of squares.") {
    $0.both(penalty: $0.reg * $0.penalty)
  },
]

/// A penalty that takes more than two layers to tell from a right one.
let deepPenaltySlip = Slip<NetworkParts, ScoresAndLoss>(
  "first-and-last", "Only the first and the last layer are regularised: all layers are."
) { parts in
  let middle = parts.layers.dropFirst().dropLast()
  return parts.both(penalty: middle.reduce(parts.penalty) { $0 - parts.penalty(of: $1.weights) })
}
