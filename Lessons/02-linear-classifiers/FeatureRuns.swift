import Datasets
import NeuralNets
import Tensors

/// One kind of features, and how well a linear classifier does on it.
struct FeatureRun {
  let name: String
  let featureCount: Int
  let classifier: LinearClassifier<Float>
  let trainAccuracy: Double
  let validationAccuracy: Double
  let testAccuracy: Double
}

extension CenteredPixels {
  /// Standardises features by the statistics of the training set and trains a softmax classifier on them.
  func run(
    _ name: String, train: Tensor<Float>, validation: Tensor<Float>, test: Tensor<Float>,
    steps: Int, seed: UInt64, afterStep: () -> Void = {}
  ) -> FeatureRun {
    let statistics = Standardization(fitting: train)
    let x = statistics.standardized(train)
    let (classifier, _) = trained(
      .softmax, on: x, labels: self.train.labels, classCount: classCount,
      plan: .init(
        steps: steps, learningRate: min(0.05, 10 / Double(x.rowSize)), learningRateDecay: 0.95,
        regularizer: .l2(1e-3)), seed: seed, afterStep: afterStep)
    return FeatureRun(
      name: name, featureCount: x.rowSize, classifier: classifier,
      trainAccuracy: classifier.accuracy(on: x, labels: self.train.labels),
      validationAccuracy: classifier.accuracy(
        on: statistics.standardized(validation), labels: self.validation.labels),
      testAccuracy: classifier.accuracy(
        on: statistics.standardized(test), labels: self.test.labels))
  }
}

/// The features of all pictures of a set, fetched block by block.
func extractedFeatures(
  _ extractor: any FeatureExtractor, of pictures: LabeledImages, progress: (Int) -> Void
) -> Tensor<Float> {
  var done = 0
  return extractor.features(
    count: pictures.count, blockSize: 500, pictures: { pictures[$0].tensor(Float.self) },
    progress: {
      progress($0 - done)
      done = $0
    })
}
