import Tensors

/// Subtracts the mean of the training set from training and test data.
///
///     mean[d] = Σ_i train[i, d] / N        train - mean        test - mean
///
/// Each entry of an example has a mean of its own: for pictures, the mean
/// picture. Lesson 5, "Statistics belong to the training set".
///
/// - Parameters:
///   - train: N training examples, shape `[N, D]`, or of more axes,
///     `[N, C, H, W]`.
///   - test: any number of test examples, each of the same shape.
/// - Returns: both, centred, in their shapes.
/// - Throws: `Unattempted` until it is written.
public func centered(
  train: Tensor<Double>, test: Tensor<Double>
) throws -> (train: Tensor<Double>, test: Tensor<Double>) {
  let mean = train.mean(axis: 0)
  return (train: train - mean, test: test - mean)
}
