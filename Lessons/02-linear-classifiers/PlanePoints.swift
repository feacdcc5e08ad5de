import Foundation
import NeuralNets
import Pictures
import Tensors

/// Two classes of points in the plane.
struct PlanePoints {
  let title: String
  private(set) var points: [Point] = []
  private(set) var labels: [Int] = []

  /// Two clouds side by side.
  static func clouds(using random: inout some RandomSource) -> PlanePoints {
    PlanePoints(title: "two clouds") { label in
      Point(
        (label == 0 ? -1.2 : 1.2) + 0.35 * random.normal(),
        (label == 0 ? -0.6 : 0.6) + 0.35 * random.normal())
    }
  }

  /// Four clouds at the corners of a square, opposite ones of one class: exclusive or.
  static func exclusiveOr(using random: inout some RandomSource) -> PlanePoints {
    PlanePoints(title: "exclusive or") { label in
      let right = random.uniform() < 0.5
      let top = right == (label == 1)
      return Point(
        (right ? 1.1 : -1.1) + 0.35 * random.normal(), (top ? -1.1 : 1.1) + 0.35 * random.normal())
    }
  }

  /// A disc and a ring around it.
  static func rings(using random: inout some RandomSource) -> PlanePoints {
    PlanePoints(title: "concentric rings") { label in
      let angle = 2 * Double.pi * random.uniform()
      let radius = label == 0 ? 0.8 * random.uniform().squareRoot() : 1.5 + 0.35 * random.uniform()
      return Point(radius * cos(angle), radius * sin(angle))
    }
  }

  private init(title: String, _ place: (Int) -> Point) {
    self.title = title
    for i in 0..<200 {
      labels.append(i % 2)
      points.append(place(i % 2))
    }
  }

  /// The best accuracy of *any* straight line: every direction to half a degree, every threshold.
  var bestLinearAccuracy: Double {
    var best = 0.5
    for step in 0..<360 {
      let angle = Double(step) * .pi / 360
      let sorted = zip(points.map { $0.x * cos(angle) + $0.y * sin(angle) }, labels)
        .sorted { $0.0 < $1.0 }
      var correct = labels.count { $0 == 1 }  // all taken for class 1
      for (_, label) in sorted {
        correct += label == 0 ? 1 : -1  // the threshold moves past this point
        let share = Double(correct) / Double(labels.count)
        best = max(best, share, 1 - share)
      }
    }
    return best
  }

  /// The regions of a softmax classifier that is trained on the points.
  func regions(seed: UInt64) -> DecisionRegions {
    let x = Tensor<Float>(
      shape: [points.count, 2], scalars: points.flatMap { [Float($0.x), Float($0.y)] })
    let (classifier, _) = trained(
      .softmax, on: x, labels: labels, classCount: 2, plan: .init(steps: 300, learningRate: 0.1),
      seed: seed)
    let grid = PlaneGrid(x: -2.6...2.6, y: -2.6...2.6)
    return DecisionRegions(
      "\(title): \(Int((100 * bestLinearAccuracy).rounded())) %", grid,
      labels: classifier.predict(grid.tensor(Float.self)), points: points, pointLabels: labels)
  }
}
