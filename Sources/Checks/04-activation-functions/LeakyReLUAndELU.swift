import Grading
import RealModule
import Tensors

/// The four functions of exercise 4.2.
struct LeakyReLUAndELU: Sendable {
  /// Takes x, and the slope or alpha.
  typealias Forward = @Sendable (Tensor<Double>, Double) throws -> Tensor<Double>
  /// Takes the upstream gradient, x, and the slope or alpha.
  typealias Backward =
    @Sendable (Tensor<Double>, Tensor<Double>, Double) throws -> Tensor<Double>

  /// Takes x and the slope.
  var leakyForward: Forward
  /// Takes the upstream gradient, x and the slope.
  var leakyBackward: Backward
  /// Takes x and alpha.
  var eluForward: Forward
  /// Takes the upstream gradient, x and alpha.
  var eluBackward: Backward

  /// Puts the four together.
  ///
  /// - Parameters:
  ///   - leakyForward: takes x and the slope.
  ///   - leakyBackward: takes the upstream gradient, x and the slope.
  ///   - eluForward: takes x and alpha.
  ///   - eluBackward: takes the upstream gradient, x and alpha.
  init(
    leakyForward: @escaping Forward, leakyBackward: @escaping Backward,
    eluForward: @escaping Forward, eluBackward: @escaping Backward
  ) {
    (self.leakyForward, self.leakyBackward) = (leakyForward, leakyBackward)
    (self.eluForward, self.eluBackward) = (eluForward, eluBackward)
  }
}

/// 4.2: leaky ReLU and ELU, both ways.
let leakyReLUAndELU = Exercise<LeakyReLUAndELU>(
  "4.2",
  check: { check, answer in
    for slope in [0.25, 0.01] {
      check.ask(leaky(slope), words: "slope", slope, answer.leakyForward, answer.leakyBackward)
    }
    for alpha in [1, 0.5, 3] {
      check.ask(elu(alpha), words: "alpha", alpha, answer.eluForward, answer.eluBackward)
    }
  },
  mutants: leakyMutants + eluMutants)

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

extension Check {
  fileprivate func ask(
    _ gate: Activation, words: String, _ parameter: Double,
    _ forward: LeakyReLUAndELU.Forward, _ backward: LeakyReLUAndELU.Backward
  ) {
    let with = "\(words) \(plain(parameter))"
    gate.askForward(self, "2, -4, 0 and -1, \(with)", at: [2, -4, 0, -1]) {
      try forward($0, parameter)
    }
    gate.askForward(self, "[5, 3] random numbers, \(with)", at: normal([5, 3])) {
      try forward($0, parameter)
    }
    gate.askForward(self, "[2, 3, 7] random numbers, \(with)", at: normal([2, 3, 7])) {
      try forward($0, parameter)
    }
    gate.askForward(self, "1000 and -1000, \(with)", at: [1000, -1000]) {
      try forward($0, parameter)
    }
    let answer = { (dout: Tensor<Double>, x: Tensor<Double>) in try backward(dout, x, parameter) }
    gate.askBackward(
      self, "x = 2, -4, 1 and -1, dout = 3, 5, -2 and -7, \(with)", at: [2, -4, 1, -1],
      upstream: [3, 5, -2, -7], answer)
    for shape in [[5, 3], [2, 3, 7]] {
      gate.askBackward(
        self, "\(shape) random numbers, \(with)", at: normal(shape), upstream: normal(shape), answer
      )
    }
    gate.askBackward(
      self, "x = 0, 1, 0 and -2, on the kink, \(with)", at: [0, 1, 0, -2], upstream: [3, 5, -2, 7],
      byDefinition: true, answer)
    gate.askBackward(
      self, "x = 1000 and -1000, \(with)", at: [1000, -1000], upstream: [3, 5],
      byDefinition: true, answer)
    linear("\(gate.name) backward", inUpstream: normal([3, 2])) {
      try backward($0, [[1, -0.5], [-2, 0.9], [0.3, 0]], parameter)
    }
  }
}

