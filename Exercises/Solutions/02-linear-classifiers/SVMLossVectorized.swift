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
  let scores = matmul(pictures, weights)  // (N, C)
  var own = Tensor<Double>(zeros: [labels.count, 1])
  for (i, label) in labels.enumerated() { own[i, 0] = scores[i, label] }
  var margins = maximum(scores - own + 1, 0)
  for (i, label) in labels.enumerated() { margins[i, label] = 0 }

  var dScores = margins.map { $0 > 0 ? 1 : 0 }
  let counts = dScores.sum(axis: 1)
  for (i, label) in labels.enumerated() { dScores[i, label] = -counts[i] }

  let n = Double(labels.count)
  let loss = margins.sum() / n + reg * (weights * weights).sum()
  let gradient =
    matmul(pictures, dScores, transposeA: true) / n
    + 2 * reg * weights
  return (loss, gradient)
}
