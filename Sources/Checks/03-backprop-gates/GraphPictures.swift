import ComputationalGraphs
import Grading
import Pictures
import Tensors

/// 3.1: a graph of the learner's gates, forward and backward.
let twoInputGatesPicture = ExercisePicture<TwoInputGates>(
  "A graph of your gates: values in green above the wires, gradients in red below, both found by your functions.",
  see:
    "Add hands its gradient on to both, multiply swaps, and max lets it through on one side only."
) { gates, _ in
  let names = ["x", "y", "z", "w"]
  let values = zip([3.0, -4, 2, -1], names).map { Value($0, $1) }
  let (x, y, z, w) = (values[0], values[1], values[2], values[3])
  let times = try Gate("×", gates.multiply, at: [(3, -4), (-10, 2)])
  let plus = try Gate("+", gates.add, at: [(-12, 2)])
  let larger = try Gate("max", gates.max, at: [(2, -1)])
  let sum = Value(plus, Value(times, x, y), Value(larger, z, w))
  let f = Value(times, sum, 2)
  f.backward()
  return f.drawing()
}

/// 3.2: the sigmoid and its slope.
let sigmoidGatePicture = ExercisePicture<ElementwiseGate>(
  "Your sigmoid and its slope, as your backward pass has it.",
  see:
    "The slope is never more than a quarter, and next to nothing where the sigmoid is near 0 or 1."
) { gate, _ in
  try slopePlot("", -7...7, forward: gate.forward) { try gate.backward($0, $1, $2) }
}

/// 3.3: three gates and their slopes.
let oneInputGatesPicture = ExercisePicture<OneInputGates>(
  "Your reciprocal, exp and log with their slopes, as your backward passes have them.",
  see: "The slope of exp is exp itself. Those of 1/x and ln x grow without bound near 0."
) { gates, _ in
  let panels = try [
    ("1/x", gates.reciprocal, 0.3, 3.0), ("exp", gates.exp, -2.0, 1.5),
    ("ln", gates.log, 0.15, 3.0),
  ].map { name, gate, low, high in
    try slopePlot(name, low...high, forward: gate.forward) { try gate.backward($0, $1, $2) }
  }
  return PlotGrid(panels: panels, columns: 3, panelSize: Size(280, 260))
}

/// 3.4: the places of the nodes in the learner's order.
let reverseTopologicalOrderPicture = ExercisePicture<GraphOrder>(
  "A graph whose value x is used three times, with the places of its nodes in your order.",
  see:
    "Each number is smaller than those of the values that go into its gate, so every gradient is complete when its turn comes."
) { order, _ in
  let graph = SharedGraph()
  return graph.numbered(by: try order(graph.gates)).drawing(showing: .values)
}

/// 3.5: gradients that the learner's backward has found.
let graphBackwardPicture = ExercisePicture<GraphBackward>(
  "A graph whose value x is used three times: in red the gradients that your backward has filled in.",
  see: "Where the wire of x forks, the three shares add up to the gradient of x."
) { backward, easel in
  let graph = SharedGraph()
  var gates = graph.gates
  try backward(&gates, try easel[reverseTopologicalOrder](gates))
  for (value, node) in zip(graph.values, gates.nodes) { value.gradient = node.gradient }
  return graph.result.drawing()
}

extension Gate {
  /// The learner's gate as one of a graph.
  ///
  /// Graphs cannot throw, so it is tried at a few places first.
  fileprivate init(_ symbol: String, _ gate: TwoInputGate, at places: [(Double, Double)]) throws {
    for (x, y) in places {
      _ = (try gate.forward(x, y), try gate.backward(1, x, y))
    }
    self.init(symbol, isSymmetric: true) { x, y in
      (try? gate.forward(x, y)) ?? .nan
    } localGradient: { x, y in
      (try? gate.backward(1, x, y)) ?? (.nan, .nan)
    }
  }
}

/// `(x + y) · x + 1 / exp(x)` as it is drawn, and as an exercise takes it.
private struct SharedGraph {
  let values: [Value]
  let gates: GateGraph

  init() {
    let (x, y) = (Value(2, "x"), Value(-0.5, "y"))
    let result = (x + y) * x + reciprocal(exp(x))
    let values = result.inputsFirst
    self.values = values
    let nodes = values.map { value -> GateGraph.Node in
      let inputs = value.inputs.compactMap { input in values.firstIndex { $0 === input } }
      return GateGraph.Node(Self.gate(value.gate?.symbol), inputs, value: value.data)
    }
    gates = GateGraph(nodes: nodes, output: values.count - 1)
  }

  var result: Value { values[values.count - 1] }

  /// The same graph with the place of each node before its name.
  func numbered(by order: [Int]) -> Value {
    var copies: [Value] = []
    for (node, value) in values.enumerated() {
      let place = order.firstIndex(of: node).map { "\($0 + 1): " } ?? ""
      let inputs = gates.nodes[node].inputs.map { copies[$0] }
      guard let gate = value.gate, let first = inputs.first, let last = inputs.last else {
        copies.append(Value(value.data, place + value.name))
        continue
      }
      let named = Gate(
        place + gate.symbol, isSymmetric: gate.isSymmetric, forward: gate.forward,
        localGradients: gate.localGradients)
      copies.append(inputs.count == 1 ? Value(named, first) : Value(named, first, last))
    }
    return copies[copies.count - 1]
  }

  private static func gate(_ symbol: String?) -> GateGraph.Gate {
    switch symbol {
    case Gate.add.symbol: .add
    case Gate.multiply.symbol: .multiply
    case Gate.exp.symbol: .exp
    case Gate.reciprocal.symbol: .reciprocal
    default: .input
    }
  }
}
