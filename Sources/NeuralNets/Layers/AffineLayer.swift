import Tensors

/// A fully connected layer: every output is a weighted sum of all inputs, plus a bias.
///
///     out = x w + b
///
/// The mathematics is in the gate `Affine`.
public struct AffineLayer<Scalar: TensorScalar>: Layer {
  /// The weights, shape `[D, M]`: a column for each output.
  public var weights: Tensor<Scalar>

  /// The bias of each output, shape `[M]`.
  public var bias: Tensor<Scalar>

  /// Creates a layer from its weights `[D, M]` and its bias `[M]`.
  public init(weights: Tensor<Scalar>, bias: Tensor<Scalar>) {
    precondition(
      weights.rank == 2 && bias.shape == [weights.shape[1]],
      "AffineLayer: weights \(weights.shape) but bias \(bias.shape)")
    (self.weights, self.bias) = (weights, bias)
  }

  /// Creates a layer of random weights, and no bias.
  ///
  /// - Parameters:
  ///   - inputCount: the numbers in an input, D.
  ///   - outputCount: the numbers in an output, M.
  ///   - initialization: how the weights begin; `.constant(standardDeviation:)` is the course's
  ///     `weight_scale`.
  ///   - generator: where the weights come from.
  public init(
    inputCount: Int, outputCount: Int, initialization: Initialization,
    using generator: inout some RandomSource
  ) {
    self.init(
      weights: initialization.weights([inputCount, outputCount], using: &generator),
      bias: Tensor(zeros: [outputCount]))
  }

  /// `out = x w + b`, shape `[N, M]`.
  public func forward(
    _ x: Tensor<Scalar>, mode: NetworkMode, using generator: inout some RandomSource
  ) -> (out: Tensor<Scalar>, cache: Affine.Cache<Scalar>) {
    Affine.forward(x, weights: weights, bias: bias)
  }

  /// The gradients of the input, and of weights and bias.
  public func backward(
    _ dout: Tensor<Scalar>, _ cache: Affine.Cache<Scalar>
  ) -> (dx: Tensor<Scalar>, gradients: [Tensor<Scalar>]) {
    let gradients = Affine.backward(dout, cache)
    return (gradients.dx, [gradients.dw, gradients.db])
  }

  /// The gradient of the input: one product instead of two.
  public func inputGradient(
    _ dout: Tensor<Scalar>, _ cache: Affine.Cache<Scalar>
  ) -> Tensor<Scalar> {
    Affine.inputGradient(dout, cache)
  }

  /// The gradients of weights and bias: one product instead of two.
  public func parameterGradients(
    _ dout: Tensor<Scalar>, _ cache: Affine.Cache<Scalar>
  ) -> [Tensor<Scalar>] {
    let (dw, db) = Affine.parameterGradients(dout, cache)
    return [dw, db]
  }

  /// Shows the weights, then the bias.
  public mutating func visitParameters(_ visit: (inout Tensor<Scalar>, ParameterKey) -> Void) {
    visit(&weights, ParameterKey(.weights))
    visit(&bias, ParameterKey(.bias))
  }
}
