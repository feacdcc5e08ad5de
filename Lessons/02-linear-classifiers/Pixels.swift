import Datasets
import NeuralNets
import Tensors

extension CenteredPixels {
  /// The training pictures with an index below `limit`, as rows of Doubles with their labels.
  func first(_ limit: Int) -> (x: Tensor<Double>, labels: [Int]) {
    let count = min(limit, train.count)
    return (x[rows: 0..<count].cast(to: Double.self), Array(train.labels[0..<count]))
  }
}

/// How a classifier of this lesson is trained.
typealias Plan = LinearClassifier<Float>.TrainingPlan

/// Trains a linear classifier; every one of the lesson starts from the
/// same weights and sees the same batches.
func trained(
  _ loss: ClassificationLoss, on x: Tensor<Float>, labels: [Int],
  classCount: Int,
  plan: Plan, seed: UInt64, afterStep: () -> Void = {}
) -> (classifier: LinearClassifier<Float>, history: TrainingHistory) {
  var random = SeededGenerator(seed: seed)
  var classifier = LinearClassifier<Float>(
    inputCount: x.rowSize, classCount: classCount, loss: loss,
    using: &random)
  let history = classifier.train(
    on: x, labels: labels, plan: plan, using: &random
  ) { _ in
    afterStep()
    return true
  }
  return (classifier, history)
}
