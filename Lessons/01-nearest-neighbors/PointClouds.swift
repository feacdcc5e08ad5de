import NearestNeighbors
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
        for middle in [center.0, center.1] {
          scalars.append(Float(min(max(middle + 0.95 * generator.normal(), -3.7), 3.7)))
        }
        labels.append(label)
      }
    }
    points = Tensor(shape: [labels.count, 2], scalars: scalars)
    self.labels = labels
  }

  /// What the plane looks like to the classifier, with the points that it remembers.
  private func regions(_ distance: Distance, k: Int) -> Plot {
    let grid = PlaneGrid(x: -4...4, y: -4...4)
    let model = KNearestNeighbors(examples: points, labels: labels, distance: distance)
    let answers = model.predict(grid.tensor(Float.self), k: k)
    let clouds = (0..<model.classCount).map { label in
      let members = labels.indices.filter { labels[$0] == label }
      return Mark.points(
        members.map { points[$0, 0] }, members.map { points[$0, 1] }, color: .series(label),
        size: 5)
    }
    return Plot(
      "k = \(k), \(distance == .l1 ? "L1" : "L2")", x: Axis("", range: -4...4, ticks: []),
      y: Axis("", range: -4...4, ticks: []), marks: [.regions(grid, labels: answers)] + clouds,
      legend: .none, hasEqualUnits: true)
  }

  /// Both distances, above and below, for each number of neighbours.
  func sheet(ks: [Int]) -> PlotGrid {
    PlotGrid(
      panels: Distance.allCases.flatMap { distance in ks.map { regions(distance, k: $0) } },
      columns: ks.count, panelSize: Size(250, 280))
  }
}
