import Pictures
import Tensors

/// Clouds of points in the plane, one a class.
package struct PointClouds {
  /// The points, shape `[N, 2]`.
  package let points: Tensor<Double>
  package let labels: [Int]

  /// Scatters so many points around each centre, none of them farther out than 3.7.
  package init(
    around centers: [Point], each count: Int, spread: Double, using random: inout SeededGenerator
  ) {
    var scalars: [Double] = []
    var labels: [Int] = []
    for (label, center) in centers.enumerated() {
      for _ in 0..<count {
        for middle in [center.x, center.y] {
          scalars.append(min(max(middle + spread * random.normal(), -3.7), 3.7))
        }
        labels.append(label)
      }
    }
    points = Tensor(shape: [labels.count, 2], scalars: scalars)
    self.labels = labels
  }

  /// The points, each class in its colour.
  package var marks: [Mark] {
    Set(labels).sorted().map { label in
      let own = labels.indices.filter { labels[$0] == label }
      return .points(
        own.map { points[$0, 0] }, own.map { points[$0, 1] }, color: .series(label), size: 5)
    }
  }
}

extension Plot {
  /// A map of the plane without numbers at its edges.
  package static func map(_ title: String, _ grid: PlaneGrid, marks: [Mark]) -> Plot {
    Plot(
      title, x: Axis("", range: grid.x, ticks: []), y: Axis("", range: grid.y, ticks: []),
      marks: marks, legend: .none, hasEqualUnits: true)
  }
}
