import Foundation
import Tensors

/// The binary cross-entropy of scores, and its gradient.
///
///     p = 1 / (1 + exp(-s))
///     loss = mean over all entries of -(t ln p + (1 - t) ln(1 - p))
///     gradient = (p - t) / the number of entries
///
/// It must be right for scores of ±1000 too, where p is 0 or 1 to the last
/// digit: the loss is never infinite and never NaN. Find a form that takes
/// the exponential only of numbers that are not positive.
/// Lesson 2, "How wrong is it? Two losses".
///
/// - Parameters:
///   - scores: s, of any shape.
///   - targets: t, in the shape of `scores`: 1 for yes, 0 for no, or a
///     probability between.
/// - Returns: the loss, and its gradient with respect to the scores, in their
///   shape.
/// - Throws: `Unattempted` until it is written.
public func binaryCrossEntropyLoss(
  _ scores: Tensor<Double>, targets: Tensor<Double>
) throws -> (loss: Double, gradient: Tensor<Double>) {
  let softened = (1 + (-scores.absolute()).exp()).log()  // ln(1 + exp(-|s|))
  let losses = maximum(scores, 0) - scores * targets + softened
  let probabilities = scores.map { s in
    s >= 0 ? 1 / (1 + exp(-s)) : exp(s) / (1 + exp(s))
  }
  let gradient = (probabilities - targets) / Double(scores.count)
  return (loss: losses.mean(), gradient: gradient)
}
