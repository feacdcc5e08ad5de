import Tensors

/// Brings each feature to mean 0 and standard deviation 1 *of the training set*, so that features on different scales
/// can be weighed against each other by one learning rate and one regularisation strength.
///
/// The mean and the standard deviation are measured once, on training data; validation and test data are shifted and
/// scaled by the same numbers. A feature that never changes is only shifted.
public struct Standardization<Scalar: TensorScalar>: Sendable {
  /// The mean of each feature, shape `[F]`.
  public let mean: Tensor<Scalar>
  /// The standard deviation of each feature (of the data, divided by N), shape `[F]`; 1 where a feature is constant.
  public let standardDeviation: Tensor<Scalar>

  /// Measures the training data.
  ///
  /// - Parameter data: shape `[N, F]`.
  public init(fitting data: Tensor<Scalar>) {
    precondition(
      data.rank == 2 && data.rowCount > 0, "Standardization: expected [N, F], got \(data.shape)")
    let (means, deviations) = columnStatistics(data.scalars, columns: data.rowSize)
    mean = Tensor(means)
    standardDeviation = Tensor(deviations)
  }

  /// `(data - mean) / standardDeviation`, for data of any set.
  ///
  /// - Parameter data: shape `[N, F]`.
  /// - Returns: shape `[N, F]`.
  public func standardized(_ data: Tensor<Scalar>) -> Tensor<Scalar> {
    var result = data
    standardize(&result)
    return result
  }

  /// Standardises in place, without a second copy of a large matrix.
  ///
  /// - Parameter data: shape `[N, F]`.
  public func standardize(_ data: inout Tensor<Scalar>) {
    precondition(
      data.rank == 2 && data.shape[1] == mean.count,
      "Standardization: fitted to \(mean.count) features, got \(data.shape)")
    data.withUnsafeMutableScalars {
      shiftAndScale($0, mean.scalars, standardDeviation.scalars)
    }
  }
}

/// Mean and standard deviation of each column, summed in Double.
@specialized(where Scalar == Float)
@specialized(where Scalar == Double)
private func columnStatistics<Scalar: TensorScalar>(
  _ scalars: [Scalar], columns: Int
) -> (means: [Scalar], deviations: [Scalar]) {
  let rows = scalars.count / columns
  var means = [Double](repeating: 0, count: columns)
  var squares = [Double](repeating: 0, count: columns)
  scalars.withUnsafeBufferPointer { scalars in
    for row in 0..<rows {
      for i in 0..<columns { means[i] += Double(scalars[row * columns + i]) }
    }
    for i in 0..<columns { means[i] /= Double(rows) }
    for row in 0..<rows {
      for i in 0..<columns {
        let distance = Double(scalars[row * columns + i]) - means[i]
        squares[i] += distance * distance
      }
    }
  }
  let deviations = zip(means, squares).map { mean, sum in
    let deviation = (sum / Double(rows)).squareRoot()
    // Below the rounding of the numbers themselves, a deviation is no deviation.
    return deviation > 1e-6 * mean.magnitude ? Scalar(deviation) : 1
  }
  return (means.map { Scalar($0) }, deviations)
}

@specialized(where Scalar == Float)
@specialized(where Scalar == Double)
private func shiftAndScale<Scalar: TensorScalar>(
  _ data: UnsafeMutableBufferPointer<Scalar>, _ mean: [Scalar], _ deviation: [Scalar]
) {
  let columns = mean.count
  let scale = deviation.map { 1 / $0 }
  mean.withUnsafeBufferPointer { mean in
    scale.withUnsafeBufferPointer { scale in
      for start in stride(from: 0, to: data.count, by: columns) {
        for i in 0..<columns { data[start + i] = (data[start + i] - mean[i]) * scale[i] }
      }
    }
  }
}
