import Tensors

/// The add gate, forward: `x + y`.
///
/// Lesson 3, "What each gate does to the gradient".
///
/// - Parameters:
///   - x: one number.
///   - y: another.
/// - Returns: their sum.
/// - Throws: `Unattempted` until it is written.
public func addGate(_ x: Double, _ y: Double) throws -> Double {
  x + y
}

/// The add gate, backward: the parts of the upstream gradient for x and y.
///
///     dx = dout · ∂(x + y)/∂x        dy = dout · ∂(x + y)/∂y
///
/// - Parameters:
///   - dout: the upstream gradient, the derivative of the final output with
///     respect to this gate's output.
///   - x: what forward was given.
///   - y: what forward was given.
/// - Returns: the derivative of the final output with respect to x, and to y.
/// - Throws: `Unattempted` until it is written.
public func addGateBackward(
  _ dout: Double, x: Double, y: Double
) throws -> (dx: Double, dy: Double) {
  (dx: dout, dy: dout)
}

/// The multiply gate, forward: `x · y`.
///
/// - Parameters:
///   - x: one number.
///   - y: another.
/// - Returns: their product.
/// - Throws: `Unattempted` until it is written.
public func multiplyGate(_ x: Double, _ y: Double) throws -> Double {
  x * y
}

/// The multiply gate, backward.
///
///     dx = dout · ∂(x · y)/∂x        dy = dout · ∂(x · y)/∂y
///
/// - Parameters:
///   - dout: the upstream gradient.
///   - x: what forward was given.
///   - y: what forward was given.
/// - Returns: the derivative of the final output with respect to x, and to y.
/// - Throws: `Unattempted` until it is written.
public func multiplyGateBackward(
  _ dout: Double, x: Double, y: Double
) throws -> (dx: Double, dy: Double) {
  (dx: dout * y, dy: dout * x)
}

/// The max gate, forward: the larger of x and y.
///
/// - Parameters:
///   - x: one number.
///   - y: another.
/// - Returns: the larger one.
/// - Throws: `Unattempted` until it is written.
public func maxGate(_ x: Double, _ y: Double) throws -> Double {
  x >= y ? x : y
}

/// The max gate, backward.
///
/// Where x = y there is a kink and no derivative. We agree that the whole
/// gradient then goes to x.
///
/// - Parameters:
///   - dout: the upstream gradient.
///   - x: what forward was given.
///   - y: what forward was given.
/// - Returns: the derivative of the final output with respect to x, and to y.
/// - Throws: `Unattempted` until it is written.
public func maxGateBackward(
  _ dout: Double, x: Double, y: Double
) throws -> (dx: Double, dy: Double) {
  x >= y ? (dx: dout, dy: 0) : (dx: 0, dy: dout)
}
