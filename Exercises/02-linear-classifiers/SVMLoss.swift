import Grading
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
  // TODO: write it with loops over the pictures and the classes; leave the true
  // class out of the sum.
  throw Unattempted()
}
