import Foundation
import Grading
import Tensors

// Exercises 4.1 to 4.3 ask for functions of each entry by itself; what they share stands here.

typealias T = Tensor<Double>

/// A function of one number, with its slope; at a kink, the slope of the left side.
struct Activation: Sendable {
  let name: String
  let value: @Sendable (Double) -> Double
  let slope: @Sendable (Double) -> Double
  /// Numbers beside N that an answer may have been multiplied with.
  var factors: [Factor] = []

  func forward(_ x: T) -> T { x.map(value) }
}

extension Check {
  /// Asks for a function and its gradient, which takes the upstream one and the input.
  func ask(
    _ gate: Activation, with: String = "", _ forward: (T) throws -> T,
    _ backward: (T, T) throws -> T
  ) {
    func ask(_ situation: String, at x: T, upstream dout: T, byDefinition: Bool = false) {
      let facts = Facts(factors: gate.factors, places: signs(of: x))
      value("\(gate.name) forward", of: situation + with, is: gate.forward(x), knowing: facts) {
        try forward(x)
      }
      gradient(
        "\(gate.name) backward", of: situation + with, at: x, upstream: dout, of: gate.forward,
        byDefinition: byDefinition ? dout * x.map(gate.slope) : nil, knowing: facts
      ) { try backward(dout, x) }
    }
    ask(
      "x = 2, -4, 1 and -1, dout = 3, 5, -2 and -7", at: [2, -4, 1, -1], upstream: [3, 5, -2, -7])
    for shape in [[5, 3], [2, 3, 7]] {
      ask("\(shape) random numbers", at: normal(shape), upstream: normal(shape))
    }
    ask(
      "x = 0, 2, 0 and -1, dout = 3, 5, -2 and 7", at: [0, 2, 0, -1], upstream: [3, 5, -2, 7],
      byDefinition: true)
    ask(
      "x = 20, 1000, -20 and -1000, dout = 2, 3, 5 and 7", at: [20, 1000, -20, -1000],
      upstream: [2, 3, 5, 7], byDefinition: true)
    let x: T = [[1, -0.5], [-2, 0.9], [0.3, 0]]
    linear("\(gate.name) backward", inUpstream: normal([3, 2])) {
      _ = try forward(x)
      return try backward($0, x)
    }
    needsNoMemory("\(gate.name) backward", afterForward: { _ = try forward($0) }, x) {
      try backward([[1, 2], [3, 4], [5, 6]], x)
    }
  }

  /// A backward pass is the same after a forward pass with `x` as after one with `-x`.
  func needsNoMemory(
    _ quantity: String, afterForward forward: (T) throws -> Void, _ x: T,
    _ backward: () throws -> T
  ) {
    tell(quantity, "an input of which forward was not the last to hear")
    func answer(after x: T) -> T? {
      try? forward(x)
      return try? backward()
    }
    guard let once = answer(after: x), let again = answer(after: -x) else { return }
    require(
      quantity, "last-forward",
      "It uses what the last forward pass left behind, and another batch may have come since. "
        + "Compute all that backward needs from its own parameters.", once.isIdentical(to: again))
  }
}

/// Where the input is exactly 0, at most 0, above 0.
func signs(of x: T) -> [Place] {
  [
    Place("zero", "with x = 0", x.map { $0 == 0 ? 1 : 0 }),
    Place("negative", "with x ≤ 0", x.map { $0 <= 0 ? 1 : 0 }),
    Place("positive", "with x > 0", x.map { $0 > 0 ? 1 : 0 }),
  ]
}

/// Two tensors of one shape, entry by entry.
func combine(_ a: T, _ b: T, _ function: (Double, Double) -> Double) -> T {
  T(shape: a.shape, scalars: zip(a.scalars, b.scalars).map(function))
}

/// What an answer keeps in a global variable from its last forward pass.
enum Kept {
  static var input: T? {
    get { Thread.current.threadDictionary["4.kept"] as? T }
    set { Thread.current.threadDictionary["4.kept"] = newValue }
  }
}

/// Wrong values of leaky ReLU and PReLU, by x and its slope.
let leakySlips: [Slip<(Double, Double), Double>] = [
  Slip("wrong-side", "The sides are swapped: where x > 0 return x itself.") {
    $0 > 0 ? $1 * $0 : $0
  },
  Slip("divided", "Where x < 0 it divides by the slope: multiply by it.") { $0 > 0 ? $0 : $0 / $1 },
  Slip("relu", "That is plain ReLU: where x < 0 return slope · x, not 0.") { x, _ in max(0, x) },
  Slip("identity", "The slope is missing: where x < 0 return slope · x, not x.") { x, _ in x },
  Slip("added", "slope · x is added where x > 0 too: return x there.") { max(0, $0) + $1 * $0 },
  Slip("slope-alone", "Where x < 0 it returns the slope: multiply it by x.") { $0 > 0 ? $0 : $1 },
]

/// Wrong gradients of leaky ReLU and PReLU, by dout, x and its slope.
let leakyBackwardSlips: [Slip<(Double, Double, Double), Double>] = [
  Slip("at-0", "It is wrong only where x = 0: take slope · dout there too. Test x > 0, not x >= 0.")
  {
    $1 >= 0 ? $0 : $2 * $0
  },
  Slip("wrong-side", "The sides are swapped: return dout where x > 0.") { $1 > 0 ? $2 * $0 : $0 },
  Slip("divided", "Where x ≤ 0 it divides by the slope: multiply by it.") { $1 > 0 ? $0 : $0 / $2 },
  Slip("no-upstream", expecting: "without.upstream") { _, x, slope in x > 0 ? 1 : slope },
  Slip("positive-no-upstream", expecting: "only.positive+without.upstream") {
    $1 > 0 ? 1 : $2 * $0
  },
  Slip("relu", "That is the gradient of plain ReLU: where x ≤ 0 return slope · dout, not 0.") {
    dout, x, _ in x > 0 ? dout : 0
  },
  Slip("no-slope", "dout passes unchanged everywhere: where x ≤ 0 multiply it by the slope.") {
    dout, _, _ in dout
  },
  Slip("mask-of-upstream", "It tests whether dout is positive: test the input x.") {
    dout, _, slope in dout > 0 ? dout : slope * dout
  },
  Slip("value", "Where x ≤ 0 it multiplies dout by the value slope · x: multiply by the slope.") {
    $1 > 0 ? $0 : $2 * $1 * $0
  },
  Slip("added", "slope · dout is added where x > 0 too: return dout alone there.") {
    $1 > 0 ? $0 + $2 * $0 : $2 * $0
  },
]
