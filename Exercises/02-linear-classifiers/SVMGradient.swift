import Grading
import Tensors

/// The gradient of the SVM loss with respect to the weights.
///
///     S = X·W                                  y = labels[i]
///     L_i = Σ_{j ≠ y} max(0, S[i, j] - S[i, y] + 1)
///     loss = mean over i of L_i  +  reg · Σ W²
///
/// Derive it yourself: which entries of W does one term of the sum depend on,
/// and how? At a margin of exactly 0 there are two slopes: take that of the
/// flat side, 0.
/// Lesson 2, "Which way is down? The gradient, twice".
///
/// - Parameters:
///   - weights: W, one column per class, shape `[D, C]`; all of it is
///     regularised, a bias row as well.
///   - pictures: X, one picture per row, shape `[N, D]`.
///   - labels: the true class of each picture, in `0..<C`.
///   - reg: the strength of the regularisation.
/// - Returns: the gradient, in the shape of W.
/// - Throws: `Unattempted` until it is written.
public func svmGradient(
  _ weights: Tensor<Double>, _ pictures: Tensor<Double>,
  labels: [Int], reg: Double
) throws -> Tensor<Double> {
  // TODO: derive the gradient and write it with loops, without numerical
  // differences.
  throw Unattempted()
}
