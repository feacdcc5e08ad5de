import ComputationalGraphs
import Grading
import RealModule

/// Builds a graph node by node, computing each value.
struct GateGraphBuilder {
  private(set) var nodes: [GateGraph.Node] = []

  mutating func input(_ value: Double) -> Int { append(.input, [], value) }

  mutating func add(_ a: Int, _ b: Int) -> Int {
    append(.add, [a, b], nodes[a].value + nodes[b].value)
  }

  mutating func multiply(_ a: Int, _ b: Int) -> Int {
    append(.multiply, [a, b], nodes[a].value * nodes[b].value)
  }

  mutating func exp(_ a: Int) -> Int { append(.exp, [a], .exp(nodes[a].value)) }

  mutating func reciprocal(_ a: Int) -> Int { append(.reciprocal, [a], 1 / nodes[a].value) }

  private mutating func append(_ gate: GateGraph.Gate, _ inputs: [Int], _ value: Double) -> Int {
    nodes.append(GateGraph.Node(gate, inputs, value: value))
    return nodes.count - 1
  }
}

extension GateGraph {
  /// The graph that a few lines build; they return its output.
  static func built(_ lines: (inout GateGraphBuilder) -> Int) -> GateGraph {
    var builder = GateGraphBuilder()
    let output = lines(&builder)
    return GateGraph(nodes: builder.nodes, output: output)
  }

  /// The same graph, with what was node `i` in place `order[i]`.
  func moved(to order: [Int]) -> GateGraph {
    var moved = nodes
    for (index, node) in nodes.enumerated() {
      moved[order[index]] = Node(node.gate, node.inputs.map { order[$0] }, value: node.value)
    }
    return GateGraph(nodes: moved, output: order[output])
  }

  /// The nodes that the output depends on, itself among them.
  var needed: Set<Int> {
    var found: Set<Int> = [output]
    var open = [output]
    while let node = open.popLast() {
      for input in nodes[node].inputs where found.insert(input).inserted { open.append(input) }
    }
    return found
  }

  /// The needed nodes, each before all of its inputs.
  var reverseOrder: [Int] { reverseOrder(users: needed) }

  /// The order that comes of waiting for `users`, of which the needed nodes are right, each for the
  /// inputs that are counted, of which all are right.
  func reverseOrder(
    users: some Sequence<Int>, counting: ([Int]) -> [Int] = { $0 }
  ) -> [Int] {
    var waiting = [Int](repeating: 0, count: nodes.count)
    for node in users { for input in counting(nodes[node].inputs) { waiting[input] += 1 } }
    var order: [Int] = []
    var ready = [output]
    while let node = ready.popLast() {
      order.append(node)
      for input in nodes[node].inputs {
        waiting[input] -= 1
        if waiting[input] == 0 { ready.append(input) }
      }
    }
    return order
  }

  /// The derivative of the output with respect to every node, found forward: how much each node
  /// moves when one of them does.
  var derivatives: [Double] {
    let forward = Array(reverseOrder.reversed())
    return nodes.indices.map { moved in
      var rates = [Double](repeating: 0, count: nodes.count)
      rates[moved] = 1
      for index in forward where index != moved {
        let node = nodes[index]
        rates[index] = zip(node.inputs, slopes(of: node)).reduce(0) { $0 + rates[$1.0] * $1.1 }
      }
      return rates[output]
    }
  }

  /// The derivative of a node's value with respect to each of its inputs.
  func slopes(of node: Node) -> [Double] {
    switch node.gate {
    case .input: []
    case .add: [1, 1]
    case .multiply: [nodes[node.inputs[1]].value, nodes[node.inputs[0]].value]
    case .exp: [node.value]
    case .reciprocal: [-node.value * node.value]
    }
  }
}
