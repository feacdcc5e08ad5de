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
  let scores = matmul(pictures, weights)
  var gradient = Tensor<Double>(zeros: weights.shape)
  for i in 0..<scores.shape[0] {
    let powers = (scores.row(i) - scores.row(i).max()).exp()
    var slopes = powers / powers.sum()
    slopes[labels[i]] -= 1
    for p in 0..<weights.shape[0] {
      for j in 0..<weights.shape[1] {
        gradient[p, j] += pictures[i, p] * slopes[j]
      }
    }
  }
  return gradient / Double(labels.count) + 2 * reg * weights
}
