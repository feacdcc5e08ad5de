import Grading
import Tensors

/// The reciprocal gate, forward, entry by entry.
///
///     out = 1 / x
///
/// Lesson 3, "What each gate does to the gradient".
///
/// - Parameter x: the input, of any shape, without zeros.
/// - Returns: out, in the shape of x.
/// - Throws: `Unattempted` until it is written.
public func reciprocalGate(_ x: Tensor<Double>) throws -> Tensor<Double> {
  // TODO: write the six functions of this file: three gates, forward and
  // backward; tensors have `exp()` and `log()`.
  throw Unattempted()
}

/// The reciprocal gate, backward: the upstream gradient times the local
/// gradient, entry by entry.
///
/// - Parameters:
///   - dout: the upstream gradient, in the shape of x.
///   - x: what forward was given.
///   - out: what forward returned.
/// - Returns: the gradient of x, in the shape of x.
/// - Throws: `Unattempted` until it is written.
public func reciprocalGateBackward(
  _ dout: Tensor<Double>, input x: Tensor<Double>, output out: Tensor<Double>
) throws -> Tensor<Double> {
  throw Unattempted()
}

/// The exp gate, forward, entry by entry.
///
///     out = exp(x)
///
/// - Parameter x: the input, of any shape.
/// - Returns: out, in the shape of x.
/// - Throws: `Unattempted` until it is written.
public func expGate(_ x: Tensor<Double>) throws -> Tensor<Double> {
  throw Unattempted()
}

/// The exp gate, backward: the upstream gradient times the local gradient,
/// entry by entry.
///
/// - Parameters:
///   - dout: the upstream gradient, in the shape of x.
///   - x: what forward was given.
///   - out: what forward returned.
/// - Returns: the gradient of x, in the shape of x.
/// - Throws: `Unattempted` until it is written.
public func expGateBackward(
  _ dout: Tensor<Double>, input x: Tensor<Double>, output out: Tensor<Double>
) throws -> Tensor<Double> {
  throw Unattempted()
}

/// The log gate, forward, entry by entry.
///
///     out = ln x
///
/// - Parameter x: the input, of any shape, above 0.
/// - Returns: out, in the shape of x.
/// - Throws: `Unattempted` until it is written.
public func logGate(_ x: Tensor<Double>) throws -> Tensor<Double> {
  throw Unattempted()
}

/// The log gate, backward: the upstream gradient times the local gradient,
/// entry by entry.
///
/// - Parameters:
///   - dout: the upstream gradient, in the shape of x.
///   - x: what forward was given.
///   - out: what forward returned.
/// - Returns: the gradient of x, in the shape of x.
/// - Throws: `Unattempted` until it is written.
public func logGateBackward(
  _ dout: Tensor<Double>, input x: Tensor<Double>, output out: Tensor<Double>
) throws -> Tensor<Double> {
  throw Unattempted()
}
