import Tensors

/// The affine gate, `out = x w + b`: a matrix product and a bias, on inputs of any shape.
///
/// Each input of shape `[d1, d2, ...]` is read as one row of `D = d1 * d2 * ...` numbers. Backward
/// hands the upstream gradient to each factor of the product, multiplied by the other one; the bias
/// was copied to every row, so its gradients add up:
///
///     dx = dout wᵀ        dw = xᵀ dout        db = dout summed over the rows
///
/// The weights are `[D, M]`, one column for each output, as in the course; PyTorch's `Linear` keeps
/// them transposed.
///
/// *Source:* CS231n, lecture 4 and assignment 2, `affine_forward` and `affine_backward`.
public enum Affine {
  /// What backward needs to know of forward.
  public struct Cache<Scalar: TensorScalar>: Sendable {
    let x: Tensor<Scalar>
    let w: Tensor<Scalar>
  }

  /// The gradient of the loss with respect to each variable, in that variable's shape.
  public struct Gradients<Scalar: TensorScalar>: Sendable {
    /// The gradient of the input, shape `[N, d1, ...]`.
    public let dx: Tensor<Scalar>
    /// The gradient of the weights, shape `[D, M]`.
    public let dw: Tensor<Scalar>
    /// The gradient of the bias, shape `[M]`.
    public let db: Tensor<Scalar>
  }

  /// `out = x w + b`, shape `[N, M]`.
  ///
  /// - Parameters:
  ///   - x: the inputs, shape `[N, d1, ...]` with `d1 * d2 * ... = D`.
  ///   - w: the weights, shape `[D, M]`.
  ///   - b: the bias, shape `[M]`.
  /// - Returns: the output and what backward needs.
  public static func forward<Scalar>(
    _ x: Tensor<Scalar>, weights w: Tensor<Scalar>, bias b: Tensor<Scalar>
  ) -> (out: Tensor<Scalar>, cache: Cache<Scalar>) {
    precondition(
      w.rank == 2 && x.rank >= 1 && x.rowSize == w.shape[0],
      "affine: input \(x.shape) has \(x.rowSize) numbers a row, but the weights are \(w.shape)")
    precondition(
      b.shape == [w.shape[1]], "affine: expected bias [\(w.shape[1])], got \(b.shape)")
    var out = matmul(x.reshaped(to: [x.rowCount, w.shape[0]]), w)
    out += b
    return (out, Cache(x: x, w: w))
  }

  /// The gradients of the input, the weights and the bias.
  ///
  /// - Parameters:
  ///   - dout: the upstream gradient, shape `[N, M]`.
  ///   - cache: what forward left.
  /// - Returns: a gradient for each, in its shape.
  public static func backward<Scalar>(
    _ dout: Tensor<Scalar>, _ cache: Cache<Scalar>
  ) -> Gradients<Scalar> {
    let (dw, db) = parameterGradients(dout, cache)
    let dx = matmul(dout, cache.w, transposeB: true).reshaped(to: cache.x.shape)
    return Gradients(dx: dx, dw: dw, db: db)
  }

  /// The gradient of the input alone: what is asked of a layer that does not learn.
  ///
  /// - Parameters:
  ///   - dout: the upstream gradient, shape `[N, M]`.
  ///   - cache: what forward left.
  /// - Returns: `dx`, in the shape of the input.
  public static func inputGradient<Scalar>(
    _ dout: Tensor<Scalar>, _ cache: Cache<Scalar>
  ) -> Tensor<Scalar> {
    matmul(dout, cache.w, transposeB: true).reshaped(to: cache.x.shape)
  }

  /// The gradients of weights and bias alone: the first layer of a network needs no gradient of its
  /// input, and so one product less.
  ///
  /// - Parameters:
  ///   - dout: the upstream gradient, shape `[N, M]`.
  ///   - cache: what forward left.
  /// - Returns: `dw`, shape `[D, M]`, and `db`, shape `[M]`.
  public static func parameterGradients<Scalar>(
    _ dout: Tensor<Scalar>, _ cache: Cache<Scalar>
  ) -> (dw: Tensor<Scalar>, db: Tensor<Scalar>) {
    let (x, w) = (cache.x, cache.w)
    precondition(
      dout.shape == [x.rowCount, w.shape[1]],
      "affine: expected upstream gradient [\(x.rowCount), \(w.shape[1])], got \(dout.shape)")
    let rows = x.reshaped(to: [x.rowCount, w.shape[0]])
    return (matmul(rows, dout, transposeA: true), dout.sum(axis: 0))
  }
}
