import Grading
import Tensors

/// Brings each feature to mean 0 and standard deviation 1 of the training set.
///
///     variance[d] = Σ_i (train[i, d] - mean[d])² / N        (x[d] - mean[d]) / √variance[d]
///
/// A feature that is the same in all training examples is only centred: it is divided by 1 in the place of 0. (A tiny number in the place of 0 would do for the
/// training set, and blow up a test example that differs there.) Lesson 5, "Centre, scale, decorrelate".
///
/// - Parameters:
///   - train: N training examples, shape `[N, D]`.
///   - test: any number of test examples, shape `[M, D]`.
/// - Returns: both, normalised with the statistics of the training set, in their shapes.
/// - Throws: `Unattempted` until it is written.
public func normalized(
  train: Tensor<Double>, test: Tensor<Double>
) throws -> (train: Tensor<Double>, test: Tensor<Double>) {
  // TODO: normalise both sets with the training statistics; a constant feature must not give NaN.
  throw Unattempted()
}
