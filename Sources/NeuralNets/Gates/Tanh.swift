import Tensors

/// The hyperbolic tangent: squashes every number into -1...1, with 0 in the middle.
///
/// Its local gradient is written in terms of the *output* `t`: 1 at zero, and next to nothing where
/// `t` is close to -1 or 1.
///
///     dx = dout * (1 - t²)
///
/// *Source:* CS231n, lecture 6.
public enum Tanh {
  /// What backward needs to know of forward: the output.
  public struct Cache<Scalar: TensorScalar>: Sendable {
    let t: Tensor<Scalar>
  }

  /// `t = tanh(x)`, element by element.
  ///
  /// - Parameter x: any shape.
  /// - Returns: the output, in the shape of `x`, and what backward needs.
  public static func forward<Scalar>(
    _ x: Tensor<Scalar>
  ) -> (out: Tensor<Scalar>, cache: Cache<Scalar>) {
    let t = x.tanh()
    return (t, Cache(t: t))
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
      dout.shape == cache.t.shape,
      "tanh: expected upstream gradient \(cache.t.shape), got \(dout.shape)")
    return Tensor(dout, cache.t) { dout, t in dout * (1 - t * t) }
  }
}
