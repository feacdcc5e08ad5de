import Foundation
import Grading
import Tensors

/// The loss of a linear classifier as a softmax classifier: the cross-entropy.
///
///     S = X·W
///     loss = mean over i of  -ln( exp(S[i, y]) / Σ_j exp(S[i, j]) )  +  reg · Σ W²        with y = labels[i]
///
/// Scores of ±1000 must do no harm: `exp(1000)` is infinite, and the logarithm of 0 too. Lesson 2, "How wrong is it? Two losses".
///
/// - Parameters:
///   - weights: W, a column for each class, shape `[D, C]`; all of it is regularised, a bias row as well.
///   - pictures: X, a picture a row, shape `[N, D]`.
///   - labels: the true class of each picture, in `0..<C`.
///   - reg: the strength of the regularisation.
/// - Returns: the loss, finite for any finite scores.
/// - Throws: `Unattempted` until it is written.
public func softmaxLoss(
  _ weights: Tensor<Double>, _ pictures: Tensor<Double>, labels: [Int], reg: Double
) throws -> Double {
  // TODO: write it so that it is finite and exact for any scores; nothing may be added within the logarithm.
  throw Unattempted()
}
