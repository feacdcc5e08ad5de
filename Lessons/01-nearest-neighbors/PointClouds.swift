import NeuralNets
import Pictures
import Tensors

/// Five clouds of points in the plane that run into each other.
struct PointClouds {
  let points: Tensor<Float>  // [N, 2]
  let labels: [Int]

  init(each count: Int, using generator: inout SeededGenerator) {
    let centers = [(-1.4, 1.4), (1.4, 1.5), (0, -1.7), (2, -1), (-2, -0.8)]
    var scalars: [Float] = []
    var labels: [Int] = []
    for (label, center) in centers.enumerated() {
      for _ in 0..<count {
        scalars.append(Float(center.0 + 0.95 * generator.normal()))
        scalars.append(Float(center.1 + 0.95 * generator.normal()))
        labels.append(label)
      }
    }
    points = Tensor(shape: [labels.count, 2], scalars: scalars)
    self.labels = labels
  }

  /// What the plane looks like to the classifier.
  func regions(_ distance: Distance, k: Int) -> DecisionRegions {
    let grid = PlaneGrid(x: -4...4, y: -4...4)
    let model = KNearestNeighbors(examples: points, labels: labels, distance: distance)
    return DecisionRegions(
      "k = \(k), \(distance == .l1 ? "L1" : "L2")", grid,
      labels: model.predict(grid.tensor(Float.self), k: k), x: Axis("", ticks: []),
      y: Axis("", ticks: []),
      points: (0..<labels.count).map { Point(Double(points[$0, 0]), Double(points[$0, 1])) },
      pointLabels: labels)
  }
}
