import Grading
import Tensors

/// The parametric rectified linear unit: leaky ReLU with a learned slope for
/// each column.
///
///     out[i, j] = x[i, j]              where x[i, j] > 0
///                 slopes[j] · x[i, j]  elsewhere
///
/// Lesson 4, "Seven ways to bend a line". A learned slope may become anything:
/// negative, 0, or larger than 1.
///
/// - Parameters:
///   - x: the input, shape `[N, D]`.
///   - slopes: the slopes on the left side, one for each column, shape `[D]`.
/// - Returns: the output, shape `[N, D]`.
/// - Throws: `Unattempted` until it is written.
public func preluForward(
  _ x: Tensor<Double>, slopes: Tensor<Double>
) throws -> Tensor<Double> {
  // TODO: write both functions of this file; the gradient of slopes[j] is a
  // sum, since one slope serves every row.
  throw Unattempted()
}

/// The gradients of PReLU with respect to its input and its slopes.
///
/// At x = 0, where there is a kink, take the slope of the left side.
///
/// - Parameters:
///   - dout: the gradient from upstream, shape `[N, D]`.
///   - input: what `preluForward` was given, shape `[N, D]`.
///   - slopes: the slopes, shape `[D]`.
/// - Returns: the gradient of the input, shape `[N, D]`, and that of the
///   slopes, shape `[D]`.
/// - Throws: `Unattempted` until it is written.
public func preluBackward(
  _ dout: Tensor<Double>, input: Tensor<Double>, slopes: Tensor<Double>
) throws -> (dx: Tensor<Double>, dslopes: Tensor<Double>) {
  throw Unattempted()
}
