import Grading
import RealModule
import Tensors

/// The three gates of exercise 3.3.
struct OneInputGates: Sendable {
  /// `1 / x`.
  var reciprocal: ElementwiseGate
  /// `exp(x)`.
  var exp: ElementwiseGate
  /// The natural logarithm of x.
  var log: ElementwiseGate

  /// Puts the three together.
  ///
  /// - Parameters:
  ///   - reciprocal: `1 / x`.
  ///   - exp: `exp(x)`.
  ///   - log: the natural logarithm of x.
  init(reciprocal: ElementwiseGate, exp: ElementwiseGate, log: ElementwiseGate) {
    (self.reciprocal, self.exp, self.log) = (reciprocal, exp, log)
  }
}

/// 3.3: reciprocal, exp and log, forward and backward.
let oneInputGates = Exercise<OneInputGates>(
  "3.3",
  check: { check, gates in
    for right in [reciprocal, exponential, logarithm] {
      let gate = gates[keyPath: right.path]
      func ask(_ situation: String, _ x: Tensor<Double>, _ dout: Tensor<Double>) {
        check.elementwise(
          gate, right.name, of: situation, at: x, upstream: dout,
          reference: { $0.map(right.function) },
          multipliers: right.parts.map { part in
            Multiplier(part.id, part.name, x.map(part.value))
          })
      }
      ask("x = [2], dout = [1]", [2], [1])
      ask("x = [1, 4], dout = [3, -1]", [1, 4], [3, -1])
      ask("5 x 3 random numbers", check.uniform([5, 3], in: 0.3..<3), check.normal([5, 3]))
      ask("7 random numbers", check.uniform([7], in: 0.5..<5), check.normal([7]) * 3)
      if right.path != \OneInputGates.log {
        ask("x = [-1, 1.37, -0.5], dout = [-0.53, 1, 2]", [-1, 1.37, -0.5], [-0.53, 1, 2])
        ask("11 random numbers below 0", check.uniform([11], in: -3 ..< -0.3), check.normal([11]))
      }
    }
  },
  mutants: reciprocalMutants + expMutants + logMutants)

/// A right gate, and what its local gradient is made of.
private struct RightGate: Sendable {
  let name: String
  let path: WritableKeyPath<OneInputGates, ElementwiseGate> & Sendable
  let function: @Sendable (Double) -> Double
  let slope: @Sendable (Double) -> Double
  var parts: [(id: String, name: String, value: @Sendable (Double) -> Double)] = []

  /// This gate.
  var gate: ElementwiseGate {
    ElementwiseGate(
      forward: { $0.map(function) }, backward: { dout, x, _ in dout * x.map(slope) })
  }
}

private let reciprocal = RightGate(
  name: "reciprocal", path: \.reciprocal, function: { 1 / $0 }, slope: { -1 / ($0 * $0) },
  parts: [
    ("reciprocal", "1/x", { 1 / $0 }), ("slope", "the local gradient -1/x²", { -1 / ($0 * $0) }),
  ])
private let exponential = RightGate(
  name: "exp", path: \.exp, function: { .exp($0) }, slope: { .exp($0) },
  parts: [("slope", "the local gradient exp(x)", { .exp($0) })])
private let logarithm = RightGate(
  name: "log", path: \.log, function: { .log($0) }, slope: { 1 / $0 },
  parts: [("slope", "the local gradient 1/x", { 1 / $0 })])

private let allRight = OneInputGates(
  reciprocal: reciprocal.gate, exp: exponential.gate, log: logarithm.gate)

private typealias WrongBackward =
  @Sendable (Tensor<Double>, Tensor<Double>, Tensor<Double>) -> Tensor<Double>

/// All right but for one pass of one gate.
private func gates(
  _ right: RightGate, forward: (@Sendable (Double) -> Double)? = nil, back: WrongBackward? = nil
) -> OneInputGates {
  var gates = allRight
  if let forward { gates[keyPath: right.path].forward = { $0.map(forward) } }
  if let back { gates[keyPath: right.path].backward = back }
  return gates
}

