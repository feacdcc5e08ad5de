import ComputationalGraphs
import Grading
import Tensors

// The graphs that exercises 3.4 and 3.5 are asked about, the smallest first.

extension GateGraph {
  typealias Question = (situation: String, graph: GateGraph)

  /// Graphs of sums and products, to do in the head.
  static let small: [Question] = [
    ("an input alone", built { $0.input(3) }),
    ("(x + y) · z, with x, y, z, x + y and f as nodes 0 to 4", built { lecture(&$0) }),
    ("the diamond (x + 1) · (3 · x), x being node 0 and f node 5", diamond),
    (
      "x · x, x being node 0",
      built {
        let x = $0.input(3)
        return $0.multiply(x, x)
      }
    ),
    (
      "x · x · x + x, x being node 0",
      built {
        let x = $0.input(2)
        return $0.add($0.multiply($0.multiply(x, x), x), x)
      }
    ),
    (
      // Layer by layer from the output, x is met before the sum that uses it too.
      "x · (x + y + y), x being node 0",
      built {
        let (x, y) = ($0.input(3), $0.input(-1))
        return $0.multiply(x, $0.add($0.add(x, y), y))
      }
    ),
    (
      "(x · x) · ((x + y) + y), x being node 0",
      built {
        let (x, y) = ($0.input(3), $0.input(-1))
        return $0.multiply($0.multiply(x, x), $0.add($0.add(x, y), y))
      }
    ),
    (
      "(x · x + y) · (y · y + x), x being node 0",
      built {
        let (x, y) = ($0.input(3), $0.input(-1))
        return $0.multiply($0.add($0.multiply(x, x), y), $0.add($0.multiply(y, y), x))
      }
    ),
    ("(x + y) · z with two more nodes, 5 and 6, that f does not depend on", spectators),
  ]

  /// `(x + 1) · (3 · x)`.
  static let diamond = built {
    let left = $0.add($0.input(2), $0.input(1))
    return $0.multiply(left, $0.multiply($0.input(3), 0))
  }

  /// The lecture's graph, with two nodes that its output does not depend on.
  static let spectators = built {
    let f = lecture(&$0)
    _ = $0.add($0.exp(0), f)
    return f
  }

  private static func lecture(_ b: inout GateGraphBuilder) -> Int {
    let (x, y, z) = (b.input(-2), b.input(5), b.input(-4))
    return b.multiply(b.add(x, y), z)
  }

  /// Graphs with one gate of another kind: `exp(x + y)` and `exp(x + y) · x`.
  static let exponentials: [Question] = [
    (
      "exp(x + y), x and y being nodes 0 and 1",
      built { $0.exp($0.add($0.input(0.5), $0.input(-1))) }
    ),
    (
      "exp(x + y) · x",
      built { $0.multiply($0.exp($0.add($0.input(0.5), $0.input(-1))), 0) }
    ),
  ]

  /// Graphs with one gate of another kind: `1 / (x + y)` and `x / (x + y)`.
  static let fractions: [Question] = [
    (
      "1 / (x + y), x and y being nodes 0 and 1",
      built { $0.reciprocal($0.add($0.input(3), $0.input(1))) }
    ),
    ("x / (x + y)", built { $0.multiply($0.reciprocal($0.add($0.input(3), $0.input(1))), 0) }),
  ]

  /// All gates together: the neuron of the lecture, and random gates, numbered at random.
  static func mixed(_ check: Check) -> [Question] {
    let neuron = built { b in
      let first = b.multiply(b.input(2), b.input(-1))
      let second = b.multiply(b.input(-3), b.input(-2))
      let sum = b.add(b.add(first, second), b.input(-3))
      let power = b.exp(b.multiply(sum, b.input(-1)))
      return b.reciprocal(b.add(power, b.input(1)))
    }
    return [("the neuron 1 / (1 + exp(-(w0·x0 + w1·x1 + w2))) of the lecture", neuron)]
      + [(3, 5), (2, 7), (5, 11), (3, 19)].map { inputs, gates in
        ("a random graph of \(inputs) inputs and \(gates) gates", tangle(check, inputs, gates))
      }
  }

  /// Gates that take any earlier nodes, with values that neither vanish nor grow large.
  private static func tangle(_ check: Check, _ inputs: Int, _ gates: Int) -> GateGraph {
    let graph = built { b in
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
      // Something that the output does not depend on.
      _ = b.multiply(last, 0)
      return last
    }
    return graph.moved(to: check.random.permutation(of: graph.nodes.count))
  }

  /// Too large to be solved slowly: a chain `x + step + step + ...` in random places, and a ladder,
  /// each value added to itself, with few nodes and 2⁴⁰ ways through them.
  static func large(_ check: Check) -> [Question] {
    [
      ("a chain of 10,000 gates", chain(10_000, check)),
      (
        "a ladder of 40 gates, each of which takes the one before twice",
        built { b in (0..<40).reduce(b.input(1)) { last, _ in b.add(last, last) } }
      ),
    ]
  }

  /// `x + step + step + ...`: as many gates as it says, one behind the other, in random places.
  static func chain(_ count: Int, _ check: Check) -> GateGraph {
    let graph = built { b in
      let (x, step) = (b.input(0), b.input(0.5))
      return (0..<count).reduce(x) { last, _ in b.add(last, step) }
    }
    return graph.moved(to: check.random.permutation(of: graph.nodes.count))
  }
}
