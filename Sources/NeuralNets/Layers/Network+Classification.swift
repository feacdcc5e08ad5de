import Tensors

extension Network: Classifying {
  /// How many rows are answered at once: few enough that no layer's output takes much memory.
  private static var rowsAtOnce: Int { 500 }

  /// The output of the last layer for each input, in test mode: the scores of the classes.
  ///
  /// No layer's cache is kept: the memory needed is that of two neighbouring outputs.
  ///
  /// - Parameter x: the inputs, shape `[N, d1, ...]`.
  /// - Returns: shape `[N, C]`.
  public func scores(for x: Tensor<Scalar>) -> Tensor<Scalar> {
    if x.rowCount <= Self.rowsAtOnce { return output(for: x) }
    let parts = stride(from: 0, to: x.rowCount, by: Self.rowsAtOnce).map { start in
      output(for: x[rows: start..<min(start + Self.rowsAtOnce, x.rowCount)])
    }
    return Tensor(concatenating: parts, axis: 0)
  }

  /// The loss of a batch, penalty included, and its gradient with respect to each parameter, as
  /// `Classifier` has them.
  ///
  /// The network stays as it is.
  ///
  /// - Parameters:
  ///   - x: the inputs, shape `[N, d1, ...]`.
  ///   - labels: their classes.
  ///   - loss: how the scores are judged.
  ///   - regularizer: the penalty of the weights.
  ///   - mode: whether the network is learning.
  ///   - generator: where layers get random numbers.
  /// - Returns: the loss, and a gradient for each parameter in the order of `parameters`.
  public func lossAndGradients(
    on x: Tensor<Scalar>, labels: [Int], loss: ClassificationLoss = .softmax,
    regularizer: Regularizer = .none, mode: NetworkMode = .train,
    using generator: inout some RandomSource
  ) -> (loss: Scalar, gradients: [Tensor<Scalar>]) {
    Classifier(self, loss: loss).lossAndGradients(
      on: LabeledBatch(x, labels: labels), regularizer: regularizer, mode: mode, using: &generator)
  }
}
