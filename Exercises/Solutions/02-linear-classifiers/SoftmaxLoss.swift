import Foundation
import Tensors

/// The loss of a linear classifier as a softmax classifier: the cross-entropy.
///
///     S = X·W                                  y = labels[i]
///     L_i = -ln( exp(S[i, y]) / Σ_j exp(S[i, j]) )
///     loss = mean over i of L_i  +  reg · Σ W²
///
/// It must be right for scores of ±1000: `exp(1000)` is infinite, and so is the
/// logarithm of 0. Lesson 2, "How wrong is it? Two losses".
///
/// - Parameters:
///   - weights: W, one column per class, shape `[D, C]`; all of it is
///     regularised, a bias row as well.
///   - pictures: X, one picture per row, shape `[N, D]`.
///   - labels: the true class of each picture, in `0..<C`.
///   - reg: the strength of the regularisation.
/// - Returns: the loss, finite for any finite scores.
/// - Throws: `Unattempted` until it is written.
public func softmaxLoss(
  _ weights: Tensor<Double>, _ pictures: Tensor<Double>,
  labels: [Int], reg: Double
) throws -> Double {
  let scores = matmul(pictures, weights)
  var total = 0.0
  for i in 0..<scores.shape[0] {
    // Every exponent is at most 0, and one is 0: the sum is between 1 and C.
    let shifted = scores.row(i) - scores.row(i).max()
    total += log(shifted.exp().sum()) - shifted[labels[i]]
  }
  return total / Double(labels.count) + reg * (weights * weights).sum()
}
