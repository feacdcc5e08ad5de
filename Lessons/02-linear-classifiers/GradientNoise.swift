import Foundation
import NeuralNets
import Tensors

/// How far the gradient of a mini-batch is from the gradient of all examples.
struct GradientNoise {
  static let batchSizes = [1, 4, 16, 64, 256]

  /// The mean length of the difference over the length of the full gradient, for each batch size.
  private(set) var errors: [Double] = []

  /// The mean angle between the gradient of a batch and the full gradient, in degrees, for each batch size.
  private(set) var angles: [Double] = []

  /// Draws `trials` batches of each size.
  init(
    of classifier: LinearClassifier<Float>, on x: Tensor<Float>, labels: [Int], trials: Int,
    using random: inout some RandomSource
  ) {
    let full = classifier.lossAndGradients(on: x, labels: labels).gradients.weights
    for size in Self.batchSizes {
      var errorSum = 0.0
      var angleSum = 0.0
      for _ in 0..<trials {
        let batch = random.integers(size, below: labels.count)
        let gradient = classifier.lossAndGradients(
          on: x.gathering(rows: batch), labels: batch.map { labels[$0] }
        ).gradients.weights
        errorSum += Double((gradient - full).norm() / full.norm())
        angleSum += angleInDegrees(gradient, full)
      }
      errors.append(errorSum / Double(trials))
      angles.append(angleSum / Double(trials))
    }
  }

  /// The slope of the error over the batch size on logarithmic scales, by least squares.
  var slope: Double {
    let points = zip(Self.batchSizes, errors).map { (log(Double($0)), log($1)) }
    let count = Double(points.count)
    let (meanX, meanY) = (
      points.map(\.0).reduce(0, +) / count, points.map(\.1).reduce(0, +) / count
    )
    let products = points.map { ($0.0 - meanX) * ($0.1 - meanY) }.reduce(0, +)
    return products / points.map { ($0.0 - meanX) * ($0.0 - meanX) }.reduce(0, +)
  }
}

/// The angle between two gradients; 90 if one of them is zero.
private func angleInDegrees(_ a: Tensor<Float>, _ b: Tensor<Float>) -> Double {
  let lengths = Double(a.norm()) * Double(b.norm())
  guard lengths > 0 else { return 90 }
  return acos(min(1, max(-1, Double(a.dot(b)) / lengths))) * 180 / .pi
}
