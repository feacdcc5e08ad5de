import Grading
import RealModule
import Tensors

/// Takes scores and targets of one shape.
typealias BinaryCrossEntropyLoss =
  @Sendable (Tensor<Double>, Tensor<Double>) throws -> (loss: Double, gradient: Tensor<Double>)

/// 2.9: binary cross-entropy from scores.
let binaryCrossEntropyLoss = Exercise<BinaryCrossEntropyLoss>(
  "2.9",
  check: { check, answer in
    func ask(_ situation: String, _ scores: Tensor<Double>, _ targets: Tensor<Double>) {
      let facts = Facts(factors: [
        Factor(
          "N", Double(scores.count), whenTooLarge: "the mean over the N entries is missing",
          whenTooSmall: "it takes the mean over the N entries one time too many")
      ])
      let right = EntropyParts(scores, targets)
      check.number("loss", of: situation, is: right.loss, knowing: facts) {
        try answer(scores, targets).loss
      }
      check.value("gradient", of: situation, is: right.gradient, knowing: facts) {
        try answer(scores, targets).gradient
      }
    }
    ask("the score 0 and the target 1", [0], [1])
    ask("scores 2, -1, 0.5 and targets 1, 0, 0", [2, -1, 0.5], [1, 0, 0])
    ask("7 random scores, targets 0 and 1", check.normal([7]), [1, 0, 0, 1, 1, 0, 1])
    ask(
      "5 x 3 random scores, targets between 0 and 1", check.normal([5, 3]) * 2,
      check.uniform([5, 3], in: 0.05..<0.95))
    ask("scores of 20 and -20 with the wrong targets", [20, -20, 1], [0, 1, 1])
    ask("the score 1000 and the target 1", [1000], [1])
    ask("the score -1000 and the target 0", [-1000], [0])
    ask("scores of 1000 and -1000 with the right targets", [1000, -1000, 1], [1, 0, 1])
    ask("scores of 1000 and -1000 with the wrong targets", [1000, -1000], [0, 1])
    ask("scores of 800 and -800, targets 0.25", [800, -800, 0], [0.25, 0.25, 0.25])
  },
  mutants: (clampSlips + formSlips + lossSlips + meanSlips + gradientSlips).mutants { wrong in
    { wrong(EntropyParts($0, $1)) }
  })

/// The loss and the gradient by the definition, in a form that cannot overflow.
private struct EntropyParts {
  typealias Result = (loss: Double, gradient: Tensor<Double>)

  let s: Tensor<Double>
  let t: Tensor<Double>

  init(_ scores: Tensor<Double>, _ targets: Tensor<Double>) { (s, t) = (scores, targets) }

  var p: Tensor<Double> { s.map(logistic) }
  var n: Double { Double(s.count) }
  var loss: Double {
    mean { s, t in (t == 0 ? 0 : t * softplus(-s)) + (t == 1 ? 0 : (1 - t) * softplus(s)) }
  }
  var gradient: Tensor<Double> { (p - t) / n }

  func mean(_ each: (_ s: Double, _ t: Double) -> Double) -> Double {
    zip(s.scalars, t.scalars).reduce(0) { $0 + each($1.0, $1.1) } / n
  }

  /// Another loss of each entry, with the right gradient.
  func losing(_ each: (_ s: Double, _ t: Double) -> Double) -> Result { (mean(each), gradient) }

  /// Another derivative of each entry's loss, with the right loss.
  func deriving(_ slopes: Tensor<Double>) -> Result { (loss, slopes / n) }

  func times(_ factor: Double) -> Result { (loss * factor, gradient * factor) }
}

private typealias EntropySlip = Slip<EntropyParts, EntropyParts.Result>

private func logistic(_ s: Double) -> Double { 1 / (1 + Double.exp(-s)) }

/// ln(1 + exp(s)), the loss of a score that should have been far below 0.
private func softplus(_ s: Double) -> Double {
  max(s, 0) + Double.log(onePlus: Double.exp(-abs(s)))
}

private func naive(_ p: Double, _ t: Double) -> Double {
  -t * Double.log(p) - (1 - t) * Double.log(1 - p)
}

