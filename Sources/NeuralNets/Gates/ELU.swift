import Tensors

/// The exponential linear unit: passes what is positive, and bends the rest smoothly towards `-alpha`.
///
///     out = x where x > 0, else alpha (exp(x) - 1)        dx = dout where x > 0, else dout * alpha exp(x)
///
/// Its mean output is nearer to 0 than that of ReLU, and it saturates on the negative side only. At 0 exactly the
/// gradient is that of the negative side, `alpha`, as in PyTorch; with `alpha` 1 both sides agree.
///
/// *Source:* Clevert, Unterthiner and Hochreiter, 2015; CS231n, lecture 6.
public enum ELU {
  /// What backward needs to know of forward: the input and `alpha`.
  ///
  /// From the output the slope would be `out + alpha`, of which nothing is left in `Float` from -17 on.
  public struct Cache<Scalar: TensorScalar>: Sendable {
    let x: Tensor<Scalar>
    let alpha: Scalar
  }

  /// `out = x` where `x > 0`, else `alpha (exp(x) - 1)`, element by element.
  ///
  /// - Parameters:
  ///   - x: any shape.
  ///   - alpha: how far below 0 the output can get, above 0.
  /// - Returns: the output, in the shape of `x`, and what backward needs.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func forward<Scalar>(
    _ x: Tensor<Scalar>, alpha: Scalar = 1
  ) -> (out: Tensor<Scalar>, cache: Cache<Scalar>) {
    precondition(alpha > 0, "elu: alpha must be above 0, got \(alpha)")
    // exp(x) - 1 would lose all its digits near 0. With t = tanh(x/2) it is 2t / (1 - t), which loses none.
    var out = (x / 2).tanh()
    out.update(with: x) { t, x in
      let negative = 2 * alpha * t / (1 - t)
      t = x > 0 ? x : negative
    }
    return (out, Cache(x: x, alpha: alpha))
  }

  /// The gradient of the input, in its shape.
  ///
  /// - Parameters:
  ///   - dout: the upstream gradient, in the shape of the output.
  ///   - cache: what forward left.
  /// - Returns: `dx`.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func backward<Scalar>(
    _ dout: Tensor<Scalar>, _ cache: Cache<Scalar>
  ) -> Tensor<Scalar> {
    precondition(
      dout.shape == cache.x.shape,
      "elu: expected upstream gradient \(cache.x.shape), got \(dout.shape)")
    let alpha = cache.alpha
    return Tensor(dout, cache.x, cache.x.exp()) { dout, x, exponential in
      dout * (x > 0 ? 1 : alpha * exponential)
    }
  }
}
