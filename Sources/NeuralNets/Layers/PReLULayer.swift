import Tensors

/// A layer of parametric rectified linear units: leaky ones whose slopes are learned.
public struct PReLULayer<Scalar: TensorScalar>: Layer {
  /// The slopes on the negative side: shape `[1]`, or `[C]` with one for each unit or channel.
  public var slopes: Tensor<Scalar>

  /// Creates the layer.
  ///
  /// - Parameters:
  ///   - unitCount: how many units or channels have a slope of their own; 1 for one slope that all
  ///     share.
  ///   - slope: what the slopes begin with.
  public init(unitCount: Int = 1, slope: Scalar = 0.25) {
    slopes = Tensor(repeating: slope, shape: [unitCount])
  }

  /// The output of the gate `PReLU`.
  public func forward(
    _ x: Tensor<Scalar>, mode: NetworkMode, using generator: inout some RandomSource
  ) -> (out: Tensor<Scalar>, cache: PReLU.Cache<Scalar>) {
    PReLU.forward(x, slopes: slopes)
  }

  /// The gradients of the input and of the slopes.
  public func backward(
    _ dout: Tensor<Scalar>, _ cache: PReLU.Cache<Scalar>
  ) -> (dx: Tensor<Scalar>, gradients: [Tensor<Scalar>]) {
    let gradients = PReLU.backward(dout, cache)
    return (gradients.dx, [gradients.dslopes])
  }

  /// Shows the slopes, which no regulariser shrinks: towards 0 would be towards ReLU.
  public mutating func visitParameters(_ visit: (inout Tensor<Scalar>, ParameterKey) -> Void) {
    visit(&slopes, ParameterKey(.slope))
  }
}
