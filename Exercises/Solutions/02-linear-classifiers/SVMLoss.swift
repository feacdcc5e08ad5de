import Tensors

/// The loss of a linear classifier as a multiclass support vector machine.
///
///     S = X·W                                  y = labels[i]
///     L_i = Σ_{j ≠ y} max(0, S[i, j] - S[i, y] + 1)
///     loss = mean over i of L_i  +  reg · Σ W²
///
/// The regularisation is added once, after the mean.
/// Lesson 2, "How wrong is it? Two losses".
///
/// - Parameters:
///   - weights: W, one column per class, shape `[D, C]`; all of it is
///     regularised, a bias row as well.
///   - pictures: X, one picture per row, shape `[N, D]`.
///   - labels: the true class of each picture, in `0..<C`.
///   - reg: the strength of the regularisation.
/// - Returns: the loss.
/// - Throws: `Unattempted` until it is written.
public func svmLoss(
  _ weights: Tensor<Double>, _ pictures: Tensor<Double>,
  labels: [Int], reg: Double
) throws -> Double {
  let scores = matmul(pictures, weights)
  var total = 0.0
  for i in 0..<scores.shape[0] {
    for j in 0..<scores.shape[1] where j != labels[i] {
      total += max(0, scores[i, j] - scores[i, labels[i]] + 1)
    }
  }
  return total / Double(labels.count) + reg * (weights * weights).sum()
}