/// Probabilities kept away from 0 and 1, in the ways that people write.
private let clampSlips: [EntropySlip] = [3, 4, 5, 6, 7, 8, 9, 10, 12, 15].flatMap { digits in
  let edge = Double.exp10(-Double(digits))
  let text =
    "The probability is kept away from 0 and 1 by a small number, so that the loss cannot grow to "
    + "1000 for a score of 1000 that is wrong. Write the loss with s, not with p."
  @Sendable func clamped(_ s: Double) -> Double { min(max(logistic(s), edge), 1 - edge) }
  return [
    EntropySlip("clamped-\(digits)", text) { $0.losing { naive(clamped($0), $1) } },
    EntropySlip("clamped-both-\(digits)", text) {
      ($0.mean { naive(clamped($0), $1) }, ($0.s.map(clamped) - $0.t) / $0.n)
    },
    EntropySlip("added-\(digits)", text) {
      $0.losing { s, t in
        let p = logistic(s)
        return -t * Double.log(p + edge) - (1 - t) * Double.log(1 - p + edge)
      }
    },
  ]
}

private let sigmoidOverflow =
  "exp(s) / (1 + exp(s)) is infinity over infinity at s = 1000, and that is not a number. For "
  + "positive scores take 1 / (1 + exp(-s)), the same number."

/// Forms of the loss that are right for small scores only.
private let formSlips: [EntropySlip] = [
  EntropySlip(
    "naive",
    "At ±1000 the sigmoid is 0 or 1 to the last digit, and 0 · ln 0 is not a number. Write the "
      + "loss with s, not with p: max(s, 0) - s t + ln(1 + exp(-|s|))."
  ) { $0.losing { naive(logistic($0), $1) } },
  EntropySlip(
    "picked-logs",
    "It takes the logarithm of a probability that has become 0, so the loss is infinite instead of "
      + "1000. Write it with s, not with p: max(s, 0) - s t + ln(1 + exp(-|s|))."
  ) {
    $0.losing { s, t in
      let p = logistic(s)
      return (t == 0 ? 0 : -t * Double.log(p)) - (t == 1 ? 0 : (1 - t) * Double.log(1 - p))
    }
  },
  EntropySlip("sigmoid-overflow", sigmoidOverflow) { $0.deriving($0.s.map(quotient) - $0.t) },
  EntropySlip("sigmoid-overflow-both", sigmoidOverflow) {
    ($0.mean { naive(quotient($0), $1) }, ($0.s.map(quotient) - $0.t) / $0.n)
  },
  EntropySlip(
    "clamped-scores",
    "The scores are cut off first, so a score of 1000 costs no more than one at the cut: use s."
  ) {
    let cut = EntropyParts($0.s.clamped(to: -500...500), $0.t)
    return (cut.loss, cut.gradient)
  },
  EntropySlip(
    "exp-of-positive",
    "ln(1 + exp(s)) is right, but overflows for s = 1000: for positive s take s out of it."
  ) { $0.losing { s, t in Double.log(1 + Double.exp(s)) - s * t } },
  EntropySlip(
    "exp-of-negative",
    "ln(1 + exp(-s)) + (1 - t) s is right, but overflows for s = -1000: the exponent must be -|s|."
  ) { $0.losing { s, t in Double.log(1 + Double.exp(-s)) + (1 - t) * s } },
  EntropySlip("no-minus", "It takes exp(|s|), which overflows: the exponent must be -|s|.") {
    $0.losing { s, t in max(s, 0) - s * t + Double.log(1 + Double.exp(abs(s))) }
  },
  EntropySlip(
    "no-absolute",
    "After max(s, 0) the logarithm is of 1 + exp(-|s|); exp(-s) is right for positive scores only."
  ) { $0.losing { s, t in max(s, 0) - s * t + Double.log(1 + Double.exp(-s)) } },
]

private func quotient(_ s: Double) -> Double { Double.exp(s) / (1 + Double.exp(s)) }

