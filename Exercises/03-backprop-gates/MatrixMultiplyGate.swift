import Grading
import Tensors

/// The matrix multiply gate, forward.
///
///     out[i, j] = Σ_p x[i, p] · w[p, j]
///
/// Lesson 3, "Gates on whole tensors".
///
/// - Parameters:
///   - x: the left factor, shape `[N, D]`.
///   - w: the right factor, shape `[D, M]`.
/// - Returns: the product, shape `[N, M]`.
/// - Throws: `Unattempted` until it is written.
public func matrixMultiplyGate(
  _ x: Tensor<Double>, _ w: Tensor<Double>
) throws -> Tensor<Double> {
  // TODO: write both passes, with `matmul` or with loops; each gradient has the
  // shape of its variable.
  throw Unattempted()
}

/// The matrix multiply gate, backward.
///
/// `dout` says how the final output depends on each entry of `out`. Which
/// entries of `out` does `x[i, p]` move, and by how much?
///
/// - Parameters:
///   - dout: the upstream gradient, shape `[N, M]`.
///   - x: what forward was given, shape `[N, D]`.
///   - w: what forward was given, shape `[D, M]`.
/// - Returns: the gradient of x, shape `[N, D]`, and that of w, shape `[D, M]`.
/// - Throws: `Unattempted` until it is written.
public func matrixMultiplyGateBackward(
  _ dout: Tensor<Double>, x: Tensor<Double>, w: Tensor<Double>
) throws -> (dx: Tensor<Double>, dw: Tensor<Double>) {
  throw Unattempted()
}
