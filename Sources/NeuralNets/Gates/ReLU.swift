import Tensors

/// The rectified linear unit, `out = max(0, x)`: passes what is positive and blocks the rest.
///
/// Backward routes the upstream gradient to the inputs that were positive. At 0 exactly, where no derivative exists,
/// the gradient is 0, as in the course and in PyTorch. What is not a number, in the input or in the upstream gradient,
/// is passed on, so that it is not overlooked.
///
///     dx = dout where x > 0, else 0        NaN where either is NaN
///
/// *Source:* Nair and Hinton, 2010; CS231n, lecture 4 and assignment 2, `relu_forward` and `relu_backward`.
public enum ReLU {
  /// What backward needs to know of forward: the input.
  public struct Cache<Scalar: TensorScalar>: Sendable {
    let x: Tensor<Scalar>
  }

  /// `out = max(0, x)`, element by element.
  ///
  /// - Parameter x: any shape.
  /// - Returns: the output, in the shape of `x`, and what backward needs.
  public static func forward<Scalar>(
    _ x: Tensor<Scalar>
  ) -> (out: Tensor<Scalar>, cache: Cache<Scalar>) {
    (maximum(x, 0), Cache(x: x))
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
      "relu: expected upstream gradient \(cache.x.shape), got \(dout.shape)")
    return Tensor(dout, cache.x) { dout, x in
      // What is not a number stays in sight, whether it comes from above or from below.
      x > 0 || dout != dout ? dout : x <= 0 ? 0 : x
    }
  }
}
