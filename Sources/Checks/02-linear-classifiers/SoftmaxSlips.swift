import Grading
import RealModule
import Tensors

extension LossSlips {
  /// What goes wrong in the softmax loss alone.
  static let softmax = LossSlips(
    both: shifts.map { shift in
      LossSlip(shift.id, shift.text) {
        let e = ($0.scores - shift.of($0)).exp()
        return $0.softmaxing(to: e / e.sum(axis: 1, keepingDimension: true))
      }
    } + sumSlips,
    loss: shifts.map { shift in
      LossSlip(shift.id + "-log-sum", shift.text) { $0.softmaxing(less: shift.of($0)) }
    } + logarithmSlips + probabilitySlips,
    gradient: labelSlips + slopeSlips)
}

private typealias Shift = (
  id: String, text: String, of: @Sendable (LossParts) -> Tensor<Double>
)

/// Wrong numbers to subtract from the scores, harmless as long as they are small.
private let shifts: [Shift] = [
  (
    "no-shift",
    "Scores of about 1000 overflow: exp(1000) is infinite. Subtract from each row its largest "
      + "score before exp; the probabilities stay the same.",
    { _ in Tensor(0) }
  ),
  (
    "batch-shift",
    "It subtracts the largest score of the whole batch, so that in rows far below it every "
      + "exponential becomes 0. Subtract from each row its own largest score.",
    { Tensor($0.scores.max()) }
  ),
  (
    "running-shift",
    "The largest score is not found anew for each row: where all are far below an earlier row's, "
      + "every exponential becomes 0. Start again in each row.",
    { parts in
      var largest = -Double.infinity
      return Tensor(
        parts.labels.indices.map { i in
          largest = max(largest, parts.scores.row(i).max())
          return largest
        }
      ).reshaped(to: [-1, 1])
    }
  ),
  (
    "shift-from-0",
    "Its search for the largest score starts at 0, or takes absolute values: in rows of scores "
      + "near -1000 every exponential becomes 0. Start from the first score of the row.",
    { maximum($0.largest, 0) }
  ),
  (
    "column-shift",
    "It subtracts the largest score of each class, over the pictures (axis 0). Subtract from each "
      + "row its own largest, over the classes (axis 1).",
    { $0.scores.max(axis: 0, keepingDimension: true) }
  ),
  (
    "smallest-shift",
    "It subtracts the smallest score of each row, so that the others still overflow: subtract the "
      + "largest.",
    { $0.scores.min(axis: 1, keepingDimension: true) }
  ),
]

private let sumSlips: [LossSlip] = [
  LossSlip(
    "others-only", "The sum of exponentials leaves out the label's own: add up all classes."
  ) { parts in
    parts.softmaxing(less: parts.largest) {
      ($0 * (1 - parts.y)).sum(axis: 1, keepingDimension: true)
    }
  },
  LossSlip("mean-of-exponentials", "It has the mean of the row's exponentials: use their sum.") {
    $0.softmaxing(less: $0.largest) { $0.mean(axis: 1, keepingDimension: true) }
  },
  LossSlip("sum-not-reset", "The sum of exponentials is not set back to 0 for the next picture.") {
    parts in
    parts.softmaxing(less: parts.largest) {
      var sums = $0.sum(axis: 1, keepingDimension: true)
      for i in parts.labels.indices.dropFirst() { sums[i, 0] += sums[i - 1, 0] }
      return sums
    }
  },
  LossSlip(
    "wrong-axis",
    "The exponentials are divided by their sum over the pictures: take the sum of each row, over "
      + "the classes."
  ) {
    let e = ($0.scores - $0.largest).exp()
    return $0.softmaxing(to: e / e.sum(axis: 0, keepingDimension: true))
  },
  LossSlip("best-class", "It takes the most probable class for the true one, which is labels[i].") {
    parts in
    let best = parts.scores.argmax(axis: 1)
    return parts.relabeled { best[$0] }
  },
]

private let epsilon =
  "The probability is kept away from 0, by a bound or a small number added to it. That changes "
  + "the loss: take the logarithm of the sum, less the label's shifted score, which stays finite."

