import Tensors

/// The SVM loss and its gradient, for a whole batch at once.
///
///     S = X·W
///     loss = mean over i of  Σ_{j ≠ y} max(0, S[i, j] - S[i, y] + 1)  +  reg · Σ W²        with y = labels[i]
///     gradient = Xᵀ·dS / N  +  2 · reg · W
///
/// dS holds the derivatives of the sum with respect to S, 0 where a margin is exactly 0. The effort is graded as well.
/// Lesson 2, "Which way is down? The gradient, twice".
///
/// - Parameters:
///   - weights: W, a column for each class, shape `[D, C]`; all of it is regularised, a bias row as well.
///   - pictures: X, a picture a row, shape `[N, D]`.
///   - labels: the true class of each picture, in `0..<C`.
///   - reg: the strength of the regularisation.
/// - Returns: the loss, and its gradient in the shape of W.
/// - Throws: `Unattempted` until it is written.
public func svmLossVectorized(
  _ weights: Tensor<Double>, _ pictures: Tensor<Double>, labels: [Int], reg: Double
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
  let gradient = matmul(pictures, dScores, transposeA: true) / n + 2 * reg * weights
  return (loss, gradient)
}
