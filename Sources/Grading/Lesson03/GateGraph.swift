import RealModule

/// A graph of gates on single numbers, after its forward pass.
///
/// A node is a value: an input, or what a gate made of the values of other nodes. Nodes are known by their places in `nodes`, counted from
/// 0, and may lie there in any order: an input may come after the gates that use it. No node depends on itself.
///
///     print(graph)
///
/// shows a graph, a node a line.
public struct GateGraph: Sendable {
  /// What makes a value.
  public enum Gate: Sendable, Equatable {
    /// Nothing: it was given.
    case input
    /// `a + b`.
    case add
    /// `a · b`.
    case multiply
    /// `exp(a)`.
    case exp
    /// `1 / a`.
    case reciprocal
  }

  /// A value and where it comes from.
  public struct Node: Sendable {
    /// What makes it.
    public let gate: Gate
    /// The nodes whose values the gate takes: none for an input, two for add and multiply, which may be the same one twice, and one for the others.
    public let inputs: [Int]
    /// Its value, as the forward pass left it.
    public let value: Double
    /// The derivative of the graph's output with respect to this value; for backward to fill in.
    public var gradient: Double

    /// Creates a node.
    ///
    /// - Parameters:
    ///   - gate: what makes its value.
    ///   - inputs: the nodes whose values the gate takes.
    ///   - value: its value.
    ///   - gradient: what stands there before backward.
    public init(_ gate: Gate, _ inputs: [Int] = [], value: Double, gradient: Double = 0) {
      (self.gate, self.inputs) = (gate, inputs)
      (self.value, self.gradient) = (value, gradient)
    }
  }

  /// The nodes, in any order.
  public var nodes: [Node]
  /// The node whose derivatives are wanted.
  public let output: Int

  /// Creates a graph.
  ///
  /// - Parameters:
  ///   - nodes: the nodes, in any order.
  ///   - output: the node whose derivatives are wanted.
  public init(nodes: [Node], output: Int) {
    (self.nodes, self.output) = (nodes, output)
  }
}

extension GateGraph: CustomStringConvertible {
  /// A node a line.
  public var description: String {
    nodes.indices.map { index in
      let node = nodes[index]
      let from = node.inputs.map(String.init).joined(separator: " and ")
      let source = node.gate == .input ? "input" : "\(node.gate) of \(from)"
      return "\(index): \(source) = \(format(node.value)), gradient \(format(node.gradient))"
        + (index == output ? "  <- output" : "")
    }.joined(separator: "\n")
  }
}

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

  /// The graph, its nodes in the order in which they were built.
  func graph(output: Int) -> GateGraph { GateGraph(nodes: nodes, output: output) }

  /// The graph, with what was node `i` in place `order[i]`.
  func graph(output: Int, order: [Int]) -> GateGraph {
    var moved = nodes
    for (index, node) in nodes.enumerated() {
      moved[order[index]] = GateGraph.Node(
        node.gate, node.inputs.map { order[$0] }, value: node.value)
    }
    return GateGraph(nodes: moved, output: order[output])
  }
}

extension GateGraph {
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
  var reverseOrder: [Int] {
    let needed = needed
    var waiting = [Int](repeating: 0, count: nodes.count)
    for node in needed { for input in nodes[node].inputs { waiting[input] += 1 } }
    var order: [Int] = []
    var ready = [output]
    // The output may be used by nodes that it does not depend on, but by none that is needed.
    while let node = ready.popLast() {
      order.append(node)
      for input in nodes[node].inputs {
        waiting[input] -= 1
        if waiting[input] == 0 { ready.append(input) }
      }
    }
    return order
  }

  /// The derivative of the output with respect to every node, found forward: how much each node moves when one of them does.
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
