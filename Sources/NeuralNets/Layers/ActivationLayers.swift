import Tensors

// The activations that learn nothing, each a layer around the gate of its name.

/// A layer of rectified linear units, `max(0, x)`.
public struct ReLULayer<Scalar: TensorScalar>: Layer {
  /// Creates the layer; it has nothing to set.
  public init() {}

  /// The output of the gate `ReLU`.
  public func forward(
    _ x: Tensor<Scalar>, mode: NetworkMode, using generator: inout some RandomSource
  ) -> (out: Tensor<Scalar>, cache: ReLU.Cache<Scalar>) {
    ReLU.forward(x)
  }

  /// The gradient of the input.
  public func backward(
    _ dout: Tensor<Scalar>, _ cache: ReLU.Cache<Scalar>
  ) -> (dx: Tensor<Scalar>, gradients: [Tensor<Scalar>]) {
    (ReLU.backward(dout, cache), [])
  }
}

/// A layer of sigmoids, `1 / (1 + exp(-x))`.
public struct SigmoidLayer<Scalar: TensorScalar>: Layer {
  /// Creates the layer; it has nothing to set.
  public init() {}

  /// The output of the gate `Sigmoid`.
  public func forward(
    _ x: Tensor<Scalar>, mode: NetworkMode, using generator: inout some RandomSource
  ) -> (out: Tensor<Scalar>, cache: Sigmoid.Cache<Scalar>) {
    Sigmoid.forward(x)
  }

  /// The gradient of the input.
  public func backward(
    _ dout: Tensor<Scalar>, _ cache: Sigmoid.Cache<Scalar>
  ) -> (dx: Tensor<Scalar>, gradients: [Tensor<Scalar>]) {
    (Sigmoid.backward(dout, cache), [])
  }
}

/// A layer of hyperbolic tangents.
public struct TanhLayer<Scalar: TensorScalar>: Layer {
  /// Creates the layer; it has nothing to set.
  public init() {}

  /// The output of the gate `Tanh`.
  public func forward(
    _ x: Tensor<Scalar>, mode: NetworkMode, using generator: inout some RandomSource
  ) -> (out: Tensor<Scalar>, cache: Tanh.Cache<Scalar>) {
    Tanh.forward(x)
  }

  /// The gradient of the input.
  public func backward(
    _ dout: Tensor<Scalar>, _ cache: Tanh.Cache<Scalar>
  ) -> (dx: Tensor<Scalar>, gradients: [Tensor<Scalar>]) {
    (Tanh.backward(dout, cache), [])
  }
}
