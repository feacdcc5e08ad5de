import Tensors

/// The sigmoid, `out = 1 / (1 + exp(-x))`: squashes every number into 0...1.
///
/// Its local gradient is written in terms of the *output*: `s (1 - s)`, at most 1/4, and next to
/// nothing where the output is close to 0 or 1 (the unit is saturated).
///
///     dx = dout * s * (1 - s)
///
/// *Source:* CS231n, lectures 4 and 6.
public enum Sigmoid {
  /// What backward needs to know of forward: the output.
  public struct Cache<Scalar: TensorScalar>: Sendable {
    let s: Tensor<Scalar>
  }

  /// `s = 1 / (1 + exp(-x))`, element by element.
  ///
  /// - Parameter x: any shape.
  /// - Returns: the output, in the shape of `x`, and what backward needs.
  public static func forward<Scalar>(
    _ x: Tensor<Scalar>
  ) -> (out: Tensor<Scalar>, cache: Cache<Scalar>) {
    let s = x.sigmoid()
    return (s, Cache(s: s))
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
      dout.shape == cache.s.shape,
      "sigmoid: expected upstream gradient \(cache.s.shape), got \(dout.shape)")
    return Tensor(dout, cache.s) { dout, s in dout * s * (1 - s) }
  }
}
