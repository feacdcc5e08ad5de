import Datasets
import NeuralNets
import Pictures
import Tensors

/// One row of the table of templates: a loss, a preference among weights, and what came of it.
struct TemplateRun {
  let name: String
  let classifier: LinearClassifier<Float>
  let history: TrainingHistory
  let trainAccuracy: Double
  let validationAccuracy: Double

  /// The share of weights that are exactly zero.
  var zeroShare: Double {
    Double(classifier.weights.scalars.count { $0 == 0 }) / Double(classifier.weights.count)
  }

  /// How evenly the weights carry the score: `(Σ|w|)² / (n Σw²)`, 1 if all are equally large, 1/n if there is but one.
  var evenness: Double {
    let weights = classifier.weights.cast(to: Double.self)
    let sum = weights.absolute().sum()
    return sum * sum / (Double(weights.count) * weights.dot(weights))
  }

  /// How much a weight differs from its neighbour on the right: `Σ (w - w')² / 2Σw²`, 1 for pure noise, 0 for an even
  /// surface.
  func grain(in pictures: LabeledImages) -> Double {
    let weights = classifier.weights.transposed().cast(to: Double.self)
      .reshaped(to: [-1, pictures.width]).transposed()
    let steps = weights[rows: 1..<pictures.width] - weights[rows: 0..<pictures.width - 1]
    return steps.dot(steps) / (2 * weights.dot(weights))
  }
}

/// Each class's column of weights as a picture, grey where a weight is zero.
func templateImages(_ classifier: LinearClassifier<Float>, like pictures: LabeledImages) -> [Image]
{
  let shape = [classifier.classCount, pictures.channels, pictures.height, pictures.width]
  return Image.batch(classifier.weights.transposed().reshaped(to: shape), range: .symmetric)
}

/// The cosine of the angle between each picture and each template,
/// shape `[N, C]`.
func cosines(
  _ x: Tensor<Float>, _ classifier: LinearClassifier<Float>
) -> Tensor<Float> {
  let w = classifier.weights
  let lengths = (x * x).sum(axis: 1, keepingDimension: true).squareRoot()
  let templateLengths = (w * w).sum(axis: 0).squareRoot()
  return matmul(x, w) / maximum(lengths, 1e-12)
    / maximum(templateLengths, 1e-12)
}

/// How often pictures of each class (rows) are taken for each class (columns), as shares of the row.
func confusionMatrix(_ predicted: [Int], _ labels: [Int], classCount: Int) -> Tensor<Double> {
  var counts = Tensor<Double>(zeros: [classCount, classCount])
  for (guess, label) in zip(predicted, labels) { counts[label, guess] += 1 }
  return counts / maximum(counts.sum(axis: 1, keepingDimension: true), 1)
}
