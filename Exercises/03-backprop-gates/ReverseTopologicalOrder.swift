import ComputationalGraphs
import Grading
import Tensors

/// The order in which gradients flow back through a graph of gates: from the
/// output to the inputs.
///
/// A node may pass its gradient on only when the gradient is complete: when
/// *every* node that uses it has handed its part back. So each node comes after
/// all needed nodes that use it, and before its own inputs. Needed are the
/// output and all that it depends on, inputs of the graph included; leave other
/// nodes out.
///
/// The nodes of `graph.nodes` may lie in any order, and `print(graph)` shows
/// them. Lesson 3, "When a value is used twice".
///
/// - Parameter graph: the graph; `graph.nodes[i].inputs` are the nodes that
///   node i uses, and `graph.output` is the node to begin with.
/// - Returns: the needed nodes by their places in `graph.nodes`, each once, the
///   output first. If several orders are right, return any of them.
/// - Throws: `Unattempted` until it is written.
public func reverseTopologicalOrder(of graph: GateGraph) throws -> [Int] {
  // TODO: find the order; each node once, however often it is used, and quickly
  // for a chain of 10,000 gates.
  throw Unattempted()
}
