import Tensors

/// The affine gate, forward: a matrix product plus a bias.
///
///     out = rows · w + b
///
/// Each example `x[i]` is read as a row of D = d1 · d2 · ... numbers, in the
/// order in which they lie in memory (`reshaped`). Lesson 3, "The affine gate".
///
/// - Parameters:
///   - x: the examples, shape `[N, d1, d2, ...]`.
///   - w: the weights, one column per output, shape `[D, M]`.
///   - b: the bias, shape `[M]`.
/// - Returns: the outputs, shape `[N, M]`.
/// - Throws: `Unattempted` until it is written.
public func affineGate(
  _ x: Tensor<Double>, weights w: Tensor<Double>, bias b: Tensor<Double>
) throws -> Tensor<Double> {
  matmul(x.reshaped(to: [x.shape[0], w.shape[0]]), w) + b
}

/// The affine gate, backward.
///
/// It is the matrix multiply gate (exercise 3.6) followed by the bias gate
/// (3.7); the gradients of all examples add up.
///
/// - Parameters:
///   - dout: the upstream gradient, shape `[N, M]`.
///   - x: what forward was given, shape `[N, d1, d2, ...]`.
///   - w: what forward was given, shape `[D, M]`.
/// - Returns: the gradients of x, of the weights and of the bias, each in the
///   shape of its variable.
/// - Throws: `Unattempted` until it is written.
public func affineGateBackward(
  _ dout: Tensor<Double>, x: Tensor<Double>, weights w: Tensor<Double>
) throws -> (dx: Tensor<Double>, dw: Tensor<Double>, db: Tensor<Double>) {
  let rows = x.reshaped(to: [x.shape[0], w.shape[0]])
  return (
    dx: matmul(dout, w, transposeB: true).reshaped(to: x.shape),
    dw: matmul(rows, dout, transposeA: true),
    db: dout.sum(axis: 0)
  )
}
