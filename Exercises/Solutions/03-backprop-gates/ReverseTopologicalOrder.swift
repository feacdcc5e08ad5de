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
  // How many uses of each needed node have not come yet.
  var uses = [Int](repeating: 0, count: graph.nodes.count)
  var isNeeded = [Bool](repeating: false, count: graph.nodes.count)
  isNeeded[graph.output] = true
  var open = [graph.output]
  while let node = open.popLast() {
    for input in graph.nodes[node].inputs {
      uses[input] += 1
      if !isNeeded[input] {
        isNeeded[input] = true
        open.append(input)
      }
    }
  }
  var order: [Int] = []
  var ready = [graph.output]
  while let node = ready.popLast() {
    order.append(node)
    for input in graph.nodes[node].inputs {
      uses[input] -= 1
      if uses[input] == 0 { ready.append(input) }
    }
  }
  return order
}
