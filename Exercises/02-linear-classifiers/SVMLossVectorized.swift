import Grading
import Tensors

/// The SVM loss and its gradient, for a whole batch at once.
///
///     S = X·W                                  y = labels[i]
///     L_i = Σ_{j ≠ y} max(0, S[i, j] - S[i, y] + 1)
///     loss = mean over i of L_i  +  reg · Σ W²
///     gradient = Xᵀ·dS / N  +  2 · reg · W
///
/// dS holds the derivatives of Σ_i L_i with respect to S; at a margin of
/// exactly 0 the slope is 0. The effort is graded as well.
/// Lesson 2, "Which way is down? The gradient, twice".
///
/// - Parameters:
///   - weights: W, one column per class, shape `[D, C]`; all of it is
///     regularised, a bias row as well.
///   - pictures: X, one picture per row, shape `[N, D]`.
///   - labels: the true class of each picture, in `0..<C`.
///   - reg: the strength of the regularisation.
/// - Returns: the loss, and its gradient in the shape of W.
/// - Throws: `Unattempted` until it is written.
public func svmLossVectorized(
  _ weights: Tensor<Double>, _ pictures: Tensor<Double>,
  labels: [Int], reg: Double
) throws -> (loss: Double, gradient: Tensor<Double>) {
  // TODO: write both with operations on whole tensors; the only loops allowed
  // are over the labels.
  throw Unattempted()
}
