import Grading
import RealModule
import Tensors

/// Each function takes the slope or alpha last, the backward passes the upstream gradient first.
typealias LeakyReLUAndELU = (
  leakyForward: @Sendable (T, Double) throws -> T,
  leakyBackward: @Sendable (T, T, Double) throws -> T,
  eluForward: @Sendable (T, Double) throws -> T, eluBackward: @Sendable (T, T, Double) throws -> T
)

/// 4.2: leaky ReLU and ELU, both ways.
let leakyReLUAndELU = Exercise<LeakyReLUAndELU>(
  "4.2",
  check: { check, answer in
    for slope in [0.25, 0.01] {
      check.ask(
        leaky(slope), with: ", slope \(slope)", { try answer.leakyForward($0, slope) },
        { try answer.leakyBackward($0, $1, slope) })
    }
    for alpha in [1, 0.5, 3] {
      check.ask(
        elu(alpha), with: ", alpha \(plain(alpha))", { try answer.eluForward($0, alpha) },
        { try answer.eluBackward($0, $1, alpha) })
    }
  },
  mutants: [leakyForwards, leakyBackwards, eluForwards, eluBackwards].flatMap { $0 })

private func leaky(_ slope: Double) -> Activation {
  Activation(
    name: "leaky ReLU", value: { $0 > 0 ? $0 : slope * $0 }, slope: { $0 > 0 ? 1 : slope },
    factors: [Factor("slope", slope)])
}

private func elu(_ alpha: Double) -> Activation {
  Activation(
    name: "ELU", value: { $0 > 0 ? $0 : alpha * (.exp($0) - 1) },
    slope: { $0 > 0 ? 1 : alpha * .exp($0) }, factors: [Factor("alpha", alpha)])
}

private let right: LeakyReLUAndELU = (
  { leaky($1).forward($0) }, { $0 * $1.map(leaky($2).slope) },
  { elu($1).forward($0) }, { $0 * $1.map(elu($2).slope) }
)

private let leakyForwards: [Mutant<LeakyReLUAndELU>] =
  (leakySlips + ownLeakySlips).mutants("leaky-") { wrong in
    changing(right) { $0.leakyForward = { x, slope in x.map { wrong(($0, slope)) } } }
  }
private let leakyBackwards: [Mutant<LeakyReLUAndELU>] =
  (leakyBackwardSlips + ownLeakyBackwardSlips).mutants("leaky-backward-") { wrong in
    changing(right) {
      $0.leakyBackward = { dout, x, slope in combine(dout, x) { wrong(($0, $1, slope)) } }
    }
  }
private let eluForwards: [Mutant<LeakyReLUAndELU>] =
  eluSlips.mutants("elu-") { wrong in
    changing(right) { $0.eluForward = { x, alpha in x.map { wrong(($0, alpha)) } } }
  }
  + eluSlipsBelow0.mutants("elu-") { wrong in
    changing(right) { $0.eluForward = { x, a in x.map { $0 > 0 ? $0 : wrong(($0, a)) } } }
  }
private let eluBackwards: [Mutant<LeakyReLUAndELU>] =
  eluBackwardSlips.mutants("elu-backward-") { wrong in
    changing(right) {
      $0.eluBackward = { dout, x, alpha in combine(dout, x) { wrong(($0, $1, alpha)) } }
    }
  }
  + eluBackwardSlipsBelow0.mutants("elu-backward-") { wrong in
    changing(right) {
      $0.eluBackward = { dout, x, alpha in
        combine(dout, x) { $1 > 0 ? $0 : wrong(($0, $1, alpha)) }
      }
    }
  }

private let ownLeakySlips: [Slip<(Double, Double), Double>] = [
  Slip("absolute", expecting: "only.negative+factor.-1") { $0 > 0 ? $0 : -$1 * $0 },
  Slip("fixed", "The slope is always 0.01: use the parameter.") { x, _ in x > 0 ? x : 0.01 * x },
  Slip("squared", expecting: "only.negative+factor.slope") { $0 > 0 ? $0 : $1 * $1 * $0 },
]

private let ownLeakyBackwardSlips: [Slip<(Double, Double, Double), Double>] = [
  Slip("slope-alone", expecting: "only.negative+without.upstream") { $1 > 0 ? $0 : $2 },
  Slip("fixed", "The slope is always 0.01: use the parameter.") { dout, x, _ in
    x > 0 ? dout : 0.01 * dout
  },
]

private let overflow =
  "It is NaN for x = 1000, where exp is infinite and 0 times infinite is NaN: use exp(min(x, 0))."

