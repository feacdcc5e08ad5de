import Tensors

/// A layer of maxout units: each is the largest of a few pieces.
///
/// It has no parameters of its own. Those of its pieces are in the affine layer before it, which needs `pieces` times as
/// many outputs as there are units: first the first piece of all units, then the second of all, and so on.
public struct MaxoutLayer<Scalar: TensorScalar>: Layer {
  /// How many pieces a unit has.
  public var pieces: Int

  /// Creates the layer.
  public init(pieces: Int = 2) {
    self.pieces = pieces
  }

  /// The output of the gate `Maxout`: `[N, pieces * M]` gives `[N, M]`.
  public func forward(
    _ x: Tensor<Scalar>, mode: NetworkMode, using generator: inout some RandomSource
  ) -> (out: Tensor<Scalar>, cache: Maxout.Cache<Scalar>) {
    Maxout.forward(x, pieces: pieces)
  }

  /// The gradient of the input.
  public func backward(
    _ dout: Tensor<Scalar>, _ cache: Maxout.Cache<Scalar>
  ) -> (dx: Tensor<Scalar>, gradients: [Tensor<Scalar>]) {
    (Maxout.backward(dout, cache), [])
  }
}
