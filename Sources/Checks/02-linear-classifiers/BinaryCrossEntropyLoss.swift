import Grading
import RealModule
import Tensors

/// Takes scores and targets of one shape.
typealias BinaryCrossEntropyLoss =
  @Sendable (Tensor<Double>, Tensor<Double>) throws -> (loss: Double, gradient: Tensor<Double>)

/// 2.9: binary cross-entropy from scores.
let binaryCrossEntropyLoss = Exercise<BinaryCrossEntropyLoss>(
  "2.9",
  check: { check, loss in
    func ask(_ situation: String, _ scores: Tensor<Double>, _ targets: Tensor<Double>) {
      let facts = Facts(factors: [
        Factor(
          "N", Double(scores.count), whenTooLarge: "the mean over the N entries is missing",
          whenTooSmall: "the mean over the N entries is taken once too often")
      ])
      let expected = Entries(scores, targets)
      check.number("loss", of: situation, is: expected.loss, knowing: facts) {
        try loss(scores, targets).loss
      }
      check.value("gradient", of: situation, is: expected.gradient, knowing: facts) {
        try loss(scores, targets).gradient
      }
    }
    ask("the score 0 and the target 1", [0], [1])
    ask("scores 2, -1, 0.5 and targets 1, 0, 0", [2, -1, 0.5], [1, 0, 0])
    ask(
      "7 random scores, targets 0 and 1", check.normal([7]), [1, 0, 0, 1, 1, 0, 1])
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
  mutants: clampMutants + entropyMutants)

/// The probabilities, the loss and the gradient by the definition, in a form that cannot overflow.
private struct Entries {
  let p: Tensor<Double>
  let loss: Double
  let gradient: Tensor<Double>
  let count: Double

  init(_ scores: Tensor<Double>, _ targets: Tensor<Double>) {
    count = Double(scores.count)
    p = scores.map(logistic)
    loss = mean(scores, targets) { s, t in
      (t == 0 ? 0 : t * softplus(-s)) + (t == 1 ? 0 : (1 - t) * softplus(s))
    }
    gradient = (p - targets) / count
  }

  var result: (loss: Double, gradient: Tensor<Double>) { (loss, gradient) }
}

private func logistic(_ s: Double) -> Double { 1 / (1 + Double.exp(-s)) }

/// ln(1 + exp(s)), the loss of a score that should have been far below 0.
private func softplus(_ s: Double) -> Double {
  max(s, 0) + Double.log(onePlus: Double.exp(-abs(s)))
}

private func mean(
  _ scores: Tensor<Double>, _ targets: Tensor<Double>, _ loss: (Double, Double) -> Double
) -> Double {
  zip(scores.scalars, targets.scalars).reduce(0) { $0 + loss($1.0, $1.1) } / Double(scores.count)
}

private func naive(_ p: Double, _ t: Double) -> Double {
  -t * Double.log(p) - (1 - t) * Double.log(1 - p)
}

/// Probabilities kept away from 0 and 1 by 1e-6 to 1e-15, in either of the ways that people write.
private let clampMutants: [Mutant<BinaryCrossEntropyLoss>] =
  [6, 7, 8, 9, 10, 12, 15].flatMap { digits -> [Mutant<BinaryCrossEntropyLoss>] in
    let edge = Double.exp10(-Double(digits))
    return [
      Mutant("clamped-\(digits)", clamped) { s, t in
        (
          mean(s, t) { s, t in naive(min(max(logistic(s), edge), 1 - edge), t) },
          Entries(s, t).gradient
        )
      },
      Mutant("added-\(digits)", clamped) { s, t in
        (
          mean(s, t) { s, t in
            let p = logistic(s)
            return -t * Double.log(p + edge) - (1 - t) * Double.log(1 - p + edge)
          }, Entries(s, t).gradient
        )
      },
    ]
  }

private let logOfZero =
  "At ±1000 the sigmoid is 0 or 1 to the last digit. Then a logarithm of 0 is multiplied by 0, and that is not a number. Write "
  + "the loss with s, not with p: max(s, 0) - s t + ln(1 + exp(-|s|))."

private let sigmoidOverflow =
  "exp(s) / (1 + exp(s)) is infinity over infinity at s = 1000, and that is not a number. For positive scores take "
  + "1 / (1 + exp(-s)), the same number."

private let clamped =
  "The probability is kept away from 0 and 1 by a small number. That changes the loss: it can no longer grow to 1000 for a score "
  + "of 1000 that is wrong. Write the loss with s, not with p."

private let entropyMutants: [Mutant<BinaryCrossEntropyLoss>] = [
  Mutant("naive", logOfZero) { s, t in
    let e = Entries(s, t)
    return (mean(s, t) { s, t in naive(logistic(s), t) }, e.gradient)
  },
  Mutant(
    "picked-logs",
    "It takes the logarithm of a probability that has become 0, so that the loss is infinite where it should be 1000. Write "
      + "the loss with s, not with p: max(s, 0) - s t + ln(1 + exp(-|s|))."
  ) { s, t in
    let e = Entries(s, t)
    return (
      mean(s, t) { s, t in
        let p = logistic(s)
        return (t == 0 ? 0 : -t * Double.log(p)) - (t == 1 ? 0 : (1 - t) * Double.log(1 - p))
      }, e.gradient
    )
  },
  Mutant("sigmoid-overflow", sigmoidOverflow) { s, t in
    let p = s.map { Double.exp($0) / (1 + Double.exp($0)) }
    return (Entries(s, t).loss, (p - t) / Double(s.count))
  },
  Mutant("sigmoid-overflow-both", sigmoidOverflow) { s, t in
    let p = s.map { Double.exp($0) / (1 + Double.exp($0)) }
    return (
      mean(p, t) { p, t in naive(p, t) }, (p - t) / Double(s.count)
    )
  },
  Mutant(
    "clamped-scores",
    "The scores are cut off before the loss is taken, so that a score of 1000 costs no more than one at the cut."
  ) { s, t in
    let cut = s.clamped(to: -500...500)
    return (Entries(cut, t).loss, Entries(cut, t).gradient)
  },
  Mutant(
    "exp-of-positive",
    "ln(1 + exp(s)) is right, and overflows for s = 1000: take s out of the logarithm where it is positive."
  ) { s, t in
    (
      mean(s, t) { s, t in Double.log(1 + Double.exp(s)) - s * t }, Entries(s, t).gradient
    )
  },
  Mutant(
    "exp-of-negative",
    "ln(1 + exp(-s)) + (1 - t) s is right, and overflows for s = -1000: the exponent must be -|s|."
  ) { s, t in
    (
      mean(s, t) { s, t in Double.log(1 + Double.exp(-s)) + (1 - t) * s },
      Entries(s, t).gradient
    )
  },
  Mutant(
    "no-absolute",
    "With max(s, 0) before it, the logarithm is of 1 + exp(-|s|); yours has exp(-s), which is right for positive scores only."
  ) { s, t in
    (
      mean(s, t) { s, t in max(s, 0) - s * t + Double.log(1 + Double.exp(-s)) },
      Entries(s, t).gradient
    )
  },
  Mutant("only-yes", "The part (1 - t) ln(1 - p) is missing: targets of 0 cost nothing.") {
    s, t in
    let e = Entries(s, t)
    return (mean(s, t) { s, t in t * softplus(-s) }, ((e.p - 1) * t) / e.count)
  },
  Mutant("only-no", "The part t ln p is missing: targets of 1 cost nothing.") { s, t in
    let e = Entries(s, t)
    return (mean(s, t) { s, t in (1 - t) * softplus(s) }, (e.p * (1 - t)) / e.count)
  },
  Mutant("targets-swapped", "It takes targets of 1 for 0 and of 0 for 1.") { s, t in
    Entries(s, 1 - t).result
  },
  Mutant("sum", expecting: "factor.N") { s, t in
    let e = Entries(s, t)
    return (e.loss * e.count, e.gradient * e.count)
  },
  Mutant("sum-loss", expecting: "factor.N") { s, t in
    let e = Entries(s, t)
    return (e.loss * e.count, e.gradient)
  },
  Mutant("sum-gradient", expecting: "factor.N") { s, t in
    let e = Entries(s, t)
    return (e.loss, e.gradient * e.count)
  },
  Mutant("mean-twice", expecting: "factor.1/N") { s, t in
    let e = Entries(s, t)
    return (e.loss, e.gradient / e.count)
  },
  Mutant(
    "mean-over-rows", "It divides by the number of rows; the mean goes over all entries."
  ) { s, t in
    let e = Entries(s, t)
    let factor = e.count / Double(s.shape[0])
    return (e.loss * factor, e.gradient * factor)
  },
  Mutant("negative-loss", expecting: "factor.-1") { s, t in
    (-Entries(s, t).loss, Entries(s, t).gradient)
  },
  Mutant("negative-gradient", expecting: "factor.-1") { s, t in
    (Entries(s, t).loss, -Entries(s, t).gradient)
  },
  Mutant("base-2", "The logarithm has base 2; the natural one is wanted.") { s, t in
    (Entries(s, t).loss / Double.log(2), Entries(s, t).gradient)
  },
  Mutant(
    "sigmoid-derivative",
    "The gradient is multiplied by p(1 - p) once too often, as for a squared loss: with the logarithm that factor cancels."
  ) { s, t in
    let e = Entries(s, t)
    return (e.loss, (e.p - t) * e.p * (1 - e.p) / e.count)
  },
  Mutant(
    "with-respect-to-p",
    "That is the gradient with respect to p, (p - t) / (p (1 - p)). With respect to the score it is p - t."
  ) { s, t in
    let e = Entries(s, t)
    return (e.loss, (e.p - t) / (e.p * (1 - e.p)) / e.count)
  },
  Mutant("tanh-of-score", "The sigmoid of s is (1 + tanh(s / 2)) / 2; yours has tanh(s).") { s, t in
    let e = Entries(s, t)
    return (e.loss, ((1 + s.tanh()) / 2 - t) / e.count)
  },
  Mutant(
    "sigmoid-of-magnitude",
    "1 / (1 + exp(-|s|)) is p for positive scores only. For negative ones it is exp(s) / (1 + exp(s))."
  ) { s, t in
    let e = Entries(s, t)
    return (e.loss, (s.map { logistic(abs($0)) } - t) / e.count)
  },
  Mutant("no-target", "The target is missing in the gradient: it is p - t.") { s, t in
    let e = Entries(s, t)
    return (e.loss, e.p / e.count)
  },
  Mutant("score-minus-target", "It subtracts the target from the score; p - t is wanted.") {
    s, t in
    let e = Entries(s, t)
    return (e.loss, (s - t) / e.count)
  },
  Mutant(
    "hard",
    "It rounds p to 0 or 1 before it subtracts the target: the probability itself is wanted."
  ) { s, t in
    let e = Entries(s, t)
    return (e.loss, (s.map { $0 > 0 ? 1 : 0 } - t) / e.count)
  },
  Mutant("squared", "That is a squared loss, (p - t)²; the cross-entropy is wanted.") { s, t in
    let e = Entries(s, t)
    return (
      (e.p - t).power(2).mean(), 2 * (e.p - t) * e.p * (1 - e.p) / e.count
    )
  },
  Mutant("zero-gradient", expecting: "zeros") { s, t in
    (Entries(s, t).loss, Tensor(zeros: s.shape))
  },
]