/// Wrong values by x and alpha.
private let eluSlips: [Slip<(Double, Double), Double>] = [
  Slip("alpha-everywhere", "Positive inputs are multiplied by alpha as well: return x there.") {
    $1 * ($0 > 0 ? $0 : .exp($0) - 1)
  },
  Slip("no-branch", "It has no branch: where x > 0 return x itself.") { $1 * (.exp($0) - 1) },
  Slip("masked", overflow) { ($0 > 0 ? 1 : 0) * $0 + ($0 > 0 ? 0 : 1) * $1 * (.exp($0) - 1) },
]

/// Wrong values where x ≤ 0, by x and alpha.
private let eluSlipsBelow0: [Slip<(Double, Double), Double>] = [
  Slip("no-minus-1", "The -1 is missing: alpha · (eˣ - 1) is 0 at x = 0.") { $1 * .exp($0) },
  Slip("parentheses", "Parentheses are missing: it is alpha · (eˣ - 1).") { $1 * .exp($0) - 1 },
  Slip("no-alpha", expecting: "only.negative+factor.1/alpha") { x, _ in .exp(x) - 1 },
  Slip("minus-alpha", "alpha is subtracted: multiply (eˣ - 1) by it.") { .exp($0) - $1 },
  Slip("alpha-in-exponent", "alpha is in the exponent: multiply (eˣ - 1) by it.") {
    .exp($1 * $0) - 1
  },
  Slip("negative-exponent", "The exponent has the wrong sign: use eˣ.") { $1 * (.exp(-$0) - 1) },
  Slip("swapped-difference", expecting: "only.negative+factor.-1") { $1 * (1 - .exp($0)) },
  Slip("leaky", "That is leaky ReLU: where x < 0 use alpha · (eˣ - 1).") { $1 * $0 },
  Slip("relu", "That is plain ReLU: where x < 0 return alpha · (eˣ - 1), not 0.") { _, _ in 0 },
  Slip("power-of-2", "It takes 2ˣ: use exp, which is eˣ.") { $1 * (.exp2($0) - 1) },
]

/// Wrong gradients by dout, x and alpha.
private let eluBackwardSlips: [Slip<(Double, Double, Double), Double>] = [
  Slip(
    "at-0", "It is wrong only where x = 0: the slope there is alpha. Test x > 0, not x >= 0."
  ) { $1 >= 0 ? $0 : $0 * $2 * .exp($1) },
  Slip("no-upstream", expecting: "without.upstream") { _, x, a in x > 0 ? 1 : a * .exp(x) },
  Slip("no-branch", "It has no branch: where x > 0 the slope is 1.") { $0 * $2 * .exp($1) },
  Slip("masked", overflow) { $0 * (($1 > 0 ? 1 : 0) + ($1 > 0 ? 0 : 1) * $2 * .exp($1)) },
]

/// Wrong gradients where x ≤ 0, by dout, x and alpha.
private let eluBackwardSlipsBelow0: [Slip<(Double, Double, Double), Double>] = [
  Slip("no-alpha", expecting: "only.negative+factor.1/alpha") { dout, x, _ in dout * .exp(x) },
  Slip("minus-1", "The -1 is still there: a constant has no derivative, so use alpha · eˣ.") {
    $0 * $2 * (.exp($1) - 1)
  },
  Slip("x", "The exponential is missing: the slope is alpha · eˣ, not alpha · x.") { $0 * $2 * $1 },
  Slip("leaky", "Where x < 0 it uses the slope alpha, as leaky ReLU does: use alpha · eˣ.") {
    dout, _, alpha in dout * alpha
  },
  Slip("x-exp", "There is an x too many: eˣ is its own derivative.") { $0 * $2 * $1 * .exp($1) },
  Slip("of-output", "It takes exp of the output: you are given x, and the slope is alpha · eˣ.") {
    $0 * $2 * .exp($2 * (.exp($1) - 1))
  },
  Slip("negative-exponent", "The exponent has the wrong sign: alpha · eˣ, not alpha · e⁻ˣ.") {
    $0 * $2 * .exp(-$1)
  },
  Slip("squared", expecting: "only.negative+factor.alpha") { $0 * $2 * $2 * .exp($1) },
  Slip("negative-no-upstream", expecting: "only.negative+without.upstream") { _, x, alpha in
    alpha * .exp(x)
  },
  Slip("relu", "Where x < 0 it returns 0, as ReLU does: return alpha · eˣ · dout.") { _, _, _ in 0
  },
]
