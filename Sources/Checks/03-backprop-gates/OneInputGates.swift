import Grading
import RealModule
import Tensors

typealias OneInputGates = (
  reciprocal: @Sendable (T) throws -> T, reciprocalBackward: @Sendable (T, T, T) throws -> T,
  exp: @Sendable (T) throws -> T, expBackward: @Sendable (T, T, T) throws -> T,
  log: @Sendable (T) throws -> T, logBackward: @Sendable (T, T, T) throws -> T
)

/// 3.3: reciprocal, exp and log, forward and backward.
let oneInputGates = Exercise<OneInputGates>(
  "3.3",
  check: { check, gates in
    for kind in [reciprocal, exponential, logarithm] {
      func ask(_ situation: String, _ x: T, _ dout: T) {
        check.elementwise(
          (gates[keyPath: kind.forward], gates[keyPath: kind.backward]), kind.name + " ",
          of: situation, at: x, upstream: dout, reference: { $0.map(kind.function) },
          multipliers: kind.parts.map { Multiplier($0.id, $0.name, x.map($0.value)) })
      }
      ask("x = [2], dout = [1]", [2], [1])
      ask("x = [1, 4], dout = [3, -1]", [1, 4], [3, -1])
      ask("5 x 3 random numbers", check.uniform([5, 3], in: 0.3..<3), check.normal([5, 3]))
      ask("7 random numbers", check.uniform([7], in: 0.5..<5), check.normal([7]) * 3)
      if kind.name == "log" { continue }
      ask("x = [-1, 1.37, -0.5], dout = [-0.53, 1, 2]", [-1, 1.37, -0.5], [-0.53, 1, 2])
      ask("11 random numbers below 0", check.uniform([11], in: -3 ..< -0.3), check.normal([11]))
    }
  },
  mutants: reciprocal.mutants(reciprocalSlips) + exponential.mutants(expSlips)
    + logarithm.mutants(logSlips))

private typealias Parts = (dout: T, x: T, out: T)
private typealias Slips = (forward: [Slip<Double, Double>], backward: [Slip<Parts, T>])

/// One of the three, where its passes stand in an answer, and what its slope is made of.
private struct Kind: Sendable {
  let name: String
  let forward: WritableKeyPath<OneInputGates, @Sendable (T) throws -> T> & Sendable
  let backward: WritableKeyPath<OneInputGates, @Sendable (T, T, T) throws -> T> & Sendable
  let function: @Sendable (Double) -> Double
  let parts: [(id: String, name: String, value: @Sendable (Double) -> Double)]

  func slope(_ x: T) -> T { x.map(parts[0].value) }

  func mutants(_ slips: Slips) -> [Mutant<OneInputGates>] {
    let ofForward = slips.forward.mutants("\(name)-") { wrong in
      changing(right) { $0[keyPath: forward] = { $0.map(wrong) } }
    }
    let common: [Slip<Parts, T>] = [
      Slip("no-upstream", expecting: "without.upstream") { slope($0.x) },
      Slip("passes-on", expecting: "without.slope") { $0.dout },
      Slip("sign", expecting: "factor.-1") { -$0.dout * slope($0.x) },
    ]
    return ofForward
      + (common + slips.backward).mutants("\(name)-") { wrong in
        changing(right) { $0[keyPath: backward] = { wrong(($0, $1, $2)) } }
      }
  }
}

private let reciprocal = Kind(
  name: "reciprocal", forward: \.reciprocal, backward: \.reciprocalBackward, function: { 1 / $0 },
  parts: [
    ("slope", "the local gradient -1/x²", { -1 / ($0 * $0) }), ("reciprocal", "1/x", { 1 / $0 }),
  ])
private let exponential = Kind(
  name: "exp", forward: \.exp, backward: \.expBackward, function: { .exp($0) },
  parts: [("slope", "the local gradient exp(x)", { .exp($0) })])
private let logarithm = Kind(
  name: "log", forward: \.log, backward: \.logBackward, function: { .log($0) },
  parts: [("slope", "the local gradient 1/x", { 1 / $0 })])

private let right: OneInputGates = (
  { $0.map(reciprocal.function) }, { dout, x, _ in dout * reciprocal.slope(x) },
  { $0.map(exponential.function) }, { dout, x, _ in dout * exponential.slope(x) },
  { $0.map(logarithm.function) }, { dout, x, _ in dout * logarithm.slope(x) }
)

private let reciprocalSlips: Slips = (
  [
    Slip("minus", expecting: "factor.-1") { -1 / $0 },
    Slip("squared", "It returns 1/x² instead of 1/x.") { 1 / ($0 * $0) },
  ],
  [
    Slip("not-squared", expecting: "without.reciprocal") { -$0.dout / $0.x },
    Slip("twice-output", expecting: "factor.-1+without.reciprocal") { $0.dout * $0.out },
    Slip("of-output", "It has -x² instead of -1/x²: divide by x twice, or use the output 1/x.") {
      -$0.dout / ($0.out * $0.out)
    },
    Slip("integral", "The logarithm is the integral of 1/x; its derivative is -1/x².") {
      $0.dout * $0.x.map { .log(abs($0)) }
    },
    Slip("cubed", "It differentiates twice.") { 2 * $0.dout / ($0.x * $0.x * $0.x) },
  ]
)

private let expSlips: Slips = (
  [
    Slip("base-2", "It takes powers of 2; exp has the base e.") { .exp2($0) },
    Slip("minus", expecting: "map.reciprocal") { .exp(-$0) },
  ],
  [
    Slip("of-input", "It multiplies by x; the slope is exp(x), the output.") { $0.dout * $0.x },
    Slip("power-rule", "That is the rule for xⁿ. Here x is the exponent: the slope is exp(x).") {
      $0.dout * $0.x * $0.x.map { .exp($0 - 1) }
    },
    Slip("of-output", "It takes exp of the output, itself exp(x).") { $0.dout * $0.out.exp() },
    Slip("times-input", "There is an x too many: the slope is exp(x).") { $0.dout * $0.out * $0.x },
    Slip("of-upstream", "It takes exp of dout: multiply dout by exp(x).") { $0.dout.exp() },
  ]
)

private let logSlips: Slips = (
  [
    Slip("base-10", "It is the logarithm to the base 10. Take the natural one.") { .log10($0) },
    Slip("base-2", "It is the logarithm to the base 2. Take the natural one.") { .log2($0) },
    Slip("plus-one", "That is the logarithm of 1 + x. Take that of x.") { .log(onePlus: $0) },
  ],
  [
    Slip("of-output", "It divides by the output: divide by the input.") { $0.dout / $0.out },
    Slip("times-input", "It multiplies by x. The slope is 1/x: divide.") { $0.dout * $0.x },
    Slip("exp", "It multiplies by exp(x). The slope of log is 1/x.") { $0.dout * $0.x.exp() },
    Slip("forward-again", "It multiplies by log(x), not by its slope 1/x.") { $0.dout * $0.out },
    Slip("swapped", "It has x / dout instead of dout / x.") { $0.x / $0.dout },
    Slip("as-reciprocal", "It differentiates 1/x. The slope of log is 1/x.") {
      -$0.dout / ($0.x * $0.x)
    },
  ]
)
