import Grading
import Tensors

/// Leaky ReLU of every entry.
///
///     out = x          where x > 0
///           slope · x  elsewhere
///
/// Lesson 4, "Seven ways to bend a line".
///
/// - Parameters:
///   - x: the input, of any shape.
///   - slope: the slope on the left side, such as 0.01; between 0 and 1.
/// - Returns: the output, in the shape of `x`.
/// - Throws: `Unattempted` until it is written.
public func leakyReLUForward(
  _ x: Tensor<Double>, slope: Double
) throws -> Tensor<Double> {
  // TODO: write the four functions of this file; at x = 0 take the slope of the
  // left side, and x = ±1000 must not give NaN.
  throw Unattempted()
}

/// The gradient of leaky ReLU with respect to its input.
///
/// At x = 0, where there is a kink, take the slope of the left side.
///
/// - Parameters:
///   - dout: the gradient from upstream, in the shape of `input`.
///   - input: what `leakyReLUForward` was given.
///   - slope: the slope on the left side.
/// - Returns: the gradient with respect to the input, in the same shape.
/// - Throws: `Unattempted` until it is written.
public func leakyReLUBackward(
  _ dout: Tensor<Double>, input: Tensor<Double>, slope: Double
) throws -> Tensor<Double> {
  throw Unattempted()
}

/// The exponential linear unit of every entry.
///
///     out = x                 where x > 0
///           alpha · (eˣ - 1)  elsewhere
///
/// - Parameters:
///   - x: the input, of any shape.
///   - alpha: positive; on the far left the output approaches -alpha.
/// - Returns: the output, in the shape of `x`.
/// - Throws: `Unattempted` until it is written.
public func eluForward(
  _ x: Tensor<Double>, alpha: Double
) throws -> Tensor<Double> {
  throw Unattempted()
}

/// The gradient of ELU with respect to its input.
///
/// At x = 0, where there is a kink unless alpha is 1, take the slope of the
/// left side.
///
/// - Parameters:
///   - dout: the gradient from upstream, in the shape of `input`.
///   - input: what `eluForward` was given.
///   - alpha: the same as in `eluForward`.
/// - Returns: the gradient with respect to the input, in the same shape.
/// - Throws: `Unattempted` until it is written.
public func eluBackward(
  _ dout: Tensor<Double>, input: Tensor<Double>, alpha: Double
) throws -> Tensor<Double> {
  throw Unattempted()
}
