import Tensors

/// A network whose outputs are scores over classes, with the loss that judges them.
public struct Classifier<Scalar: TensorScalar>: Model, Classifying {
  /// The network; its last layer gives the scores.
  public var network: Network<Scalar>

  /// How the scores are judged.
  public var loss: ClassificationLoss

  /// Puts a network and a loss together.
  public init(_ network: Network<Scalar>, loss: ClassificationLoss = .softmax) {
    (self.network, self.loss) = (network, loss)
  }

  /// The loss of a batch and its gradient: forward through the layers and the loss, and back.
  public func lossAndGradients(
    on batch: LabeledBatch<Scalar>, mode: NetworkMode, using generator: inout some RandomSource
  ) -> (loss: Scalar, gradients: [Tensor<Scalar>], trace: Network<Scalar>.Cache) {
    let (scores, cache) = network.forward(batch.x, mode: mode, using: &generator)
    let (loss, dscores) = loss.evaluate(scores, labels: batch.labels)
    return (loss, network.parameterGradients(dscores, cache), cache)
  }

  /// Lets each layer remember what it wants of a pass in training.
  public mutating func absorb(_ trace: Network<Scalar>.Cache) {
    network.absorb(trace)
  }

  /// Shows the network's parameters.
  public mutating func visitParameters(_ visit: (inout Tensor<Scalar>, ParameterKey) -> Void) {
    network.visitParameters(visit)
  }

  /// Shows the network's state.
  public mutating func visitState(_ visit: (inout Tensor<Scalar>, String) -> Void) {
    network.visitState(visit)
  }

  /// The output of the network's last layer, in test mode.
  public func scores(for x: Tensor<Scalar>) -> Tensor<Scalar> {
    network.scores(for: x)
  }
}
