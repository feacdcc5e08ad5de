import Grading
import Tensors

/// A gate of two numbers: backward takes dout before them.
typealias TwoInputGate = GatePair<Double, (dx: Double, dy: Double), Double, Double>
typealias TwoInputForward = @Sendable (Double, Double) throws -> Double
typealias TwoInputBackward = @Sendable (Double, Double, Double) throws -> (dx: Double, dy: Double)

typealias TwoInputGates = (
  add: TwoInputForward, addBackward: TwoInputBackward, multiply: TwoInputForward,
  multiplyBackward: TwoInputBackward, max: TwoInputForward, maxBackward: TwoInputBackward
)

/// 3.1: add, multiply and max, forward and backward.
let twoInputGates = Exercise<TwoInputGates>(
  "3.1",
  check: { check, gates in
    let random = check.normal([9])
    let inputs: [Parts] = [
      (2, 3, -4), (-4, -2, 5), (2, 2, -1), (3, 0, 7), (0.5, -6, -5),
      (random[2], random[0], random[1]), (random[5], random[3], random[4]),
      (random[8], -random[6].magnitude, random[7]), (0, 1.5, 4), (5, 3, 3), (-2, -1, -1),
    ]
    for kind in [add, multiply, larger] {
      let (forward, backward) = (gates[keyPath: kind.forward], gates[keyPath: kind.backward])
      for (dout, x, y) in inputs {
        let situation = "x = \(format(x)), y = \(format(y)), dout = \(format(dout))"
        func facts(_ other: String, _ value: Double) -> Facts {
          let local = Multiplier("other", "the other input, \(other),", Tensor(value))
          return Facts(
            multipliers: [.upstream(Tensor(dout))] + (kind.name == "multiply" ? [local] : []))
        }
        let (dx, dy) = kind.gradients((dout, x, y))
        check.number("\(kind.name) out", of: situation, is: kind.function(x, y)) {
          try forward(x, y)
        }
        check.number("\(kind.name) dx", of: situation, is: dx, knowing: facts("y", y)) {
          try backward(dout, x, y).dx
        }
        check.number("\(kind.name) dy", of: situation, is: dy, knowing: facts("x", x)) {
          try backward(dout, x, y).dy
        }
      }
    }
  },
  mutants: add.mutants(addSlips) + multiply.mutants(multiplySlips) + larger.mutants(maxSlips))

private typealias Parts = (dout: Double, x: Double, y: Double)
private typealias Gradients = (dx: Double, dy: Double)

/// One of the three, and where its passes stand in an answer.
private struct Kind: Sendable {
  let name: String
  let forward: WritableKeyPath<TwoInputGates, TwoInputForward> & Sendable
  let backward: WritableKeyPath<TwoInputGates, TwoInputBackward> & Sendable
  let function: @Sendable (Double, Double) -> Double
  let gradients: @Sendable (Parts) -> Gradients

  func mutants(
    _ slips: (forward: [Slip<Parts, Double>], backward: [Slip<Parts, Gradients>])
  ) -> [Mutant<TwoInputGates>] {
    slips.forward.mutants("\(name)-") { wrong in
      changing(right) { $0[keyPath: forward] = { wrong((0, $0, $1)) } }
    }
      + slips.backward.mutants("\(name)-") { wrong in
        changing(right) { $0[keyPath: backward] = { wrong(($0, $1, $2)) } }
      }
  }
}

private let add = Kind(
  name: "add", forward: \.add, backward: \.addBackward, function: { $0 + $1 },
  gradients: { dout, _, _ in (dout, dout) })
private let multiply = Kind(
  name: "multiply", forward: \.multiply, backward: \.multiplyBackward, function: { $0 * $1 },
  gradients: { dout, x, y in (dout * y, dout * x) })
private let larger = Kind(
  name: "max", forward: \.max, backward: \.maxBackward, function: { $0 >= $1 ? $0 : $1 },
  gradients: { dout, x, y in x >= y ? (dout, 0) : (0, dout) })

private let right: TwoInputGates = (
  add.function, { add.gradients(($0, $1, $2)) }, multiply.function,
  { multiply.gradients(($0, $1, $2)) }, larger.function, { larger.gradients(($0, $1, $2)) }
)

