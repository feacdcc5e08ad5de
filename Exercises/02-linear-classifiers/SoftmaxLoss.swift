import Foundation
import Grading
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
  // TODO: write it so that it is finite and exact for any scores; add nothing
  // inside the logarithm.
  throw Unattempted()
}
