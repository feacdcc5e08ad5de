import Grading
import Tensors

/// The softmax loss of a linear classifier and its gradient, for a whole batch
/// at once.
///
///     S = X·W                          P = the softmax of each row of S
///     loss = mean over i of -ln P[i, labels[i]]  +  reg · Σ W²
///     gradient = (Xᵀ·(P - Y)) / N  +  2 · reg · W
///
/// Y is 1 at `[i, labels[i]]` and 0 elsewhere. It must be right for scores of
/// ±1000: shift each row of S by its own largest score, and take the loss as
/// the logarithm of the sum of exponentials minus the score of the label, since
/// a probability may have become 0. The effort is graded as well.
/// Lesson 2, "How wrong is it? Two losses" and
/// "Which way is down? The gradient, twice".
///
/// - Parameters:
///   - weights: W, one column per class, shape `[D, C]`; all of it is
///     regularised, a bias row as well.
///   - pictures: X, one picture per row, shape `[N, D]`.
///   - labels: the true class of each picture, in `0..<C`.
///   - reg: the strength of the regularisation.
/// - Returns: the loss, and its gradient in the shape of W.
/// - Throws: `Unattempted` until it is written.
public func softmaxLossVectorized(
  _ weights: Tensor<Double>, _ pictures: Tensor<Double>,
  labels: [Int], reg: Double
) throws -> (loss: Double, gradient: Tensor<Double>) {
  // TODO: write both with tensor operations; the only loop allowed is one over
  // the labels, to pick one score per row.
  throw Unattempted()
}
