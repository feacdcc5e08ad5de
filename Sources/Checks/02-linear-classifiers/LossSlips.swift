import Grading
import Tensors

typealias LossSlip = Slip<LossParts, LossParts>

/// Ways to get a loss wrong, its gradient, or both in the same way.
struct LossSlips: Sendable {
  var both: [LossSlip] = []
  var loss: [LossSlip] = []
  var gradient: [LossSlip] = []

  /// The mutants of an exercise that asks for a loss.
  func lossMutants(_ kind: LossParts.Kind) -> [Mutant<ClassifierLoss>] {
    (both + loss).mutants { wrong in { wrong(LossParts(kind, $0, $1, $2, $3)).loss } }
  }

  /// The mutants of an exercise that asks for a gradient.
  func gradientMutants(_ kind: LossParts.Kind) -> [Mutant<ClassifierLossGradient>] {
    (both + gradient).mutants { wrong in { wrong(LossParts(kind, $0, $1, $2, $3)).gradient } }
  }

  /// The mutants of an exercise that asks for both: one of them is wrong, or both are.
  func mutants(_ kind: LossParts.Kind) -> [Mutant<ClassifierLossAndGradient>] {
    func mutants(
      _ prefix: String, _ slips: [LossSlip], isWrong: (loss: Bool, gradient: Bool)
    ) -> [Mutant<ClassifierLossAndGradient>] {
      slips.mutants(prefix) { wrong in
        {
          let right = LossParts(kind, $0, $1, $2, $3)
          let parts = wrong(right)
          return (
            (isWrong.loss ? parts : right).loss, (isWrong.gradient ? parts : right).gradient
          )
        }
      }
    }
    return mutants("", both, isWrong: (true, true))
      + mutants("loss-", both + loss, isWrong: (true, false))
      + mutants("gradient-", both + gradient, isWrong: (false, true))
  }

  static func + (a: LossSlips, b: LossSlips) -> LossSlips {
    LossSlips(both: a.both + b.both, loss: a.loss + b.loss, gradient: a.gradient + b.gradient)
  }

  /// What goes wrong in either loss: the mean over the pictures, the labels, the regularisation.
  static let common = LossSlips(
    both: meanSlips + labelSlips + regularizationSlips, loss: penaltySlips,
    gradient: gradientSlips)
}

private let meanSlips: [LossSlip] = [
  LossSlip(
    "sum",
    "What comes from the pictures is their sum: divide it by N before adding the regularisation."
  ) { $0.with(divisor: 1) },
  LossSlip("all-times-n", expecting: "factor.N") { $0.with(divisor: 1).regularized(times: $0.n) },
  LossSlip("mean-twice", "What comes from the pictures is divided by N twice.") {
    $0.with(divisor: $0.n * $0.n)
  },
  LossSlip("mean-over-scores", "It divides by N times C: divide by N, the number of pictures.") {
    $0.with(divisor: $0.n * Double($0.c))
  },
  LossSlip(
    "over-classes", "It divides by the number of classes: divide by N, the number of pictures."
  ) { $0.with(divisor: Double($0.c)) },
  LossSlip(
    "over-features", "It divides by the number of features: divide by N, the number of pictures."
  ) { $0.with(divisor: Double($0.w.rowCount)) },
  LossSlip(
    "divided-inside",
    "It divides by N inside the loop, again for each picture: divide the whole sum, once."
  ) { parts in
    parts.with(divisor: 1).weighing { i in
      (i..<parts.labels.count).reduce(1) { weight, _ in weight / parts.n }
    }
  },
  LossSlip("overwritten", "Each picture's part overwrites the one before: add them up with +=.") {
    parts in parts.weighing { $0 == parts.labels.count - 1 ? 1 : 0 }
  },
  LossSlip("first-picture", "Only the first picture counts: does it return inside the loop?") {
    $0.weighing { $0 == 0 ? 1 : 0 }
  },
  LossSlip("last-picture-skipped", "The last picture is left out.") { parts in
    parts.weighing { $0 == parts.labels.count - 1 ? 0 : 1 }
  },
  LossSlip(
    "not-reset",
    "The sum of a picture still holds the pictures before it: set it to 0 for each picture."
  ) { parts in parts.weighing { parts.n - Double($0) } },
]

