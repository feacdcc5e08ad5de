import Grading
import Tensors

/// The gradient of the SVM loss with respect to the weights.
///
///     S = X·W
///     loss = mean over i of  Σ_{j ≠ y} max(0, S[i, j] - S[i, y] + 1)  +  reg · Σ W²        with y = labels[i]
///
/// Derive it yourself: on which entries of W does one term of the sum depend, and how? Where a margin is exactly 0 there are two
/// slopes; take that of the flat side, 0. Lesson 2, "Which way is down? The gradient, twice".
///
/// - Parameters:
///   - weights: W, a column for each class, shape `[D, C]`; all of it is regularised, a bias row as well.
///   - pictures: X, a picture a row, shape `[N, D]`.
///   - labels: the true class of each picture, in `0..<C`.
///   - reg: the strength of the regularisation.
/// - Returns: the gradient, in the shape of W.
/// - Throws: `Unattempted` until it is written.
public func svmGradient(
  _ weights: Tensor<Double>, _ pictures: Tensor<Double>, labels: [Int], reg: Double
) throws -> Tensor<Double> {
  // TODO: derive the gradient and write it with loops; no numerical differences.
  throw Unattempted()
}