private let right = LeakyReLUAndELU(
  leakyForward: { leaky($1).forward($0) }, leakyBackward: { $0 * $1.map(leaky($2).slope) },
  eluForward: { elu($1).forward($0) }, eluBackward: { $0 * $1.map(elu($2).slope) })

/// All four right but for one, which works entry by entry.
private func leakyWrong(
  forward f: @escaping @Sendable (_ x: Double, _ slope: Double) -> Double
) -> LeakyReLUAndELU {
  var answer = right
  answer.leakyForward = { x, slope in x.map { f($0, slope) } }
  return answer
}

private func leakyWrong(
  backward f: @escaping @Sendable (_ dout: Double, _ x: Double, _ slope: Double) -> Double
) -> LeakyReLUAndELU {
  var answer = right
  answer.leakyBackward = { dout, x, slope in combine(dout, x) { f($0, $1, slope) } }
  return answer
}

private func eluWrong(
  forward f: @escaping @Sendable (_ x: Double, _ alpha: Double) -> Double
) -> LeakyReLUAndELU {
  var answer = right
  answer.eluForward = { x, alpha in x.map { f($0, alpha) } }
  return answer
}

private func eluWrong(
  backward f: @escaping @Sendable (_ dout: Double, _ x: Double, _ alpha: Double) -> Double
) -> LeakyReLUAndELU {
  var answer = right
  answer.eluBackward = { dout, x, alpha in combine(dout, x) { f($0, $1, alpha) } }
  return answer
}

private let sideSwapped =
  "The sides are swapped: positive inputs pass as they are, the others are multiplied with the slope."

private let leakyMutants: [Mutant<LeakyReLUAndELU>] = [
  Mutant(
    "leaky-wrong-side", sideSwapped,
    leakyWrong(forward: { x, slope in x > 0 ? slope * x : x })),
  Mutant(
    "leaky-divided",
    "Where x is negative it is divided by the slope; it is multiplied with it, which makes it small.",
    leakyWrong(forward: { x, slope in x > 0 ? x : x / slope })),
  Mutant(
    "leaky-relu", "That is plain ReLU: negative inputs come out as slope · x, not as 0.",
    leakyWrong(forward: { x, _ in max(0, x) })),
  Mutant(
    "leaky-identity", "Negative inputs pass as they are; the slope is missing there.",
    leakyWrong(forward: { x, _ in x })),
  Mutant(
    "leaky-absolute", expecting: "only.negative+factor.-1",
    leakyWrong(forward: { x, slope in x > 0 ? x : -slope * x })),
  Mutant(
    "leaky-added",
    "slope · x is added to positive inputs, too. Where x > 0 only x counts: max(0, x) + slope · min(0, x).",
    leakyWrong(forward: { x, slope in max(0, x) + slope * x })),
  Mutant(
    "leaky-slope-alone", "Where x is negative it gives the slope itself; slope · x is wanted.",
    leakyWrong(forward: { x, slope in x > 0 ? x : slope })),
  Mutant(
    "leaky-fixed", "The slope is always 0.01; it is a parameter.",
    leakyWrong(forward: { x, _ in x > 0 ? x : 0.01 * x })),
  Mutant(
    "leaky-squared", expecting: "only.negative+factor.slope",
    leakyWrong(forward: { x, slope in x > 0 ? x : slope * slope * x })),
  Mutant(
    "leaky-backward-at-0",
    "It is right but where x is exactly 0: there take the slope of the left side, so that the condition is x > 0 and not x >= 0.",
    leakyWrong(backward: { dout, x, slope in x >= 0 ? dout : slope * dout })),
  Mutant(
    "leaky-backward-wrong-side",
    "The sides are swapped: where x > 0 all of dout flows, elsewhere slope times dout.",
    leakyWrong(backward: { dout, x, slope in x > 0 ? slope * dout : dout })),
  Mutant(
    "leaky-backward-divided",
    "Where x is not positive dout is divided by the slope; it is multiplied with it.",
    leakyWrong(backward: { dout, x, slope in x > 0 ? dout : dout / slope })),
  Mutant(
    "leaky-backward-slope-alone", expecting: "only.negative+without.upstream",
    leakyWrong(backward: { dout, x, slope in x > 0 ? dout : slope })),
  Mutant(
    "leaky-backward-no-upstream", expecting: "without.upstream",
    leakyWrong(backward: { _, x, slope in x > 0 ? 1 : slope })),
  Mutant(
    "leaky-backward-positive-no-upstream", expecting: "only.positive+without.upstream",
    leakyWrong(backward: { dout, x, slope in x > 0 ? 1 : slope * dout })),
  Mutant(
    "leaky-backward-relu",
    "That is the gradient of plain ReLU: where x is not positive slope · dout flows, not 0.",
    leakyWrong(backward: { dout, x, _ in x > 0 ? dout : 0 })),
  Mutant(
    "leaky-backward-no-slope",
    "dout flows through everywhere as it is; where x is not positive it is multiplied with the slope.",
    leakyWrong(backward: { dout, _, _ in dout })),
  Mutant(
    "leaky-backward-mask-of-upstream", "It asks whether dout is positive; the input x decides.",
    leakyWrong(backward: { dout, _, slope in dout > 0 ? dout : slope * dout })),
  Mutant(
    "leaky-backward-value",
    "Where x is not positive it multiplies dout with slope · x, the value; its derivative is wanted, the slope.",
    leakyWrong(backward: { dout, x, slope in x > 0 ? dout : slope * x * dout })),
  Mutant(
    "leaky-backward-fixed", "The slope is always 0.01; it is a parameter.",
    leakyWrong(backward: { dout, x, _ in x > 0 ? dout : 0.01 * dout })),
  Mutant(
    "leaky-backward-added",
    "slope · dout is added where x > 0, too. There only dout counts.",
    leakyWrong(backward: { dout, x, slope in x > 0 ? dout + slope * dout : slope * dout })),
]

