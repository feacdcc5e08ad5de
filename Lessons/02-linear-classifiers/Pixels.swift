import Datasets
import NeuralNets
import Tensors

/// The pictures of the lesson in three parts, and their pixels as a linear classifier gets them: a row a picture, the
/// mean training picture subtracted, divided by 64 so that most numbers lie between -2 and 2.
struct Pixels {
  let train: LabeledImages
  let validation: LabeledImages
  let test: LabeledImages

  /// The mean training picture, shape `[D]`.
  let mean: Tensor<Float>
  /// The centred training pictures, shape `[N, D]`.
  let x: Tensor<Float>
  let xValidation: Tensor<Float>
  let xTest: Tensor<Float>

  /// Keeps a sixth of the training pictures, at most 5,000, for validation.
  init(_ data: ImageDataset) {
    let kept = min(5000, data.train.count / 6)
    train = data.train[0..<data.train.count - kept]
    validation = data.train[data.train.count - kept..<data.train.count]
    test = data.test
    let mean = train.meanImage().flattened().cast(to: Float.self)
    self.mean = mean
    func centered(_ pictures: LabeledImages) -> Tensor<Float> {
      var rows = pictures.rows(Float.self)
      rows -= mean
      rows /= 64
      return rows
    }
    x = centered(train)
    xValidation = centered(validation)
    xTest = centered(test)
  }

  var classCount: Int { train.classNames.count }
  var pixelCount: Int { x.rowSize }

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
