import Grading
import RealModule
import Tensors

private let overflows =
  "Scores of about 1000 overflow: exp(1000) is infinite, and infinity over infinity is not a number. Subtract from each row its "
  + "own largest score before exp; the probabilities stay the same."
private let globalShift =
  "It subtracts the largest score of the whole batch. In a row whose scores are all far below that, every exponential becomes 0. "
  + "Each row needs its own largest score."
private let epsilon =
  "The probability is kept away from 0 within the logarithm, by adding a small number or by a bound. That changes the loss, most where the "
  + "classifier is most wrong. The logarithm of the sum, less the shifted score of the label, needs no such help."

/// What goes wrong in the softmax loss alone.
let softmaxLossSlips: [Slip<Double>] = [
  Slip("no-shift", overflows) { parts in
    let p = normalized(parts.scores.exp())
    return parts.loss { -Double.log(p[$0, parts.labels[$0]]) }
  },
  Slip("no-shift-log-sum", overflows) { parts in
    let sums = parts.scores.exp().sum(axis: 1)
    return parts.loss { Double.log(sums[$0]) - parts.own($0) }
  },
  Slip("batch-shift", globalShift) { parts in
    let p = normalized((parts.scores - parts.scores.max()).exp())
    return parts.loss { -Double.log(p[$0, parts.labels[$0]]) }
  },
  Slip("batch-shift-log-sum", globalShift) { parts in
    let largest = parts.scores.max()
    let sums = (parts.scores - largest).exp().sum(axis: 1)
    return parts.loss { Double.log(sums[$0]) - (parts.own($0) - largest) }
  },
  Slip(
    "smallest-shift",
    "It subtracts the smallest score of each row; subtract the largest, so that no exponent is above 0."
  ) {
    parts in
    let shifted = parts.scores - parts.scores.min(axis: 1, keepingDimension: true)
    let p = normalized(shifted.exp())
    return parts.loss { -Double.log(p[$0, parts.labels[$0]]) }
  },
  Slip(
    "log-of-zero",
    "The shift is right, but the loss takes the logarithm of a probability that has become 0. Take the logarithm of the sum of "
      + "exponentials and subtract the shifted score of the label: that is the same, and stays finite."
  ) { parts in parts.loss { -Double.log(parts.p[$0, parts.labels[$0]]) } },
  Slip("log-epsilon", epsilon) { parts in
    parts.loss { -Double.log(parts.p[$0, parts.labels[$0]] + 1e-8) }
  },
  Slip("log-epsilon-12", epsilon) { parts in
    parts.loss { -Double.log(parts.p[$0, parts.labels[$0]] + 1e-12) }
  },
  Slip("log-bound", epsilon) { parts in
    parts.loss { -Double.log(max(1e-7, parts.p[$0, parts.labels[$0]])) }
  },
  Slip(
    "mixed-shift",
    "The exponentials are of shifted scores, but the score of the label is not shifted. Shift both, or neither."
  ) { parts in parts.loss { parts.losses[$0] - parts.largest($0) } },
  Slip("mixed-shift-back", "The score of the label is shifted, but the exponentials are not.") {
    parts in
    parts.loss { parts.losses[$0] + parts.largest($0) }
  },
  Slip("no-log", "The logarithm is missing: it adds up probabilities.") { parts in
    parts.loss { -parts.p[$0, parts.labels[$0]] }
  },
  Slip("one-minus-p", "It adds up 1 - p of the label; the loss is -ln p.") { parts in
    parts.loss { 1 - parts.p[$0, parts.labels[$0]] }
  },
  Slip("sign", "The minus is missing: the loss is -ln p, which is never negative.") {
    $0.loss(data: -$0.mean)
  },
  Slip("log-2", "The logarithm has base 2; the natural one is wanted.") {
    $0.loss(data: $0.mean / Double.log(2))
  },
  Slip("log-10", "The logarithm has base 10; the natural one is wanted.") {
    $0.loss(data: $0.mean / Double.log(10))
  },
  Slip("all-classes", "It adds up -ln p of all classes; only that of the label counts.") { parts in
    parts.loss { i in (0..<parts.c).reduce(0) { $0 + parts.surprise(i, $1) } }
  },
  Slip("other-classes", "It adds up -ln p of the wrong classes; that of the label counts.") {
    parts in
    parts.loss { i in
      (0..<parts.c).reduce(0) { $0 + ($1 == parts.labels[i] ? 0 : parts.surprise(i, $1)) }
    }
  },
  Slip(
    "best-class",
    "It takes the most probable class; the label's probability counts, right or wrong."
  ) {
    parts in parts.loss { i in (0..<parts.c).map { parts.surprise(i, $0) }.min() ?? 0 }
  },
  Slip(
    "log-of-mean",
    "It takes the logarithm of the mean probability; the mean is over the logarithms."
  ) {
    parts in
    let mean = parts.labels.indices.reduce(0) { $0 + parts.p[$1, parts.labels[$1]] } / parts.n
    return parts.loss(data: -Double.log(mean))
  },
  Slip(
    "others-only", "The sum of exponentials leaves out the label's own; it goes over all classes."
  ) {
    parts in
    parts.loss { i in
      let others = (0..<parts.c).reduce(0) {
        $0 + ($1 == parts.labels[i] ? 0 : Double.exp(parts.scores[i, $1] - parts.largest(i)))
      }
      return Double.log(others) - (parts.own(i) - parts.largest(i))
    }
  },
  Slip("sum-not-reset", "The sum of exponentials is not set back to 0 for the next picture.") {
    parts in
    var sum = 0.0
    return parts.loss { i in
      for k in 0..<parts.c { sum += Double.exp(parts.scores[i, k] - parts.largest(i)) }
      return Double.log(sum) - (parts.own(i) - parts.largest(i))
    }
  },
  Slip("no-sum", "The logarithm of the sum is missing: it has only the score of the label.") {
    parts in
    parts.loss { -(parts.own($0) - parts.largest($0)) }
  },
  Slip(
    "unshifted-own",
    "It has only the score of the label, with a minus: the logarithm of the sum of exponentials is missing."
  ) { parts in parts.loss { -parts.own($0) } },
  Slip("no-own", "The score of the label is missing: it has only the logarithm of the sum.") {
    parts in
    parts.loss { parts.losses[$0] + parts.own($0) }
  },
  Slip(
    "wrong-axis",
    "The exponentials are divided by their sum over the pictures; the sum goes over the classes, row by row."
  ) {
    parts in
    let shifted = parts.scores - parts.scores.max(axis: 1, keepingDimension: true)
    let e = shifted.exp()
    let p = e / e.sum(axis: 0, keepingDimension: true)
    return parts.loss { -Double.log(p[$0, parts.labels[$0]]) }
  },
]

