import ComputationalGraphs
import Grading
import Tensors

/// Backpropagation through a graph of gates: fills in all gradients.
///
/// The gradient of a node is the derivative of the output with respect to the
/// node's value. That of the output itself is 1. From there, in the given
/// order, each node's gradient is the upstream gradient of its gate:
///
///     gradient of an input  +=  gradient of the node · local gradient
///
/// A node that several gates use, or that a gate uses twice as in x · x,
/// receives several parts, which add up. Nodes that the output does not depend
/// on have gradient 0. What an earlier run left in the gradients must not
/// matter.
///
///     add: a + b     multiply: a · b     exp: exp(a)     reciprocal: 1 / a
///
/// Lesson 3, "When a value is used twice".
///
/// - Parameters:
///   - graph: the graph after its forward pass: `graph.nodes[i]` has a `gate`,
///     `inputs`, a `value`, and the `gradient` to fill in. Nothing else may
///     change.
///   - order: the nodes that the output depends on, the output first, each
///     before its inputs (exercise 3.4).
/// - Throws: `Unattempted` until it is written.
public func backward(_ graph: inout GateGraph, order: [Int]) throws {
  // TODO: write the backward pass; gradients of several uses add up, and a
  // second run gives the same as the first.
  throw Unattempted()
}
