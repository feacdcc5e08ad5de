import Tensors

/// The L2 distances of all queries from all examples, written three times, each time with a loop less.
///
/// The answers are the same, the time they take is not. These are the versions that the course's first assignment
/// teaches; `KNearestNeighbors` takes the third and then ranks the few nearest by the definition.
///
/// *Source:* the course's first assignment, k-nearest neighbours.
public enum DistanceLoops {
  /// Every pair by itself.
  ///
  /// - Parameters:
  ///   - queries: shape `[M, D]`.
  ///   - examples: shape `[N, D]`.
  /// - Returns: shape `[M, N]`.
  public static func twoLoops<Scalar: TensorScalar>(
    _ queries: Tensor<Scalar>, _ examples: Tensor<Scalar>
  ) -> Tensor<Scalar> {
    let (m, n) = (queries.rowCount, examples.rowCount)
    var distances = Tensor<Scalar>(zeros: [m, n])
    for i in 0..<m {
      for j in 0..<n {
        distances[i, j] = (queries.row(i) - examples.row(j)).norm()
      }
    }
    return distances
  }

  /// One query against all examples at once: broadcasting subtracts it from
  /// every row.
  ///
  /// - Parameters:
  ///   - queries: shape `[M, D]`.
  ///   - examples: shape `[N, D]`.
  /// - Returns: shape `[M, N]`.
  public static func oneLoop<Scalar: TensorScalar>(
    _ queries: Tensor<Scalar>, _ examples: Tensor<Scalar>
  ) -> Tensor<Scalar> {
    let (m, n) = (queries.rowCount, examples.rowCount)
    var distances = Tensor<Scalar>(zeros: [m, n])
    for i in 0..<m {
      let differences = examples - queries.row(i)  // [N, D]
      let squares = (differences * differences).sum(axis: 1)
      distances[rows: i..<i + 1] = squares.squareRoot().reshaped(to: [1, n])
    }
    return distances
  }

  /// All pairs in one product of matrices, by |a - b|² = |a|² - 2ab + |b|².
  ///
  /// No array of M x N x D numbers is ever made. Rounding may leave a square
  /// slightly below 0, hence the maximum.
  ///
  /// - Parameters:
  ///   - queries: shape `[M, D]`.
  ///   - examples: shape `[N, D]`.
  /// - Returns: shape `[M, N]`.
  public static func noLoop<Scalar: TensorScalar>(
    _ queries: Tensor<Scalar>, _ examples: Tensor<Scalar>
  ) -> Tensor<Scalar> {
    // The shapes are [M, 1] + [N] - [M, N]: broadcasting makes them [M, N].
    let a = (queries * queries).sum(axis: 1, keepingDimension: true)
    let b = (examples * examples).sum(axis: 1)
    let products = matmul(queries, examples, transposeB: true)
    return maximum(a + b - 2 * products, 0).squareRoot()
  }
}
