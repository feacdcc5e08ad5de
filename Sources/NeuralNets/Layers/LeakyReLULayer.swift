import Tensors

/// A layer of rectified linear units that leak: negative inputs pass, but multiplied by a small slope.
public struct LeakyReLULayer<Scalar: TensorScalar>: Layer {
  /// The slope on the negative side.
  public var slope: Scalar

  /// Creates the layer; the slope is 0.01 by custom.
  public init(slope: Scalar = 0.01) {
    self.slope = slope
  }

  /// The output of the gate `LeakyReLU`.
  public func forward(
    _ x: Tensor<Scalar>, mode: NetworkMode, using generator: inout some RandomSource
  ) -> (out: Tensor<Scalar>, cache: LeakyReLU.Cache<Scalar>) {
    LeakyReLU.forward(x, slope: slope)
  }

  /// The gradient of the input.
  public func backward(
    _ dout: Tensor<Scalar>, _ cache: LeakyReLU.Cache<Scalar>
  ) -> (dx: Tensor<Scalar>, gradients: [Tensor<Scalar>]) {
    (LeakyReLU.backward(dout, cache), [])
  }
}
