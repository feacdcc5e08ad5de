import Grading
import RealModule
import Tensors

/// 3.2: the sigmoid as one gate.
let sigmoidGate = Exercise<ElementwiseGate>(
  "3.2",
  check: { check, gate in
    func parts(_ s: Tensor<Double>) -> [Multiplier] {
      [Multiplier("output", "the output s", s), Multiplier("complement", "1 - s", 1 - s)]
    }
    func ask(_ situation: String, _ x: Tensor<Double>, upstream dout: Tensor<Double>) {
      check.elementwise(
        gate, of: situation, at: x, upstream: dout, reference: { $0.map(sigmoid) },
        multipliers: parts(x.map(sigmoid)))
    }
    ask("x = [0], dout = [1]", [0], upstream: [1])
    ask(
      "x = [1, -1], dout = [1, 2]: 1 is the example of the lecture", [1, -1], upstream: [1, 2])
    ask("5 x 3 random numbers", check.normal([5, 3]), upstream: check.normal([5, 3]))
    ask("7 random numbers", check.normal([7]) * 3, upstream: check.normal([7]) * 5)
    let extremes: Tensor<Double> = [1000, -1000, 40, 0]
    let s = extremes.map(sigmoid)
    check.value("out", of: "x = [1000, -1000, 40, 0]", is: s) { try gate.forward(extremes) }
    check.value(
      "dx", of: "x = [1000, -1000, 40, 0]", is: s * (1 - s),
      knowing: Facts(multipliers: parts(s))
    ) { try gate.backward([1, 1, 1, 1], extremes, s) }
    let x = check.normal([5])
    check.linear("dx", inUpstream: check.normal([5])) { try gate.backward($0, x, x.map(sigmoid)) }
  },
  mutants: [
    forward("of-minus-x", expecting: "map.complement") { 1 / (1 + .exp($0)) },
    forward(
      "minus", "The sign in the denominator is wrong: 1 plus exp(-x)."
    ) { 1 / (1 - .exp(-$0)) },
    forward("overflow", expecting: "nan") { .exp($0) / (1 + .exp($0)) },
    forward("tanh", "That is tanh, which goes from -1 to 1. The sigmoid goes from 0 to 1.") {
      .tanh($0)
    },
    forward("denominator", "That is the denominator: the sigmoid is 1 divided by it.") {
      1 + .exp(-$0)
    },
    forward("two", "It takes powers of 2; exp has the base e.") { 1 / (1 + .exp2(-$0)) },
    backward("no-upstream", expecting: "without.upstream") { _, _, s in s * (1 - s) },
    backward("no-output", expecting: "without.output") { dout, _, s in dout * (1 - s) },
    backward("no-complement", expecting: "without.complement") { dout, _, s in dout * s },
    backward(
      "of-input",
      "It computes x · (1 - x) with the input x. The formula s · (1 - s) is one of the output s."
    ) { dout, x, _ in dout * x * (1 - x) },
    backward(
      "of-output-again",
      "The sigmoid is taken of the output once more. The output is s already: dx is dout · s · (1 - s)."
    ) { dout, _, s in
      let again = s.map(sigmoid)
      return dout * again * (1 - again)
    },
    backward(
      "tanh-slope", "1 - s² is the slope of tanh. That of the sigmoid is s · (1 - s)."
    ) { dout, _, s in dout * (1 - s * s) },
    backward("sign", expecting: "factor.-1") { dout, _, s in dout * s * (s - 1) },
    backward("plus", "It has s · (1 + s); the slope of the sigmoid is s · (1 - s).") {
      dout, _, s in dout * s * (1 + s)
    },
    backward(
      "of-upstream",
      "It takes dout · (1 - dout): the formula is one of the output s, and dout is a factor."
    ) { dout, _, _ in dout * (1 - dout) },
    backward("quarter", "A quarter is the slope at x = 0 only. Elsewhere it is s · (1 - s).") {
      dout, _, _ in dout / 4
    },
    backward("passes-on", "It hands dout on unchanged: the slope s · (1 - s) is missing.") {
      dout, _, _ in dout
    },
    backward(
      "slope-overflows", expecting: "nan"
    ) { dout, x, _ in dout * (-x).exp() / ((1 + (-x).exp()) * (1 + (-x).exp())) },
  ])

private func sigmoid(_ x: Double) -> Double {
  x >= 0 ? 1 / (1 + .exp(-x)) : .exp(x) / (1 + .exp(x))
}

@Sendable private func slope(
  _ dout: Tensor<Double>, _ x: Tensor<Double>, _ s: Tensor<Double>
) -> Tensor<Double> { dout * s * (1 - s) }

private func forward(
  _ id: String, _ text: String, _ wrong: @escaping @Sendable (Double) -> Double
) -> Mutant<ElementwiseGate> {
  Mutant(id, text, ElementwiseGate(forward: { $0.map(wrong) }, backward: slope))
}

private func forward(
  _ id: String, expecting diagnosis: String, _ wrong: @escaping @Sendable (Double) -> Double
) -> Mutant<ElementwiseGate> {
  Mutant(id, expecting: diagnosis, ElementwiseGate(forward: { $0.map(wrong) }, backward: slope))
}

private typealias WrongBackward =
  @Sendable (Tensor<Double>, Tensor<Double>, Tensor<Double>) -> Tensor<Double>

private func backward(
  _ id: String, _ text: String, _ wrong: @escaping WrongBackward
) -> Mutant<ElementwiseGate> {
  Mutant(id, text, ElementwiseGate(forward: { $0.map(sigmoid) }, backward: wrong))
}

private func backward(
  _ id: String, expecting diagnosis: String, _ wrong: @escaping WrongBackward
) -> Mutant<ElementwiseGate> {
  Mutant(
    id, expecting: diagnosis, ElementwiseGate(forward: { $0.map(sigmoid) }, backward: wrong))
}