/// What goes wrong in the gradient of the softmax loss alone.
let softmaxGradientSlips: [Slip<Tensor<Double>>] = [
  Slip("no-shift", overflows) { $0.gradient(dS: normalized($0.scores.exp()) - $0.y) },
  Slip("batch-shift", globalShift) {
    $0.gradient(dS: normalized(($0.scores - $0.scores.max()).exp()) - $0.y)
  },
  Slip(
    "no-label",
    "The 1 at the label is not subtracted: with respect to the scores it is P - Y, and yours is P."
  ) {
    $0.gradient(dS: $0.p)
  },
  Slip("label-twice", "The 1 at the label is subtracted twice.") {
    $0.gradient(dS: $0.p - 2 * $0.y)
  },
  Slip("label-added", "The 1 at the label is added; it is subtracted.") {
    $0.gradient(dS: $0.p + $0.y)
  },
  Slip("all-less-one", "1 is subtracted from every class; only the label's probability gets it.") {
    $0.gradient(dS: $0.p - 1)
  },
  Slip(
    "no-denominator",
    "It has only what flows through the score of the label; what flows through the sum of exponentials, P, is missing."
  ) { $0.gradient(dS: -$0.y) },
  Slip(
    "only-label",
    "Only the score of the label gets a gradient. The sum of exponentials holds all scores, so that every class gets its probability: "
      + "P - Y, and not P·Y - Y."
  ) { $0.gradient(dS: $0.p * $0.y - $0.y) },
  Slip("only-others", "The column of the true class gets nothing: there it is P - 1.") {
    $0.gradient(dS: $0.p - $0.p * $0.y)
  },
  Slip(
    "diagonal",
    "It takes p(1 - p), the diagonal of the softmax's Jacobian. With the logarithm and all its entries the derivative of the loss is P - Y."
  ) { $0.gradient(dS: $0.p * (1 - $0.p)) },
  Slip(
    "of-probability",
    "The logarithm is not differentiated: this is the gradient of -p, not of -ln p. The factor 1/p is missing."
  ) { parts in
    parts.gradient { i, k in parts.p[i, parts.labels[i]] * parts.dS[i, k] }
  },
  Slip(
    "scores",
    "It takes the scores for the probabilities: exp and the division by the sum are missing."
  ) {
    $0.gradient(dS: $0.scores - $0.y)
  },
  Slip("not-normalised", "The exponentials are not divided by their sum.") { parts in
    let shifted = parts.scores - parts.scores.max(axis: 1, keepingDimension: true)
    return parts.gradient(dS: shifted.exp() - parts.y)
  },
  Slip(
    "others-only", "The sum of exponentials leaves out the label's own; it goes over all classes."
  ) {
    parts in
    parts.gradient { i, k in
      let own = parts.p[i, parts.labels[i]]
      return parts.p[i, k] / (1 - own) - (k == parts.labels[i] ? 1 : 0)
    }
  },
  Slip(
    "best-class", "The 1 is subtracted at the most probable class; it is subtracted at the label."
  ) {
    parts in
    let best = parts.scores.argmax(axis: 1)
    return parts.gradient { i, k in parts.p[i, k] - (k == best[i] ? 1 : 0) }
  },
  Slip(
    "wrong-axis",
    "The exponentials are divided by their sum over the pictures; the sum goes over the classes, row by row."
  ) {
    parts in
    let shifted = parts.scores - parts.scores.max(axis: 1, keepingDimension: true)
    let e = shifted.exp()
    return parts.gradient(dS: e / e.sum(axis: 0, keepingDimension: true) - parts.y)
  },
]

private func normalized(_ e: Tensor<Double>) -> Tensor<Double> {
  e / e.sum(axis: 1, keepingDimension: true)
}

extension LossParts {
  /// The softmax of each row.
  fileprivate var p: Tensor<Double> { dS + y }

  fileprivate func own(_ i: Int) -> Double { scores[i, labels[i]] }

  fileprivate func largest(_ i: Int) -> Double { scores.row(i).max() }

  /// -ln of the probability of a class, right or wrong.
  fileprivate func surprise(_ i: Int, _ k: Int) -> Double { losses[i] + own(i) - scores[i, k] }
}
