import ComputationalGraphs

/// `(x + y) · x + 1 / exp(x)` as it is drawn, and as exercises 3.4 and 3.5 take it.
struct SharedGraph {
  let values: [Value]
  let gates: GateGraph

  init() {
    let (x, y) = (Value(2, "x"), Value(-0.5, "y"))
    let values = ((x + y) * x + reciprocal(exp(x))).inputsFirst
    self.values = values
    let kinds: [String: GateGraph.Gate] = [
      Gate.add.symbol: .add, Gate.multiply.symbol: .multiply, Gate.exp.symbol: .exp,
      Gate.reciprocal.symbol: .reciprocal,
    ]
    let nodes = values.map { value -> GateGraph.Node in
      let inputs = value.inputs.compactMap { input in values.firstIndex { $0 === input } }
      return GateGraph.Node(kinds[value.gate?.symbol ?? ""] ?? .input, inputs, value: value.data)
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
}
