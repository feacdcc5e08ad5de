import Foundation
import NearestNeighbors
import Pictures
import Tensors

/// How far away the nearest of many random points is, the more dimensions there are.
struct CurseOfDimensionality {
  let dimensions: [Int]

  /// For each dimension: the mean distance to the nearest point as a share of the mean distance to any.
  let nearest: [Double]

  /// Scatters points evenly in cubes.
  ///
  /// - Parameters:
  ///   - dimensions: the dimensions to try.
  ///   - count: how many points there are.
  ///   - generator: where the random numbers come from.
  init(dimensions: [Int], count: Int, using generator: inout SeededGenerator) {
    self.dimensions = dimensions
    var ratios: [Double] = []
    for d in dimensions {
      let points = Tensor<Float>(randomUniform: [count, d], using: &generator)
      let queries = Tensor<Float>(randomUniform: [50, d], using: &generator)
      let distances = Distance.l2.pairwise(from: queries, to: points)
      ratios.append(Double(distances.min(axis: 1).mean() / distances.mean()))
    }
    nearest = ratios
  }

  /// How many points a grid needs to have one every quarter of the side, corners included: 5 to the power of `d`.
  static func pointsToCover(_ d: Int) -> Double { pow(5, Double(d)) }

  var plot: Plot {
    Plot(
      x: .log("dimensions"), y: Axis("nearest / mean distance (%)", range: 0...100),
      marks: [.line(dimensions, nearest.map { 100 * $0 }, marker: .circle)], legend: .none)
  }
}