private let addSlips: ([Slip<Parts, Double>], [Slip<Parts, Gradients>]) = (
  [Slip("subtracts", "The add gate subtracts y.") { $0.x - $0.y }],
  [
    Slip("upstream-ignored", expecting: "without.upstream") { _ in (1, 1) },
    Slip("minus", expecting: "factor.-1") { ($0.dout, -$0.dout) },
    Slip(
      "shares",
      "It splits dout between x and y. A nudge of either moves the sum as much: each gets dout."
    ) { ($0.dout / 2, $0.dout / 2) },
    Slip(
      "as-multiply",
      "That is the rule of the multiply gate. Both derivatives of x + y are 1, whatever x and y."
    ) { dout, x, y in (dout * y, dout * x) },
    Slip(
      "own-input",
      "It multiplies by the input's own value. The derivative of x + y with respect to x is 1."
    ) { dout, x, y in (dout * x, dout * y) },
    Slip(
      "output", "It multiplies by the sum. Both derivatives of x + y are 1: pass dout on unchanged."
    ) { dout, x, y in (dout * (x + y), dout * (x + y)) },
    Slip(
      "plus-upstream", "It adds 1 to dout. The chain rule multiplies."
    ) { ($0.dout + 1, $0.dout + 1) },
    Slip("first-only", "Only x gets a gradient; y is a summand, too.") { ($0.dout, 0) },
  ]
)

private let multiplySlips: ([Slip<Parts, Double>], [Slip<Parts, Gradients>]) = (
  [Slip("adds", "The multiply gate adds.") { $0.x + $0.y }],
  [
    Slip("own-input", expecting: "swapped") { dout, x, y in (dout * x, dout * y) },
    Slip("upstream-ignored", expecting: "without.upstream") { ($0.y, $0.x) },
    Slip(
      "distributes",
      "It passes dout on unchanged, as the add gate does. Multiply by the other input's value."
    ) { ($0.dout, $0.dout) },
    Slip(
      "output",
      "It multiplies by the product. The derivative of x · y with respect to x is y alone."
    ) { dout, x, y in (dout * x * y, dout * x * y) },
    Slip(
      "by-division", "The product divided by x is y, but 0/0 where x is 0: take y itself."
    ) { dout, x, y in (dout * (x * y / x), dout * (x * y / y)) },
    Slip(
      "plus-upstream", "It adds upstream and local gradient. The chain rule multiplies them."
    ) { dout, x, y in (dout + y, dout + x) },
    Slip("sign", expecting: "factor.-1") { dout, x, y in (dout * y, -dout * x) },
    Slip("squares", expecting: "twice.other") { dout, x, y in (dout * y * y, dout * x * x) },
  ]
)

private let maxSlips: ([Slip<Parts, Double>], [Slip<Parts, Gradients>]) = (
  [
    Slip("is-min", "The max gate lets the smaller input through.") { min($0.x, $0.y) },
    Slip("of-magnitudes", "It compares absolute values. As numbers, -6 is smaller than -5.") {
      abs($0.x) >= abs($0.y) ? $0.x : $0.y
    },
  ],
  [
    Slip(
      "to-smaller",
      "The gradient goes to the smaller input. That one did not come through: it gets 0."
    ) { dout, x, y in x >= y ? (0, dout) : (dout, 0) },
    Slip("tie-to-second", "Where x = y, it gives dout to y. \(tie)") { dout, x, y in
      x > y ? (dout, 0) : (0, dout)
    },
    Slip("tie-shared", "Where x = y, it splits dout. \(tie)") { dout, x, y in
      x == y ? (dout / 2, dout / 2) : larger.gradients((dout, x, y))
    },
    Slip("tie-both", "Where x = y, both get dout, twice what came. \(tie)") { dout, x, y in
      (x >= y ? dout : 0, y >= x ? dout : 0)
    },
    Slip("tie-none", "Where x = y, nothing flows on. \(tie)") { dout, x, y in
      (x > y ? dout : 0, y > x ? dout : 0)
    },
    Slip(
      "distributes",
      "Both inputs get dout, as in the add gate. Only the larger came through: the other gets 0."
    ) { ($0.dout, $0.dout) },
    Slip(
      "subtracts", "The smaller input gets minus dout. It did not come through: it gets 0."
    ) { dout, x, y in x >= y ? (dout, -dout) : (-dout, dout) },
    Slip(
      "value", "It returns the larger input's value. What flows back is dout, unchanged."
    ) { _, x, y in x >= y ? (x, 0) : (0, y) },
    Slip(
      "times-value", "It multiplies dout by the larger input. The local gradient there is 1."
    ) { dout, x, y in x >= y ? (dout * x, 0) : (0, dout * y) },
    Slip("upstream-ignored", expecting: "without.upstream") { $0.x >= $0.y ? (1, 0) : (0, 1) },
    Slip(
      "relu", "It tests whether each input is positive, as ReLU does. Compare x with y."
    ) { dout, x, y in (x > 0 ? dout : 0, y > 0 ? dout : 0) },
  ]
)

private let tie = "We agreed that x then gets all of it: test x >= y."
