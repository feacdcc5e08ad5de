import Tensors

/// The scores and the loss of a network of two layers, with ReLU between them.
///
///     H = max(0, X·W1 + b1)            S = H·W2 + b2
///     loss = mean over i of -ln softmax(S)[i, labels[i]]
///            + reg · (Σ W1² + Σ W2²)
///
/// Lesson 4, "A network of two layers". There is no ReLU after the last layer:
/// scores may be negative. The biases are not regularised. As in exercise 2.6
/// the loss must be right for scores of ±1000, where a softmax of 0 has an
/// infinite logarithm.
///
/// - Parameters:
///   - x: X, one picture per row, shape `[N, D]`.
///   - labels: the right class of each picture, in `0..<C`.
///   - w1: the weights of the first layer, shape `[D, H]`.
///   - b1: its bias, shape `[H]`.
///   - w2: the weights of the second layer, shape `[H, C]`.
///   - b2: its bias, shape `[C]`.
///   - reg: the strength of the regularisation.
/// - Returns: the scores S, shape `[N, C]`, and the loss.
/// - Throws: `Unattempted` until it is written.
public func twoLayerLoss(
  _ x: Tensor<Double>, labels: [Int], w1: Tensor<Double>, b1: Tensor<Double>,
  w2: Tensor<Double>, b2: Tensor<Double>, reg: Double
) throws -> (scores: Tensor<Double>, loss: Double) {
  let hidden = maximum(matmul(x, w1) + b1, 0)  // (N, H)
  let scores = matmul(hidden, w2) + b2  // (N, C)

  let shifted = scores - scores.max(axis: 1, keepingDimension: true)
  let logSums = shifted.exp().sum(axis: 1).log()  // (N)
  var dataLoss = 0.0
  for (i, label) in labels.enumerated() {
    dataLoss += logSums[i] - shifted[i, label]
  }
  let penalty = reg * ((w1 * w1).sum() + (w2 * w2).sum())
  return (scores: scores, loss: dataLoss / Double(labels.count) + penalty)
}
