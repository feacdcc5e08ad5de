import Tensors

/// What can be trained: it has parameters, and for a batch it knows its loss and the gradients.
///
/// A network with a loss is a model (`Classifier`), and so is a regressor, a language model or a
/// captioner: whatever a batch is made of, one `Solver` trains them all. A model is a value, as its
/// layers are.
public protocol Model<Scalar>: Parameterized {
  /// The type of all numbers in the model.
  override associatedtype Scalar: TensorScalar

  /// What it learns from at once: inputs and what they should give.
  associatedtype Batch: Sendable

  /// What a pass leaves for `absorb`; nothing in a model that remembers nothing.
  associatedtype Trace: Sendable = Void

  /// The loss of a batch, without any penalty, and its gradient with respect to each parameter.
  ///
  /// The model stays as it is.
  ///
  /// - Parameters:
  ///   - batch: what to learn from.
  ///   - mode: whether the model is learning.
  ///   - generator: where random numbers come from, if the model needs any.
  /// - Returns: the loss, a gradient for each parameter in the order in which `visitParameters`
  ///   shows them, and what `absorb` wants to know.
  func lossAndGradients(
    on batch: Batch, mode: NetworkMode, using generator: inout some RandomSource
  ) -> (loss: Scalar, gradients: [Tensor<Scalar>], trace: Trace)

  /// Takes from a pass in training what the model wants to remember of it, such as running
  /// averages.
  mutating func absorb(_ trace: Trace)
}

extension Model where Trace == Void {
  /// Remembers nothing.
  public mutating func absorb(_ trace: Void) {}
}

extension Model {
  /// The loss of a batch with the penalty of the weights, and the gradient of both together.
  ///
  /// It is what a gradient check needs. `Solver` adds the penalty's gradient while it updates.
  ///
  /// - Parameters:
  ///   - batch: what to learn from.
  ///   - regularizer: the penalty of every parameter whose role is regularised.
  ///   - mode: whether the model is learning.
  ///   - generator: where random numbers come from.
  /// - Returns: the loss, and a gradient for each parameter in the order of `parameters`.
  public func lossAndGradients(
    on batch: Batch, regularizer: Regularizer, mode: NetworkMode = .train,
    using generator: inout some RandomSource
  ) -> (loss: Scalar, gradients: [Tensor<Scalar>]) {
    var (loss, gradients, _) = lossAndGradients(on: batch, mode: mode, using: &generator)
    if regularizer == .none { return (loss, gradients) }
    loss += penalty(regularizer)
    for (i, parameter) in parameters.enumerated() where parameter.key.role.isRegularized {
      regularizer.addGradient(at: parameter.value, to: &gradients[i])
    }
    return (loss, gradients)
  }
}

extension Parameterized {
  /// What a regulariser adds to the loss, over all parameters whose role is regularised.
  public func penalty(_ regularizer: Regularizer) -> Scalar {
    parameters.reduce(0) {
      $1.key.role.isRegularized ? $0 + regularizer.penalty(of: $1.value) : $0
    }
  }
}
