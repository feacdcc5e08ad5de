import Tensors

/// Gives each feature the training set's mean 0 and standard deviation 1.
///
///     variance[d] = Σ_i (train[i, d] - mean[d])² / N
///     out[i, d] = (x[i, d] - mean[d]) / √variance[d]
///
/// If a feature is the same in all training examples, centre it and divide by 1
/// instead of 0. (Dividing by a tiny number would do for the training set, and
/// blow up a test example that differs there.) Lesson 5, "Centre, scale,
/// decorrelate".
///
/// - Parameters:
///   - train: N training examples, shape `[N, D]`.
///   - test: any number of test examples, shape `[M, D]`.
/// - Returns: both, normalised with the training set's statistics.
/// - Throws: `Unattempted` until it is written.
public func normalized(
  train: Tensor<Double>, test: Tensor<Double>
) throws -> (train: Tensor<Double>, test: Tensor<Double>) {
  let mean = train.mean(axis: 0)
  let variance = ((train - mean) * (train - mean)).mean(axis: 0)
  let deviation = variance.map { $0 == 0 ? 1 : $0.squareRoot() }
  return (train: (train - mean) / deviation, test: (test - mean) / deviation)
}