private let reciprocalMutants: [Mutant<OneInputGates>] = [
  Mutant("reciprocal-minus", expecting: "factor.-1", gates(reciprocal, forward: { -1 / $0 })),
  Mutant(
    "reciprocal-squared", "It returns 1/x², and 1/x is wanted.",
    gates(reciprocal, forward: { 1 / ($0 * $0) })),
  Mutant(
    "reciprocal-sign", expecting: "factor.-1",
    gates(reciprocal, back: { dout, x, _ in dout / (x * x) })),
  Mutant(
    "reciprocal-not-squared", expecting: "without.reciprocal",
    gates(reciprocal, back: { dout, x, _ in -dout / x })),
  Mutant(
    "reciprocal-twice-output", expecting: "factor.-1+without.reciprocal",
    gates(reciprocal, back: { dout, _, out in dout * out })),
  Mutant(
    "reciprocal-of-output",
    "It computes -1/x² with the output in the place of x. In terms of the output, 1/x, the local gradient is minus the output squared.",
    gates(reciprocal, back: { dout, _, out in -dout / (out * out) })),
  Mutant(
    "reciprocal-integral", "The logarithm is the integral of 1/x; its derivative is -1/x².",
    gates(reciprocal, back: { dout, x, _ in dout * x.map { .log(abs($0)) } })),
  Mutant(
    "reciprocal-no-upstream", expecting: "without.upstream",
    gates(reciprocal, back: { _, x, _ in -1 / (x * x) })),
  Mutant(
    "reciprocal-passes-on", expecting: "without.slope",
    gates(reciprocal, back: { dout, _, _ in dout })),
  Mutant(
    "reciprocal-cubed", "It differentiates once more: the derivative of 1/x is -1/x².",
    gates(reciprocal, back: { dout, x, _ in 2 * dout / (x * x * x) })),
]

private let expMutants: [Mutant<OneInputGates>] = [
  Mutant(
    "exp-base-2", "It takes a power of 2; exp has the base e.",
    gates(exponential, forward: { .exp2($0) })),
  Mutant("exp-minus", expecting: "map.reciprocal", gates(exponential, forward: { .exp(-$0) })),
  Mutant(
    "exp-of-input",
    "It multiplies by x. The derivative of exp(x) is exp(x), the output.",
    gates(exponential, back: { dout, x, _ in dout * x })),
  Mutant(
    "exp-power-rule",
    "That is the rule for powers of x, where the exponent is fixed. Here x is the exponent: the derivative of exp(x) is exp(x).",
    gates(exponential, back: { dout, x, _ in dout * x * x.map { .exp($0 - 1) } })),
  Mutant(
    "exp-of-output", "It takes exp of the output, which is exp(x) already.",
    gates(exponential, back: { dout, _, out in dout * out.map { .exp($0) } })),
  Mutant(
    "exp-times-input", "There is an x too many: the derivative of exp(x) is exp(x).",
    gates(exponential, back: { dout, x, out in dout * out * x })),
  Mutant(
    "exp-no-upstream", expecting: "without.upstream", gates(exponential, back: { _, _, out in out })
  ),
  Mutant(
    "exp-passes-on", expecting: "without.slope", gates(exponential, back: { dout, _, _ in dout })),
  Mutant(
    "exp-of-upstream", "It takes exp of dout. What is wanted is dout times exp(x).",
    gates(exponential, back: { dout, _, _ in dout.exp() })),
  Mutant(
    "exp-sign", expecting: "factor.-1", gates(exponential, back: { dout, _, out in -dout * out })),
]

private let logMutants: [Mutant<OneInputGates>] = [
  Mutant(
    "log-base-10", "It is the logarithm to the base 10; the natural one is wanted.",
    gates(logarithm, forward: { .log10($0) })),
  Mutant(
    "log-base-2", "It is the logarithm to the base 2; the natural one is wanted.",
    gates(logarithm, forward: { .log2($0) })),
  Mutant(
    "log-of-output",
    "It divides by the output. The derivative of log(x) is 1/x, of the input.",
    gates(logarithm, back: { dout, _, out in dout / out })),
  Mutant(
    "log-times-input", "It multiplies by x. The derivative of log(x) is 1/x: divide.",
    gates(logarithm, back: { dout, x, _ in dout * x })),
  Mutant(
    "log-exp", "It multiplies by exp(x). exp undoes log, but the derivative of log(x) is 1/x.",
    gates(logarithm, back: { dout, x, _ in dout * x.exp() })),
  Mutant(
    "log-forward-again", "It multiplies by log(x) itself, not by its derivative 1/x.",
    gates(logarithm, back: { dout, _, out in dout * out })),
  Mutant(
    "log-no-upstream", expecting: "without.upstream", gates(logarithm, back: { _, x, _ in 1 / x })),
  Mutant(
    "log-passes-on", expecting: "without.slope", gates(logarithm, back: { dout, _, _ in dout })),
  Mutant(
    "log-swapped", "It has x / dout where dout / x is wanted.",
    gates(logarithm, back: { dout, x, _ in x / dout })),
  Mutant("log-sign", expecting: "factor.-1", gates(logarithm, back: { dout, x, _ in -dout / x })),
  Mutant(
    "log-as-reciprocal", "That is the derivative of 1/x. That of log(x) is 1/x itself.",
    gates(logarithm, back: { dout, x, _ in -dout / (x * x) })),
]
