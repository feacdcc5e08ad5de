import Tensors

/// A layer of maxout units with two pieces each: the larger of two affine
/// functions.
///
///     A = X·W1 + b1      B = X·W2 + b2      out = max(A, B), entry by entry
///
/// Lesson 4, "Maxout, and what it contains".
///
/// - Parameters:
///   - x: X, one example per row, shape `[N, D]`.
///   - w1: the weights of the first piece, shape `[D, M]`.
///   - b1: its bias, shape `[M]`.
///   - w2: the weights of the second piece, shape `[D, M]`.
///   - b2: its bias, shape `[M]`.
/// - Returns: the output, shape `[N, M]`.
/// - Throws: `Unattempted` until it is written.
public func maxoutForward(
  _ x: Tensor<Double>, w1: Tensor<Double>, b1: Tensor<Double>,
  w2: Tensor<Double>, b2: Tensor<Double>
) throws -> Tensor<Double> {
  maximum(matmul(x, w1) + b1, matmul(x, w2) + b2)
}

/// The gradients of a layer of maxout units.
///
/// Where A and B are equal, the first piece counts as the larger one.
///
/// - Parameters:
///   - dout: the gradient from upstream, shape `[N, M]`.
///   - x: X, shape `[N, D]`.
///   - w1: the weights of the first piece, shape `[D, M]`.
///   - b1: its bias, shape `[M]`.
///   - w2: the weights of the second piece, shape `[D, M]`.
///   - b2: its bias, shape `[M]`.
/// - Returns: a gradient for the input and for each parameter, in its shape.
/// - Throws: `Unattempted` until it is written.
public func maxoutBackward(
  _ dout: Tensor<Double>, x: Tensor<Double>, w1: Tensor<Double>,
  b1: Tensor<Double>, w2: Tensor<Double>, b2: Tensor<Double>
) throws -> (
  dx: Tensor<Double>, dw1: Tensor<Double>, db1: Tensor<Double>,
  dw2: Tensor<Double>, db2: Tensor<Double>
) {
  let a = matmul(x, w1) + b1
  let b = matmul(x, w2) + b2
  let firstIsLarger = (a - b).map { $0 >= 0 ? 1 : 0 }
  let da = dout * firstIsLarger  // (N, M)
  let db = dout * (1 - firstIsLarger)
  return (
    dx: matmul(da, w1, transposeB: true) + matmul(db, w2, transposeB: true),
    dw1: matmul(x, da, transposeA: true), db1: da.sum(axis: 0),
    dw2: matmul(x, db, transposeA: true), db2: db.sum(axis: 0)
  )
}
