import Tensors

/// The leaky rectified linear unit: passes what is positive, and a small share of the rest.
///
///     out = x where x > 0, else slope * x        dx = dout where x > 0, else slope * dout
///
/// No unit is ever cut off from its gradient for good: none can die. At 0 exactly the gradient is that of the
/// negative side, as in PyTorch.
///
/// *Source:* Maas, Hannun and Ng, 2013; CS231n, lecture 6.
public enum LeakyReLU {
  /// What backward needs to know of forward: the input and the slope.
  public struct Cache<Scalar: TensorScalar>: Sendable {
    let x: Tensor<Scalar>
    let slope: Scalar
  }

  /// `out = x` where `x > 0`, else `slope * x`, element by element.
  ///
  /// - Parameters:
  ///   - x: any shape.
  ///   - slope: what is left of negative inputs, usually 0.01.
  /// - Returns: the output, in the shape of `x`, and what backward needs.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func forward<Scalar>(
    _ x: Tensor<Scalar>, slope: Scalar = 0.01
  ) -> (out: Tensor<Scalar>, cache: Cache<Scalar>) {
    let out = Tensor(x) { x in (x > 0 ? 1 : slope) * x }
    return (out, Cache(x: x, slope: slope))
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
      "leaky relu: expected upstream gradient \(cache.x.shape), got \(dout.shape)")
    let slope = cache.slope
    return Tensor(dout, cache.x) { dout, x in (x > 0 ? 1 : slope) * dout }
  }
}
