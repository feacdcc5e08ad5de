/// A graph of gates on single numbers, after its forward pass.
///
/// A node is a value: an input, or what a gate made of the values of other nodes. Nodes are known by their places in `nodes`, counted from
/// 0, and may lie there in any order: an input may come after the gates that use it. No node depends on itself.
///
///     print(graph)
///
/// shows a graph, one line per node.
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
  /// One line per node.
  public var description: String {
    nodes.indices.map { index in
      let node = nodes[index]
      let from = node.inputs.map(String.init).joined(separator: " and ")
      let source = node.gate == .input ? "input" : "\(node.gate) of \(from)"
      let gradient = constantText(node.gradient)
      return "\(index): \(source) = \(constantText(node.value)), gradient \(gradient)"
        + (index == output ? "  <- output" : "")
    }.joined(separator: "\n")
  }
}
