import Grading
import Tensors

/// The three gates of exercise 3.1.
struct TwoInputGates: Sendable {
  /// `x + y`.
  var add: TwoInputGate
  /// `x · y`.
  var multiply: TwoInputGate
  /// The larger of x and y.
  var max: TwoInputGate

  /// Puts the three together.
  ///
  /// - Parameters:
  ///   - add: `x + y`.
  ///   - multiply: `x · y`.
  ///   - max: the larger of x and y.
  init(add: TwoInputGate, multiply: TwoInputGate, max: TwoInputGate) {
    (self.add, self.multiply, self.max) = (add, multiply, max)
  }
}

/// 3.1: add, multiply and max, forward and backward.
let twoInputGates = Exercise<TwoInputGates>(
  "3.1",
  check: { check, gates in
    let random = check.normal([9])
    let inputs: [(x: Double, y: Double, dout: Double)] = [
      (3, -4, 2), (-2, 5, -4), (2, -1, 2), (0, 7, 3), (-6, -5, 0.5),
      (random[0], random[1], random[2]),
      (random[3], random[4], random[5]), (-random[6].magnitude, random[7], random[8]),
      (1.5, 4, 0),
    ]
    let ties: [(x: Double, y: Double, dout: Double)] = [(3, 3, 5), (-1, -1, -2)]
    for (name, gate, right, inputs) in [
      ("add", gates.add, add, inputs + ties),
      ("multiply", gates.multiply, multiply, inputs + ties),
      ("max", gates.max, larger, inputs + ties),
    ] as [(String, TwoInputGate, RightGate, [(x: Double, y: Double, dout: Double)])] {
      for (x, y, dout) in inputs {
        let situation = "x = \(format(x)), y = \(format(y)), dout = \(format(dout))"
        func facts(_ other: String, _ value: Double) -> Facts {
          let local = Multiplier("other", "the other input, \(other),", Tensor(value))
          return Facts(
            multipliers: [.upstream(Tensor(dout))] + (name == "multiply" ? [local] : []))
        }
        let (dx, dy) = right.backward(dout, x, y)
        check.number("\(name) out", of: situation, is: right.forward(x, y)) {
          try gate.forward(x, y)
        }
        check.number("\(name) dx", of: situation, is: dx, knowing: facts("y", y)) {
          try gate.backward(dout, x, y).dx
        }
        check.number("\(name) dy", of: situation, is: dy, knowing: facts("x", x)) {
          try gate.backward(dout, x, y).dy
        }
      }
    }
  },
  mutants: addMutants + multiplyMutants + maxMutants)

private struct RightGate: Sendable {
  let forward: @Sendable (Double, Double) -> Double
  let backward: @Sendable (Double, Double, Double) -> (dx: Double, dy: Double)
}

private let add = RightGate(forward: { $0 + $1 }, backward: { dout, _, _ in (dout, dout) })
private let multiply = RightGate(
  forward: { $0 * $1 }, backward: { dout, x, y in (dout * y, dout * x) })
private let larger = RightGate(
  forward: { $0 >= $1 ? $0 : $1 },
  backward: { dout, x, y in x >= y ? (dout, 0) : (0, dout) })

private typealias WrongForward = @Sendable (Double, Double) -> Double
private typealias WrongBackward = @Sendable (Double, Double, Double) -> (dx: Double, dy: Double)

/// A gate that is right but for what is given.
private func gate(
  _ right: RightGate, _ forward: WrongForward?, _ backward: WrongBackward?
) -> TwoInputGate {
  TwoInputGate(forward: forward ?? right.forward, backward: backward ?? right.backward)
}

private func wrongAdd(_ forward: WrongForward? = nil, back: WrongBackward? = nil) -> TwoInputGates {
  TwoInputGates(
    add: gate(add, forward, back), multiply: gate(multiply, nil, nil), max: gate(larger, nil, nil))
}

private func wrongMultiply(
  _ forward: WrongForward? = nil, back: WrongBackward? = nil
) -> TwoInputGates {
  TwoInputGates(
    add: gate(add, nil, nil), multiply: gate(multiply, forward, back), max: gate(larger, nil, nil))
}

private func wrongMax(_ forward: WrongForward? = nil, back: WrongBackward? = nil) -> TwoInputGates {
  TwoInputGates(
    add: gate(add, nil, nil), multiply: gate(multiply, nil, nil), max: gate(larger, forward, back))
}

private let addMutants: [Mutant<TwoInputGates>] = [
  Mutant("add-subtracts", "The add gate subtracts y.", wrongAdd { $0 - $1 }),
  Mutant(
    "add-upstream-ignored", expecting: "without.upstream", wrongAdd(back: { _, _, _ in (1, 1) })),
  Mutant("add-minus", expecting: "factor.-1", wrongAdd(back: { dout, _, _ in (dout, -dout) })),
  Mutant(
    "add-shares",
    "It shares the upstream gradient out between x and y. A nudge of either one moves the sum by as much: each gets all of dout.",
    wrongAdd(back: { dout, _, _ in (dout / 2, dout / 2) })),
  Mutant(
    "add-as-multiply",
    "That is the rule of the multiply gate. The derivative of x + y is 1 with respect to either: the inputs' values do not matter.",
    wrongAdd(back: { dout, x, y in (dout * y, dout * x) })),
  Mutant(
    "add-own-input",
    "It multiplies by the input's own value. The derivative of x + y with respect to x is 1, whatever x is.",
    wrongAdd(back: { dout, x, y in (dout * x, dout * y) })),
  Mutant(
    "add-output",
    "It multiplies by the sum. The derivative of x + y is 1 with respect to either: dout goes on as it is.",
    wrongAdd(back: { dout, x, y in (dout * (x + y), dout * (x + y)) })),
  Mutant(
    "add-plus-upstream", "It adds 1 and dout. The chain rule multiplies: upstream times local.",
    wrongAdd(back: { dout, _, _ in (dout + 1, dout + 1) })),
]

