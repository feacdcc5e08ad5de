import Grading
import Tensors

/// The gradient of the softmax loss with respect to the weights.
///
///     S = X·W                                  y = labels[i]
///     L_i = -ln( exp(S[i, y]) / Σ_j exp(S[i, j]) )
///     loss = mean over i of L_i  +  reg · Σ W²
///
/// Derive it yourself: first with respect to the scores, then from the scores
/// to W. It must be right for scores of ±1000.
/// Lesson 2, "Which way is down? The gradient, twice".
///
/// - Parameters:
///   - weights: W, one column per class, shape `[D, C]`; all of it is
///     regularised, a bias row as well.
///   - pictures: X, one picture per row, shape `[N, D]`.
///   - labels: the true class of each picture, in `0..<C`.
///   - reg: the strength of the regularisation.
/// - Returns: the gradient, in the shape of W.
/// - Throws: `Unattempted` until it is written.
public func softmaxGradient(
  _ weights: Tensor<Double>, _ pictures: Tensor<Double>,
  labels: [Int], reg: Double
) throws -> Tensor<Double> {
  // TODO: derive the gradient and write it with loops, finite for any scores
  // and without numerical differences.
  throw Unattempted()
}
