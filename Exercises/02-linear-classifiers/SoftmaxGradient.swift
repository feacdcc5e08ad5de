import Grading
import Tensors

/// The gradient of the softmax loss with respect to the weights.
///
///     S = X·W
///     loss = mean over i of  -ln( exp(S[i, y]) / Σ_j exp(S[i, j]) )  +  reg · Σ W²        with y = labels[i]
///
/// Derive it yourself: first with respect to the scores, then from the scores to W. Scores of ±1000 must do no harm.
/// Lesson 2, "Which way is down? The gradient, twice".
///
/// - Parameters:
///   - weights: W, a column for each class, shape `[D, C]`; all of it is regularised, a bias row as well.
///   - pictures: X, a picture a row, shape `[N, D]`.
///   - labels: the true class of each picture, in `0..<C`.
///   - reg: the strength of the regularisation.
/// - Returns: the gradient, in the shape of W.
/// - Throws: `Unattempted` until it is written.
public func softmaxGradient(
  _ weights: Tensor<Double>, _ pictures: Tensor<Double>, labels: [Int], reg: Double
) throws -> Tensor<Double> {
  // TODO: derive the gradient and write it with loops, finite for any scores; no numerical differences.
  throw Unattempted()
}
