import Grading
import ComputationalGraphs
import Tensors

// The graphs that exercises 3.4 and 3.5 are asked about, the smallest first.

extension GateGraph {
  /// Graphs of sums and products, to do in the head.
  static func small() -> [(situation: String, graph: GateGraph)] {
    [
      ("an input alone", alone()),
      ("(x + y) · z, with x, y, z, x + y and f as nodes 0 to 4", lecture()),
      ("the diamond (x + 1) · (3 · x), x being node 0 and f node 5", diamond()),
      ("x · x, x being node 0", square()),
      ("x · x · x + x, x being node 0", cube()),
      ("x · (x + y + y), x being node 0", shortcut()),
      ("(x + y) · z with two more nodes, 5 and 6, that f does not depend on", withSpectators()),
    ]
  }

  /// Graphs with one gate of another kind.
  static func exponentials() -> [(situation: String, graph: GateGraph)] {
    var b = GateGraphBuilder()
    let (x, y) = (b.input(0.5), b.input(-1))
    let power = b.exp(b.add(x, y))
    let product = b.multiply(power, x)
    return [
      ("exp(x + y), x and y being nodes 0 and 1", b.graph(output: power)),
      ("exp(x + y) · x", b.graph(output: product)),
    ]
  }

  /// Graphs with one gate of another kind.
  static func fractions() -> [(situation: String, graph: GateGraph)] {
    var b = GateGraphBuilder()
    let (x, y) = (b.input(3), b.input(1))
    let fraction = b.reciprocal(b.add(x, y))
    let product = b.multiply(fraction, x)
    return [
      ("1 / (x + y), x and y being nodes 0 and 1", b.graph(output: fraction)),
      ("x / (x + y)", b.graph(output: product)),
    ]
  }

  /// All gates together: the neuron of the lecture, and graphs at random.
  static func mixed(_ check: Check) -> [(situation: String, graph: GateGraph)] {
    [("the neuron 1 / (1 + exp(-(w0·x0 + w1·x1 + w2))) of the lecture", neuron())] + random(check)
  }

  /// Graphs of random gates, numbered at random.
  private static func random(_ check: Check) -> [(situation: String, graph: GateGraph)] {
    [(3, 5), (2, 7), (5, 11), (3, 19)].map { inputs, gates in
      ("a random graph of \(inputs) inputs and \(gates) gates", tangle(check, inputs, gates))
    }
  }

  private static func alone() -> GateGraph {
    var b = GateGraphBuilder()
    let f = b.input(3)
    return b.graph(output: f)
  }

  private static func lecture() -> GateGraph {
    var b = GateGraphBuilder()
    let (x, y, z) = (b.input(-2), b.input(5), b.input(-4))
    let f = b.multiply(b.add(x, y), z)
    return b.graph(output: f)
  }

  private static func diamond() -> GateGraph {
    var b = GateGraphBuilder()
    let (x, one) = (b.input(2), b.input(1))
    let left = b.add(x, one)
    let three = b.input(3)
    let right = b.multiply(three, x)
    let f = b.multiply(left, right)
    return b.graph(output: f)
  }

  private static func square() -> GateGraph {
    var b = GateGraphBuilder()
    let x = b.input(3)
    let f = b.multiply(x, x)
    return b.graph(output: f)
  }

  private static func cube() -> GateGraph {
    var b = GateGraphBuilder()
    let x = b.input(2)
    let f = b.add(b.multiply(b.multiply(x, x), x), x)
    return b.graph(output: f)
  }

  /// Layer by layer from the output, x is met before the sum that uses it too.
  private static func shortcut() -> GateGraph {
    var b = GateGraphBuilder()
    let (x, y) = (b.input(3), b.input(-1))
    let sum = b.add(b.add(x, y), y)
    let f = b.multiply(x, sum)
    return b.graph(output: f)
  }

  private static func withSpectators() -> GateGraph {
    var b = GateGraphBuilder()
    let (x, y, z) = (b.input(-2), b.input(5), b.input(-4))
    let f = b.multiply(b.add(x, y), z)
    _ = b.add(b.exp(x), f)
    return b.graph(output: f)
  }

  private static func neuron() -> GateGraph {
    var b = GateGraphBuilder()
    let first = b.multiply(b.input(2), b.input(-1))
    let second = b.multiply(b.input(-3), b.input(-2))
    let sum = b.add(b.add(first, second), b.input(-3))
    let power = b.exp(b.multiply(sum, b.input(-1)))
    let f = b.reciprocal(b.add(power, b.input(1)))
    return b.graph(output: f)
  }

  /// Gates that take any earlier nodes, with values that neither vanish nor grow large.
  private static func tangle(_ check: Check, _ inputs: Int, _ gates: Int) -> GateGraph {
    var b = GateGraphBuilder()
    for _ in 0..<inputs { _ = b.input(0.5 + check.random.uniform()) }
    var last = inputs - 1
    for _ in 0..<gates {
      let other = check.random.integer(below: last + 1)
      let third = check.random.integer(below: last + 1)
      switch check.random.integer(below: 4) {
      case 0: last = b.add(last, other)
      case 1: last = b.nodes[last].value < 5 ? b.multiply(other, last) : b.reciprocal(last)
      case 2: last = b.nodes[other].value < 1 ? b.add(b.exp(other), last) : b.add(third, last)
      default: last = b.add(b.reciprocal(other), b.multiply(third, last))
      }
      if b.nodes[last].value > 20 { last = b.reciprocal(last) }
    }
    // Something that the output does not depend on, and its place in the list is not the last.
    _ = b.multiply(last, 0)
    return b.graph(output: last, order: check.random.permutation(of: b.nodes.count))
  }

  /// `x + step + step + ...`: as many gates as it says, one behind the other, in random places.
  static func chain(_ count: Int, _ check: Check) -> GateGraph {
    var b = GateGraphBuilder()
    var last = b.input(0)
    let step = b.input(0.5)
    for _ in 0..<count { last = b.add(last, step) }
    return b.graph(output: last, order: check.random.permutation(of: b.nodes.count))
  }

  /// Each value is added to itself, again and again: few nodes, and 2 to the power of `count` ways through them.
  static func ladder(_ count: Int) -> GateGraph {
    var b = GateGraphBuilder()
    var last = b.input(1)
    for _ in 0..<count { last = b.add(last, last) }
    return b.graph(output: last)
  }
}