/// What goes wrong in the loss, or in both.
private let lossSlips: [EntropySlip] = [
  EntropySlip("only-yes", "The part (1 - t) ln(1 - p) is missing: targets of 0 cost nothing.") {
    ($0.mean { $1 * softplus(-$0) }, ($0.p - 1) * $0.t / $0.n)
  },
  EntropySlip("only-no", "The part t ln p is missing: targets of 1 cost nothing.") {
    ($0.mean { (1 - $1) * softplus($0) }, $0.p * (1 - $0.t) / $0.n)
  },
  EntropySlip("targets-swapped", "It takes targets of 1 for 0 and of 0 for 1.") {
    let swapped = EntropyParts($0.s, 1 - $0.t)
    return (swapped.loss, swapped.gradient)
  },
  EntropySlip("target-added", "The term s t is added: subtract it.") {
    $0.losing { s, t in softplus(s) + s * t }
  },
  EntropySlip("no-target-term", "The term - s t is missing: the targets change nothing.") {
    $0.losing { s, _ in softplus(s) }
  },
  EntropySlip("no-maximum", "max(s, 0) is missing: for positive scores the loss lacks s.") {
    $0.losing { s, t in softplus(s) - max(s, 0) - s * t }
  },
  EntropySlip("minimum", "It has min(s, 0) instead of max(s, 0).") {
    $0.losing { s, t in softplus(s) - abs(s) - s * t }
  },
  EntropySlip("no-log", "The logarithm is missing: it adds exp(-|s|) or 1 + exp(-|s|) itself.") {
    $0.losing { s, t in max(s, 0) - s * t + 1 + Double.exp(-abs(s)) }
  },
  EntropySlip("base-2", "The logarithm has base 2: use the natural one.") {
    ($0.loss / Double.log(2), $0.gradient)
  },
  EntropySlip("base-10", "The logarithm has base 10: use the natural one.") {
    ($0.loss / Double.log(10), $0.gradient)
  },
  EntropySlip("base-2-term", "The logarithm has base 2: use the natural one.") {
    $0.losing { s, t in max(s, 0) - s * t + softplus(-abs(s)) / Double.log(2) }
  },
  EntropySlip("base-10-term", "The logarithm has base 10: use the natural one.") {
    $0.losing { s, t in max(s, 0) - s * t + softplus(-abs(s)) / Double.log(10) }
  },
  EntropySlip("squared", "That is a squared loss, (p - t)²: use the cross-entropy.") {
    (($0.p - $0.t).power(2).mean(), 2 * ($0.p - $0.t) * $0.p * (1 - $0.p) / $0.n)
  },
]

private let meanSlips: [EntropySlip] = [
  EntropySlip("sum", expecting: "factor.N") { $0.times($0.n) },
  EntropySlip("sum-loss", expecting: "factor.N") { ($0.loss * $0.n, $0.gradient) },
  EntropySlip("sum-gradient", expecting: "factor.N") { ($0.loss, $0.gradient * $0.n) },
  EntropySlip("mean-twice", expecting: "factor.1/N") { ($0.loss, $0.gradient / $0.n) },
  EntropySlip("mean-over-rows", "It divides by the number of rows: divide by that of all entries.")
  { $0.times($0.n / Double($0.s.shape[0])) },
  EntropySlip("negative-loss", expecting: "factor.-1") { (-$0.loss, $0.gradient) },
  EntropySlip("negative-gradient", expecting: "factor.-1") { ($0.loss, -$0.gradient) },
  EntropySlip("zero-gradient", expecting: "zeros") { ($0.loss, $0.gradient * 0) },
]

private let gradientSlips: [EntropySlip] = [
  EntropySlip(
    "sigmoid-derivative",
    "The gradient has a factor p (1 - p) too many, as for a squared loss: here it cancels."
  ) { $0.deriving(($0.p - $0.t) * $0.p * (1 - $0.p)) },
  EntropySlip(
    "with-respect-to-p",
    "That is the gradient with respect to p, (p - t) / (p (1 - p)). For the score it is p - t."
  ) { $0.deriving(($0.p - $0.t) / ($0.p * (1 - $0.p))) },
  EntropySlip("tanh-of-score", "The sigmoid of s is (1 + tanh(s / 2)) / 2; yours has tanh(s).") {
    $0.deriving((1 + $0.s.tanh()) / 2 - $0.t)
  },
  EntropySlip(
    "sigmoid-of-magnitude",
    "1 / (1 + exp(-|s|)) is p for positive scores only: for the others it is exp(s) / (1 + exp(s))."
  ) { $0.deriving($0.s.map { logistic(abs($0)) } - $0.t) },
  EntropySlip("no-target", "The target is missing in the gradient: it is p - t.") {
    $0.deriving($0.p)
  },
  EntropySlip("score-minus-target", "It subtracts the target from the score: take p - t.") {
    $0.deriving($0.s - $0.t)
  },
  EntropySlip("hard", "It rounds p to 0 or 1 before subtracting the target: use p itself.") {
    $0.deriving($0.s.map { $0 > 0 ? 1 : 0 } - $0.t)
  },
]
