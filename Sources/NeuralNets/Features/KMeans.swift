import Tensors

/// Finds `K` centres such that the points lie close to their nearest centre, by Lloyd's algorithm: give each point to
/// its nearest centre, move each centre to the mean of its points, and again.
///
/// Neither step can raise the mean squared distance, so `objective` never rises. A centre that has lost all its points
/// stays where it is.
public struct KMeans: Sendable {
  /// The centres, shape `[K, D]`.
  public private(set) var centers: Tensor<Float>

  /// The mean squared distance of a point to its nearest centre: for the first centres, and after each iteration.
  public private(set) var objective: [Double] = []

  /// Clusters the rows of `points`.
  ///
  /// - Parameters:
  ///   - points: shape `[N, D]`.
  ///   - count: the number of centres, at most `N`; the first ones are points chosen at random.
  ///   - iterations: how often the centres are moved.
  ///   - generator: the source of the choice.
  public init(
    _ points: Tensor<Float>, count: Int, iterations: Int,
    using generator: inout some RandomSource
  ) {
    precondition(
      points.rank == 2 && count > 0 && count <= points.rowCount,
      "KMeans: \(count) centres for points of shape \(points.shape)")
    centers = points.gathering(rows: generator.choice(of: count, below: points.rowCount))
    for _ in 0..<iterations {
      let nearest = nearestCenters(of: points)
      objective.append(nearest.meanSquaredDistance)
      moveCenters(to: points, nearest.indices)
    }
    objective.append(nearestCenters(of: points).meanSquaredDistance)
  }

  /// The index of the centre nearest to each point; the smaller of two that are equally near.
  ///
  /// - Parameter points: shape `[N, D]`.
  /// - Returns: `N` indices of rows of `centers`.
  public func assignments(of points: Tensor<Float>) -> [Int] {
    nearestCenters(of: points).indices
  }

  private func nearestCenters(of points: Tensor<Float>) -> (
    indices: [Int], meanSquaredDistance: Double
  ) {
    precondition(
      points.rank == 2 && points.shape[1] == centers.shape[1],
      "KMeans: points of shape \(points.shape), centres of shape \(centers.shape)")
    // ‖p - c‖² = ‖p‖² - 2 (p·c - ‖c‖²/2): the nearest centre has the largest score in brackets.
    let products = matmul(points, centers, transposeB: true)
    let halfSquares = squaredLengths(ofRows: centers).map { $0 / 2 }
    let squares = squaredLengths(ofRows: points)
    let k = centers.rowCount
    var indices = [Int](repeating: 0, count: points.rowCount)
    var total = 0.0
    products.scalars.withUnsafeBufferPointer { products in
      for n in indices.indices {
        var best = 0
        var bestScore = -Float.infinity
        for c in 0..<k {
          let score = products[n * k + c] - halfSquares[c]
          if score > bestScore { (best, bestScore) = (c, score) }
        }
        indices[n] = best
        total += Double(max(0, squares[n] - 2 * bestScore))
      }
    }
    return (indices, total / Double(points.rowCount))
  }

  private mutating func moveCenters(to points: Tensor<Float>, _ nearest: [Int]) {
    let (k, d) = (centers.shape[0], centers.shape[1])
    var sums = [Float](repeating: 0, count: k * d)
    var counts = [Int](repeating: 0, count: k)
    points.scalars.withUnsafeBufferPointer { points in
      sums.withUnsafeMutableBufferPointer { sums in
        for (n, c) in nearest.enumerated() {
          counts[c] += 1
          for i in 0..<d { sums[c * d + i] += points[n * d + i] }
        }
      }
    }
    centers.withUnsafeMutableScalars { centers in
      for c in 0..<k where counts[c] > 0 {
        for i in 0..<d { centers[c * d + i] = sums[c * d + i] / Float(counts[c]) }
      }
    }
  }
}

/// The sum of squares of each row.
func squaredLengths(ofRows rows: Tensor<Float>) -> [Float] {
  let size = rows.rowSize
  return rows.scalars.withUnsafeBufferPointer { values in
    (0..<rows.rowCount).map { n in
      var sum: Float = 0
      for i in n * size..<(n + 1) * size { sum += values[i] * values[i] }
      return sum
    }
  }
}