private let labelSlips: [LossSlip] = [
  LossSlip("labels-from-1", "It takes the class below the label: labels count from 0.") { parts in
    parts.relabeled { parts.labels[$0] - 1 }
  },
  LossSlip("label-next", "It takes the class after the label: labels count from 0.") { parts in
    parts.relabeled { parts.labels[$0] + 1 }
  },
  LossSlip("label-is-place", "It takes i as the true class; labels[i] is the true class.") {
    $0.relabeled { $0 }
  },
  LossSlip("first-label", "Every picture gets the label of the first: the class is labels[i].") {
    parts in parts.relabeled { _ in parts.labels[0] }
  },
  LossSlip("class-0", "It takes class 0 as the true class of every picture; that is labels[i].") {
    $0.relabeled { _ in 0 }
  },
  LossSlip("row-0", "Every picture gets the scores of the first: take row i of the scores.") {
    parts in
    let first = parts.x.gathering(rows: parts.labels.map { _ in 0 })
    return changing(LossParts(parts.kind, parts.w, first, parts.labels, parts.reg)) {
      $0.x = parts.x
    }
  },
]

private let regularizationSlips: [LossSlip] = [
  LossSlip("no-reg", expecting: "missing.reg") { $0.regularized(times: 0) },
  LossSlip("half-reg", expecting: "halved.reg") { $0.regularized(times: 0.5) },
  LossSlip("double-reg", expecting: "doubled.reg") { $0.regularized(times: 2) },
  LossSlip("negative-reg", expecting: "negated.reg") { $0.regularized(times: -1) },
  LossSlip("reg-over-n", "The regularisation is divided by N too; only the pictures are averaged.")
  { $0.regularized(times: 1 / $0.n) },
  LossSlip("reg-per-picture", "The regularisation is added for each picture: add it once, after.") {
    $0.regularized(times: $0.n)
  },
  LossSlip("reg-mean", "The regularisation takes the mean over all of W; use the sum.") {
    $0.regularized(times: 1 / Double($0.w.count))
  },
  LossSlip("reg-strength", "The regularisation lacks its strength: multiply it by reg.") {
    $0.with(penalty: $0.w.dot($0.w), decay: 2 * $0.w)
  },
  LossSlip("reg-squared", "The regularisation is multiplied by reg twice.") {
    $0.regularized(times: $0.reg)
  },
  LossSlip("reg-l1", "The regularisation has |W| instead of W².") { parts in
    parts.with(
      penalty: parts.reg * parts.w.absolute().sum(),
      decay: parts.w.map { $0 == 0 ? 0 : $0 > 0 ? parts.reg : -parts.reg })
  },
  LossSlip(
    "last-row-spared",
    "The last row of W is not regularised, as if it were the bias. Here all of W is."
  ) {
    var spared = $0.w
    for k in 0..<$0.c { spared[spared.rowCount - 1, k] = 0 }
    return $0.with(penalty: $0.reg * spared.dot(spared), decay: 2 * $0.reg * spared)
  },
  LossSlip("only-reg", "Only the regularisation is there: add what comes from the pictures.") {
    $0.weighing { _ in 0 }
  },
]

private let penaltySlips: [LossSlip] = [
  LossSlip("reg-norm", "The regularisation has a square root too many: it is reg · Σ W².") {
    $0.with(penalty: $0.reg * $0.w.norm())
  },
  LossSlip("reg-square-of-sum", "It squares the sum of W: add up the squares instead.") {
    $0.with(penalty: $0.reg * $0.w.sum() * $0.w.sum())
  },
  LossSlip("reg-plain", "The regularisation adds up W instead of its squares.") {
    $0.with(penalty: $0.reg * $0.w.sum())
  },
]

private let gradientSlips: [LossSlip] = [
  LossSlip("negative-all", expecting: "factor.-1") {
    $0.with(divisor: -$0.n).regularized(times: -1)
  },
  LossSlip("transposed", expecting: "shape.transposed") { changing($0) { $0.isTransposed = true } },
  LossSlip("negative-data", "What comes from the pictures has the wrong sign.") {
    $0.with(divisor: -$0.n)
  },
  LossSlip(
    "no-pictures",
    "The pictures are missing: the derivative of S[i, c] with respect to W[p, c] is X[i, p]."
  ) { changing($0) { $0.x = $0.x * 0 + 1 } },
  LossSlip(
    "reg-value", "It adds the regularisation, reg · Σ W²: add its gradient, 2 · reg · W."
  ) { $0.with(decay: $0.w * 0 + $0.penalty) },
  LossSlip("reg-squares", "It adds reg · W², entry by entry: the derivative is 2 · reg · W.") {
    $0.with(decay: $0.reg * $0.w * $0.w)
  },
  LossSlip("reg-without-w", "It adds 2 · reg without W: the derivative is 2 · reg · W.") {
    $0.with(decay: $0.w * 0 + 2 * $0.reg)
  },
]