private let eluMutants: [Mutant<LeakyReLUAndELU>] = [
  Mutant(
    "elu-no-minus-1", "The -1 is missing: alpha · (eˣ - 1), which is 0 at x = 0.",
    eluWrong(forward: { x, alpha in x > 0 ? x : alpha * .exp(x) })),
  Mutant(
    "elu-parentheses", "Parentheses are missing: alpha · (eˣ - 1), not alpha · eˣ - 1.",
    eluWrong(forward: { x, alpha in x > 0 ? x : alpha * .exp(x) - 1 })),
  Mutant(
    "elu-no-alpha", expecting: "only.negative+factor.1/alpha",
    eluWrong(forward: { x, _ in x > 0 ? x : .exp(x) - 1 })),
  Mutant(
    "elu-alpha-in-exponent", "alpha stands in the exponent; it multiplies (eˣ - 1).",
    eluWrong(forward: { x, alpha in x > 0 ? x : .exp(alpha * x) - 1 })),
  Mutant(
    "elu-alpha-everywhere",
    "Positive inputs are multiplied with alpha as well; they pass as they are.",
    eluWrong(forward: { x, alpha in alpha * (x > 0 ? x : .exp(x) - 1) })),
  Mutant(
    "elu-negative-exponent", "The exponent has the wrong sign: eˣ, not e⁻ˣ.",
    eluWrong(forward: { x, alpha in x > 0 ? x : alpha * (.exp(-x) - 1) })),
  Mutant(
    "elu-swapped-difference", expecting: "only.negative+factor.-1",
    eluWrong(forward: { x, alpha in x > 0 ? x : alpha * (1 - .exp(x)) })),
  Mutant(
    "elu-no-branch", "alpha · (eˣ - 1) is used everywhere; where x > 0 it is x itself.",
    eluWrong(forward: { x, alpha in alpha * (.exp(x) - 1) })),
  Mutant(
    "elu-leaky", "Where x is negative it gives alpha · x: that is leaky ReLU.",
    eluWrong(forward: { x, alpha in x > 0 ? x : alpha * x })),
  Mutant(
    "elu-relu", "That is plain ReLU: negative inputs come out as alpha · (eˣ - 1), not as 0.",
    eluWrong(forward: { x, _ in max(0, x) })),
  Mutant(
    "elu-masked", overflow,
    eluWrong(forward: { x, alpha in
      (x > 0 ? 1 : 0) * x + (x > 0 ? 0 : 1) * alpha * (.exp(x) - 1)
    })),
  Mutant(
    "elu-backward-no-alpha", expecting: "only.negative+factor.1/alpha",
    eluWrong(backward: { dout, x, _ in x > 0 ? dout : dout * .exp(x) })),
  Mutant(
    "elu-backward-minus-1",
    "The -1 is a constant, and has no derivative: that of alpha · (eˣ - 1) is alpha · eˣ.",
    eluWrong(backward: { dout, x, alpha in x > 0 ? dout : dout * alpha * (.exp(x) - 1) })),
  Mutant(
    "elu-backward-x",
    "The exponential is missing: the derivative of alpha · (eˣ - 1) is alpha · eˣ, not alpha · x.",
    eluWrong(backward: { dout, x, alpha in x > 0 ? dout : dout * alpha * x })),
  Mutant(
    "elu-backward-leaky",
    "Where x is negative the slope is alpha · eˣ; yours is alpha, as if it were leaky ReLU.",
    eluWrong(backward: { dout, x, alpha in x > 0 ? dout : dout * alpha })),
  Mutant(
    "elu-backward-x-exp",
    "The derivative of eˣ is eˣ, without an x before it: it is not a power like xⁿ.",
    eluWrong(backward: { dout, x, alpha in x > 0 ? dout : dout * alpha * x * .exp(x) })),
  Mutant(
    "elu-backward-of-output",
    "It takes the exponential of the output; x itself is handed to you, and the slope is alpha · eˣ.",
    eluWrong(backward: { dout, x, alpha in
      x > 0 ? dout : dout * alpha * .exp(alpha * (.exp(x) - 1))
    })),
  Mutant(
    "elu-backward-negative-exponent",
    "The exponent has the wrong sign: alpha · eˣ, not alpha · e⁻ˣ.",
    eluWrong(backward: { dout, x, alpha in x > 0 ? dout : dout * alpha * .exp(-x) })),
  Mutant(
    "elu-backward-squared", expecting: "only.negative+factor.alpha",
    eluWrong(backward: { dout, x, alpha in x > 0 ? dout : dout * alpha * alpha * .exp(x) })),
  Mutant(
    "elu-backward-at-0",
    "It is right but where x is exactly 0: there take the slope of the left side, alpha, so that the condition is x > 0 and not x >= 0.",
    eluWrong(backward: { dout, x, alpha in x >= 0 ? dout : dout * alpha * .exp(x) })),
  Mutant(
    "elu-backward-negative-no-upstream", expecting: "only.negative+without.upstream",
    eluWrong(backward: { dout, x, alpha in x > 0 ? dout : alpha * .exp(x) })),
  Mutant(
    "elu-backward-no-upstream", expecting: "without.upstream",
    eluWrong(backward: { _, x, alpha in x > 0 ? 1 : alpha * .exp(x) })),
  Mutant(
    "elu-backward-relu",
    "Where x is negative alpha · eˣ · dout flows; yours lets nothing through, like ReLU.",
    eluWrong(backward: { dout, x, _ in x > 0 ? dout : 0 })),
  Mutant(
    "elu-backward-no-branch", "alpha · eˣ is used everywhere; where x > 0 the slope is 1.",
    eluWrong(backward: { dout, x, alpha in dout * alpha * .exp(x) })),
  Mutant(
    "elu-backward-masked", overflow,
    eluWrong(backward: { dout, x, alpha in
      dout * ((x > 0 ? 1 : 0) + (x > 0 ? 0 : 1) * alpha * .exp(x))
    })),
]

private let overflow =
  "For x = 1000 it is not a number: exp(1000) is infinite, and a mask of 0 does not make infinity 0. Choose first, then take exp only where x ≤ 0, or of min(x, 0)."
