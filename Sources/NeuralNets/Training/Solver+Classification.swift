import Tensors

// Models that classify are asked how many they get right, and need no words for their batches.

extension Solver where M: Classifying, M.Batch == LabeledBatch<M.Scalar> {
  /// Inputs, shape `[N, d1, ...]`, with the class of each.
  public typealias Examples = (x: Tensor<M.Scalar>, labels: [Int])

  /// Trains for as long as the plan says, going on where the last call stopped.
  ///
  /// Accuracies are taken at the first step, at the end of each epoch and at the last step, as in
  /// the course.
  ///
  /// - Parameters:
  ///   - x: the training inputs, shape `[N, d1, ...]`.
  ///   - labels: their classes.
  ///   - validation: examples that are not learned from; the best model is the best on these.
  ///   - generator: where batches and the layers' random numbers come from.
  ///   - progress: called after each step; training stops when it returns false.
  /// - Returns: the history, of earlier calls too.
  @discardableResult
  public mutating func train(
    on x: Tensor<M.Scalar>, labels: [Int], validation: Examples? = nil,
    using generator: inout some RandomSource,
    progress: (TrainingHistory.Step) -> Bool = { _ in true }
  ) -> TrainingHistory {
    let examples = LabeledExamples(x, labels: labels)
    return run(on: examples, using: &generator, progress: progress) { solver, step, generator in
      guard solver.plan.accuracySamples > 0 else { return nil }
      return solver.takeAccuracies(examples, validation, after: step, using: &generator)
    }
  }

  /// Learns from one batch: forward, loss, backward, update.
  ///
  /// - Parameters:
  ///   - x: the inputs of the batch.
  ///   - labels: their classes.
  ///   - generator: where layers get random numbers.
  /// - Returns: the loss before the update, penalty included.
  @discardableResult
  public mutating func step(
    on x: Tensor<M.Scalar>, labels: [Int], using generator: inout some RandomSource
  ) -> M.Scalar {
    step(on: LabeledBatch(x, labels: labels), using: &generator)
  }

  /// Takes the accuracy on a sample of the training examples and on all validation examples.
  private mutating func takeAccuracies(
    _ train: LabeledExamples<M.Scalar>, _ validation: Examples?, after step: Int,
    using generator: inout some RandomSource
  ) -> TrainingHistory.Accuracies {
    var sample = LabeledBatch(train.x, labels: train.labels)
    if train.count > plan.accuracySamples {
      sample = LabeledBatch(
        train, rows: generator.integers(plan.accuracySamples, below: train.count))
    }
    let highest = history.accuracies.compactMap(\.validation).max()
    let accuracies = TrainingHistory.Accuracies(
      step: step, epoch: epoch, train: model.accuracy(on: sample.x, labels: sample.labels),
      validation: validation.map { model.accuracy(on: $0.x, labels: $0.labels) })
    if let now = accuracies.validation, plan.keepsBest, now > highest ?? -1 { best = model }
    history.accuracies.append(accuracies)
    return accuracies
  }
}

/// A model around a single network.
public protocol NetworkModel<Scalar>: Model {
  /// The network.
  var network: Network<Scalar> { get set }
}

extension Classifier: NetworkModel {}

extension Solver where M: NetworkModel {
  /// The model's network as it is now.
  public var network: Network<M.Scalar> {
    get { model.network }
    set { model.network = newValue }
  }
}