private let multiplyMutants: [Mutant<TwoInputGates>] = [
  Mutant("multiply-adds", "The multiply gate adds.", wrongMultiply { $0 + $1 }),
  Mutant(
    "multiply-own-input", expecting: "swapped",
    wrongMultiply(back: { dout, x, y in (dout * x, dout * y) })),
  Mutant(
    "multiply-upstream-ignored", expecting: "without.upstream",
    wrongMultiply(back: { _, x, y in (y, x) })),
  Mutant(
    "multiply-distributes",
    "It hands dout on unchanged, as the add gate does. Through a product a nudge of x arrives multiplied by y, and one of y by x.",
    wrongMultiply(back: { dout, _, _ in (dout, dout) })),
  Mutant(
    "multiply-output",
    "It multiplies by the product. The derivative of x · y with respect to x is y alone.",
    wrongMultiply(back: { dout, x, y in (dout * x * y, dout * x * y) })),
  Mutant(
    "multiply-by-division",
    "The product divided by x is y, but 0/0 where x is 0: take y itself.",
    wrongMultiply(back: { dout, x, y in (dout * (x * y / x), dout * (x * y / y)) })),
  Mutant(
    "multiply-plus-upstream",
    "It adds upstream and local gradient. The chain rule multiplies them.",
    wrongMultiply(back: { dout, x, y in (dout + y, dout + x) })),
  Mutant(
    "multiply-sign", expecting: "factor.-1",
    wrongMultiply(back: { dout, x, y in (dout * y, -dout * x) })),
]

private let maxMutants: [Mutant<TwoInputGates>] = [
  Mutant("max-is-min", "The max gate lets the smaller one through.", wrongMax { min($0, $1) }),
  Mutant(
    "max-of-magnitudes", "It compares the sizes without their signs: -6 is smaller than -5.",
    wrongMax { abs($0) >= abs($1) ? $0 : $1 }),
  Mutant(
    "max-to-smaller",
    "The gradient goes to the smaller input. That one did not come through; a nudge of it moves nothing.",
    wrongMax(back: { dout, x, y in x >= y ? (0, dout) : (dout, 0) })),
  Mutant(
    "max-tie-to-second",
    "Where x and y are equal it goes to y. The agreement here is that x gets all of it.",
    wrongMax(back: { dout, x, y in x > y ? (dout, 0) : (0, dout) })),
  Mutant(
    "max-tie-shared",
    "Where x and y are equal it is shared. The agreement here is that x gets all of it.",
    wrongMax(back: { dout, x, y in
      x == y ? (dout / 2, dout / 2) : larger.backward(dout, x, y)
    })),
  Mutant(
    "max-tie-both",
    "Where x and y are equal both get dout, which is twice what came. The agreement here is that x gets all of it.",
    wrongMax(back: { dout, x, y in (x >= y ? dout : 0, y >= x ? dout : 0) })),
  Mutant(
    "max-tie-none",
    "Where x and y are equal nothing flows on. The agreement here is that x gets all of it.",
    wrongMax(back: { dout, x, y in (x > y ? dout : 0, y > x ? dout : 0) })),
  Mutant(
    "max-distributes",
    "Both inputs get the gradient, as with the add gate. Only the larger one came through; the other gets 0.",
    wrongMax(back: { dout, _, _ in (dout, dout) })),
  Mutant(
    "max-subtracts",
    "The smaller input gets minus the gradient. It did not come through, and gets 0.",
    wrongMax(back: { dout, x, y in x >= y ? (dout, -dout) : (-dout, dout) })),
  Mutant(
    "multiply-squares", expecting: "twice.other",
    wrongMultiply(back: { dout, x, y in (dout * y * y, dout * x * x) })),
  Mutant(
    "max-value",
    "It hands the larger input's value back. What flows back is dout: it is routed, and not changed.",
    wrongMax(back: { _, x, y in x >= y ? (x, 0) : (0, y) })),
  Mutant(
    "max-times-value",
    "It multiplies dout by the larger input. The derivative of the larger one with respect to itself is 1.",
    wrongMax(back: { dout, x, y in x >= y ? (dout * x, 0) : (0, dout * y) })),
  Mutant(
    "max-upstream-ignored", expecting: "without.upstream",
    wrongMax(back: { _, x, y in x >= y ? (1, 0) : (0, 1) })),
  Mutant(
    "max-relu",
    "It asks whether the inputs are positive, as ReLU does. Here x and y are compared with each other.",
    wrongMax(back: { dout, x, y in (x > 0 ? dout : 0, y > 0 ? dout : 0) })),
]
