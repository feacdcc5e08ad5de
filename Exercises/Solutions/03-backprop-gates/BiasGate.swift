import Tensors

/// The bias gate, forward: adds one bias to every row.
///
///     out[i, j] = x[i, j] + b[j]
///
/// x may have more than two axes: the bias runs along the last one and is the
/// same along all others. Lesson 3, "Gates on whole tensors".
///
/// - Parameters:
///   - x: the input, shape `[N, M]`, or `[N, ..., M]`.
///   - b: the bias, shape `[M]`.
/// - Returns: the sum, in the shape of x.
/// - Throws: `Unattempted` until it is written.
public func biasGate(
  _ x: Tensor<Double>, bias b: Tensor<Double>
) throws -> Tensor<Double> {
  x + b
}

/// The bias gate, backward.
///
/// The bias was copied to every row. What happens to the gradients of copies?
///
/// - Parameter dout: the upstream gradient, in the shape of x.
/// - Returns: the gradient of x, in the shape of x, and that of the bias, shape
///   `[M]`.
/// - Throws: `Unattempted` until it is written.
public func biasGateBackward(
  _ dout: Tensor<Double>
) throws -> (dx: Tensor<Double>, db: Tensor<Double>) {
  let rows = dout.reshaped(to: [-1, dout.shape[dout.rank - 1]])
  return (dx: dout, db: rows.sum(axis: 0))
}
