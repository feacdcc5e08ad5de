import Grading
import RealModule
import Tensors

/// 3.2: the sigmoid as one gate.
let sigmoidGate = Exercise<ElementwiseGate>(
  "3.2",
  check: { check, gate in
    func parts(_ s: T) -> [Multiplier] {
      [Multiplier("output", "the output s", s), Multiplier("complement", "1 - s", 1 - s)]
    }
    for (situation, x, dout) in [
      ("x = [0], dout = [1]", [0], [1]),
      ("x = [1, -1], dout = [1, 2]: 1 is the example of the lecture", [1, -1], [1, 2]),
      ("5 x 3 random numbers", check.normal([5, 3]), check.normal([5, 3])),
      ("7 random numbers", check.normal([7]) * 3, check.normal([7]) * 5),
    ] as [(String, T, T)] {
      check.elementwise(
        gate, of: situation, at: x, upstream: dout, reference: { $0.map(sigmoid) },
        multipliers: parts(x.map(sigmoid)))
    }
    let extremes: T = [1000, -1000, 40, 0]
    let s = extremes.map(sigmoid)
    check.value("out", of: "x = [1000, -1000, 40, 0]", is: s) { try gate.forward(extremes) }
    check.value(
      "dx", of: "x = [1000, -1000, 40, 0]", is: s * (1 - s),
      knowing: Facts(multipliers: parts(s))
    ) { try gate.backward([1, 1, 1, 1], extremes, s) }
    let x = check.normal([5])
    check.linear("dx", inUpstream: check.normal([5])) { try gate.backward($0, x, x.map(sigmoid)) }
  },
  mutants: forwardMutants + backwardMutants)

private func sigmoid(_ x: Double) -> Double {
  x >= 0 ? 1 / (1 + .exp(-x)) : .exp(x) / (1 + .exp(x))
}

private let right: ElementwiseGate = ({ $0.map(sigmoid) }, { dout, _, s in dout * s * (1 - s) })

private let forwardMutants: [Mutant<ElementwiseGate>] = forwardSlips.mutants { wrong in
  changing(right) { $0.forward = { $0.map(wrong) } }
}

private let backwardMutants: [Mutant<ElementwiseGate>] = backwardSlips.mutants { wrong in
  changing(right) { $0.backward = { wrong(($0, $1, $2)) } }
}

private let forwardSlips: [Slip<Double, Double>] = [
  Slip("of-minus-x", expecting: "map.complement") { 1 / (1 + .exp($0)) },
  Slip("minus", "The sign in the denominator is wrong: 1 plus exp(-x).") { 1 / (1 - .exp(-$0)) },
  Slip("overflow", expecting: "nan") { .exp($0) / (1 + .exp($0)) },
  Slip("tanh", "That is tanh, from -1 to 1. The sigmoid goes from 0 to 1.") { .tanh($0) },
  Slip("denominator", "That is the denominator: divide 1 by it.") { 1 + .exp(-$0) },
  Slip("two", "It takes powers of 2; exp has the base e.") { 1 / (1 + .exp2(-$0)) },
]

private let backwardSlips: [Slip<(dout: T, x: T, s: T), T>] = [
  Slip("no-upstream", expecting: "without.upstream") { $0.s * (1 - $0.s) },
  Slip("no-output", expecting: "without.output") { $0.dout * (1 - $0.s) },
  Slip("no-complement", expecting: "without.complement") { $0.dout * $0.s },
  Slip(
    "of-input", "It computes x · (1 - x) of the input x. In s · (1 - s), s is the output."
  ) { dout, x, _ in dout * x * (1 - x) },
  Slip("times-input", "There is an x too many: dx is dout · s · (1 - s).") { dout, x, s in
    dout * x * s * (1 - s)
  },
  Slip("half-of-input", "It mixes input and output: 1 - x should be 1 - s.") { dout, x, s in
    dout * s * (1 - x)
  },
  Slip(
    "of-output-again",
    "It takes the sigmoid of the output. The output is s already: dx is dout · s · (1 - s)."
  ) { dout, _, s in
    let again = s.map(sigmoid)
    return dout * again * (1 - again)
  },
  Slip("tanh-slope", "1 - s² is the slope of tanh. Use s · (1 - s).") {
    $0.dout * (1 - $0.s * $0.s)
  },
  Slip("sign", expecting: "factor.-1") { $0.dout * $0.s * ($0.s - 1) },
  Slip("plus", "It has s · (1 + s) instead of s · (1 - s).") { $0.dout * $0.s * (1 + $0.s) },
  Slip(
    "of-upstream",
    "It takes dout · (1 - dout). The slope is one of the output s; dout multiplies it."
  ) { dout, _, _ in dout * (1 - dout) },
  Slip("quarter", "A quarter is the slope at x = 0 only. Use s · (1 - s).") { $0.dout / 4 },
  Slip("passes-on", "It passes dout on unchanged: the slope s · (1 - s) is missing.") { $0.dout },
  Slip("slope-overflows", expecting: "nan") { dout, x, _ in
    dout * (-x).exp() / ((1 + (-x).exp()) * (1 + (-x).exp()))
  },
]
