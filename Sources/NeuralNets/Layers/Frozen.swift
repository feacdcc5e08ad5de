import Tensors

/// A layer, or a whole network, that has learned enough: it works in test mode and stays as it is,
/// to the last bit.
///
///     Network([Frozen(pretrained), AffineLayer(inputCount: 512, outputCount: 10, ...)])
///
/// It has no parameters for a solver to update, and its running averages do not move. Gradients
/// still pass through it to what lies before. Its numbers count as state, under their old paths, so
/// that checkpoints keep them.
public struct Frozen<Base: Layer>: Layer {
  /// The type of all numbers in the layer.
  public typealias Scalar = Base.Scalar

  /// The layer that stays as it is.
  public var base: Base

  /// Freezes a layer.
  public init(_ base: Base) {
    self.base = base
  }

  /// The output of the layer in test mode, whatever the mode.
  public func forward(
    _ x: Tensor<Scalar>, mode: NetworkMode, using generator: inout some RandomSource
  ) -> (out: Tensor<Scalar>, cache: Base.Cache) {
    base.forward(x, mode: .test, using: &generator)
  }

  /// The output of the layer, without a cache.
  public func output(for x: Tensor<Scalar>) -> Tensor<Scalar> {
    base.output(for: x)
  }

  /// The gradient of the input; there are no others.
  public func backward(
    _ dout: Tensor<Scalar>, _ cache: Base.Cache
  ) -> (dx: Tensor<Scalar>, gradients: [Tensor<Scalar>]) {
    (base.inputGradient(dout, cache), [])
  }

  /// The gradient of the input.
  public func inputGradient(_ dout: Tensor<Scalar>, _ cache: Base.Cache) -> Tensor<Scalar> {
    base.inputGradient(dout, cache)
  }

  /// None, so that nothing is computed.
  public func parameterGradients(
    _ dout: Tensor<Scalar>, _ cache: Base.Cache
  ) -> [Tensor<Scalar>] {
    []
  }

  /// Shows the layer's parameters and its state.
  public mutating func visitState(_ visit: (inout Tensor<Scalar>, String) -> Void) {
    base.visitParameters { visit(&$0, $1.path) }
    base.visitState(visit)
  }
}