private let logarithmSlips: [LossSlip] = [
  LossSlip(
    "log-of-zero",
    "The shift is right, but a probability can still become 0, and its logarithm is infinite. Take "
      + "the logarithm of the sum of exponentials, less the label's shifted score."
  ) { $0.softmaxing(to: $0.p) },
  LossSlip("log-epsilon", epsilon) { $0.softmaxing(to: $0.p + 1e-8) },
  LossSlip("log-epsilon-12", epsilon) { $0.softmaxing(to: $0.p + 1e-12) },
  LossSlip("log-bound", epsilon) { $0.softmaxing(to: maximum($0.p, 1e-7)) },
  LossSlip(
    "mixed-shift",
    "The exponentials are of shifted scores, but the label's score is not shifted: shift both."
  ) { parts in parts.losing { parts.losses[$0] - parts.largest[$0, 0] } },
  LossSlip("mixed-shift-back", "The label's score is shifted, but the exponentials are not.") {
    parts in parts.losing { parts.losses[$0] + parts.largest[$0, 0] }
  },
  LossSlip("log-2", "The logarithm has base 2: use the natural one.") { parts in
    parts.losing { parts.losses[$0] / Double.log(2) }
  },
  LossSlip("log-10", "The logarithm has base 10: use the natural one.") { parts in
    parts.losing { parts.losses[$0] / Double.log(10) }
  },
  LossSlip("log-2-sum", "The logarithm of the sum has base 2: use the natural one.") { parts in
    parts.losing { parts.losses[$0] + parts.logSum($0) * (1 / Double.log(2) - 1) }
  },
  LossSlip("log-10-sum", "The logarithm of the sum has base 10: use the natural one.") { parts in
    parts.losing { parts.losses[$0] + parts.logSum($0) * (1 / Double.log(10) - 1) }
  },
  LossSlip("log-of-1-more", "It takes ln(1 + sum), as log1p does: use ln(sum).") { parts in
    parts.losing { parts.losses[$0] + Double.log(onePlus: Double.exp(-parts.logSum($0))) }
  },
  LossSlip("no-log", "The logarithm is missing: it adds up probabilities.") { parts in
    parts.losing { -parts.p[$0, parts.labels[$0]] }
  },
  LossSlip("log-of-mean", "It takes the logarithm of the mean: take the mean of the logarithms.") {
    parts in
    let sum = parts.labels.indices.reduce(0) { $0 + parts.p[$1, parts.labels[$1]] }
    return parts.losing { _ in -Double.log(sum / parts.n) }
  },
  LossSlip("no-sum", "The logarithm of the sum is missing: it has only the label's score.") {
    parts in parts.losing { parts.largest[$0, 0] - parts.own($0) }
  },
  LossSlip("unshifted-own", "The logarithm of the sum is missing: it has only -s_y.") { parts in
    parts.losing { -parts.own($0) }
  },
  LossSlip("no-own", "The label's score is missing: it has only the logarithm of the sum.") {
    parts in parts.losing { parts.losses[$0] + parts.own($0) }
  },
]

private let probabilitySlips: [LossSlip] = [
  LossSlip("one-minus-p", "It adds up 1 - p of the label; the loss is -ln p.") { parts in
    parts.losing { 1 - parts.p[$0, parts.labels[$0]] }
  },
  LossSlip("sign", "The minus is missing: the loss is -ln p, which is never negative.") {
    $0.with(divisor: -$0.n)
  },
  LossSlip("all-classes", "It adds up -ln p of all classes: only the label's counts.") { parts in
    parts.losing { i in (0..<parts.c).reduce(0) { $0 + parts.surprise(i, $1) } }
  },
  LossSlip("other-classes", "It adds up -ln p of the wrong classes: only the label's counts.") {
    parts in
    parts.losing { i in
      (0..<parts.c).reduce(0) { $0 + ($1 == parts.labels[i] ? 0 : parts.surprise(i, $1)) }
    }
  },
]

private let labelSlips: [LossSlip] = [
  LossSlip("no-label", "The 1 at the label is not subtracted: the scores get P - Y, not P.") {
    $0.with(dS: $0.p)
  },
  LossSlip("label-twice", "The 1 at the label is subtracted twice.") { $0.with(dS: $0.dS - $0.y) },
  LossSlip("label-per-class", "The 1 at the label is subtracted once per class: once is enough.") {
    $0.with(dS: $0.p - Double($0.c) * $0.y)
  },
  LossSlip("label-added", "The 1 at the label is added: subtract it.") { $0.with(dS: $0.p + $0.y) },
  LossSlip("all-less-one", "It subtracts 1 from every class: subtract it at the label alone.") {
    $0.with(dS: $0.p - 1)
  },
  LossSlip(
    "only-label",
    "Only the label's score gets a gradient. The sum of exponentials holds all scores, so every "
      + "class gets its probability: P - Y, not P·Y - Y."
  ) { $0.with(dS: $0.dS * $0.y) },
  LossSlip("only-others", "The column of the true class gets nothing: there it is P - 1.") {
    $0.with(dS: $0.dS * (1 - $0.y))
  },
]

private let slopeSlips: [LossSlip] = [
  LossSlip(
    "no-denominator",
    "What flows through the sum of exponentials, P, is missing: it has only -Y."
  ) { $0.with(dS: -$0.y) },
  LossSlip(
    "diagonal",
    "It takes p(1 - p), the diagonal of the softmax's Jacobian. With all of its entries and the "
      + "logarithm the derivative of the loss is P - Y."
  ) { $0.with(dS: $0.p * (1 - $0.p)) },
  LossSlip("of-probability", "This is the gradient of -p, not of -ln p: the factor 1/p is missing.")
  {
    $0.with(dS: ($0.p * $0.y).sum(axis: 1, keepingDimension: true) * $0.dS)
  },
  LossSlip("scores", "It takes scores for probabilities: exp and the division are missing.") {
    $0.with(dS: $0.scores - $0.y)
  },
  LossSlip("not-normalised", "The exponentials are not divided by their sum.") {
    $0.with(dS: ($0.scores - $0.largest).exp() - $0.y)
  },
]

extension LossParts {
  /// The logarithm of the sum of the row's exponentials, its scores shifted by the largest.
  fileprivate func logSum(_ i: Int) -> Double { losses[i] + own(i) - largest[i, 0] }

  /// -ln of the probability of a class, right or wrong.
  fileprivate func surprise(_ i: Int, _ k: Int) -> Double { losses[i] + own(i) - scores[i, k] }
}
