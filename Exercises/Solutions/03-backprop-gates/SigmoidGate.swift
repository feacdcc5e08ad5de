import Tensors

/// The sigmoid gate, forward, entry by entry.
///
///     s = 1 / (1 + exp(-x))
///
/// Lesson 3, "A gate of gates: the sigmoid".
///
/// - Parameter x: the input, of any shape.
/// - Returns: s, in the shape of x, between 0 and 1 even for x = ±1000.
/// - Throws: `Unattempted` until it is written.
public func sigmoidGate(_ x: Tensor<Double>) throws -> Tensor<Double> {
  1 / (1 + (-x).exp())
}

/// The sigmoid gate, backward: the upstream gradient times the local gradient,
/// entry by entry.
///
///     dx = dout · ds/dx
///
/// Both the input and the output of forward are given; one of them is enough.
///
/// - Parameters:
///   - dout: the upstream gradient, in the shape of x.
///   - x: what forward was given.
///   - s: what forward returned.
/// - Returns: the gradient of x, in the shape of x.
/// - Throws: `Unattempted` until it is written.
public func sigmoidGateBackward(
  _ dout: Tensor<Double>, input x: Tensor<Double>, output s: Tensor<Double>
) throws -> Tensor<Double> {
  dout * s * (1 - s)
}
