import Tensors

/// A layer of exponential linear units, which bend smoothly towards `-alpha` on the negative side.
public struct ELULayer<Scalar: TensorScalar>: Layer {
  /// How far below 0 an output can get.
  public var alpha: Scalar

  /// Creates the layer; `alpha` is 1 by custom.
  public init(alpha: Scalar = 1) {
    self.alpha = alpha
  }

  /// The output of the gate `ELU`.
  public func forward(
    _ x: Tensor<Scalar>, mode: NetworkMode, using generator: inout some RandomSource
  ) -> (out: Tensor<Scalar>, cache: ELU.Cache<Scalar>) {
    ELU.forward(x, alpha: alpha)
  }

  /// The gradient of the input.
  public func backward(
    _ dout: Tensor<Scalar>, _ cache: ELU.Cache<Scalar>
  ) -> (dx: Tensor<Scalar>, gradients: [Tensor<Scalar>]) {
    (ELU.backward(dout, cache), [])
  }
}
