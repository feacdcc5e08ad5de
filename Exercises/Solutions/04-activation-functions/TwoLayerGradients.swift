import Tensors

/// The gradients of the loss of a network of two layers, with respect to all
/// that is learned.
///
///     H = max(0, X·W1 + b1)            S = H·W2 + b2
///     loss = mean over i of -ln softmax(S)[i, labels[i]]
///            + reg · (Σ W1² + Σ W2²)
///
/// Lesson 4, "A network of two layers". Go forward, keep what you will need,
/// and go back gate by gate: from the loss to S, from S to W2, b2 and H,
/// through the ReLU, and on to W1 and b1. Where the input of the ReLU is
/// exactly 0, its gradient is 0. The biases are not regularised.
///
/// - Parameters:
///   - x: X, one picture per row, shape `[N, D]`.
///   - labels: the right class of each picture, in `0..<C`.
///   - w1: the weights of the first layer, shape `[D, H]`.
///   - b1: its bias, shape `[H]`.
///   - w2: the weights of the second layer, shape `[H, C]`.
///   - b2: its bias, shape `[C]`.
///   - reg: the strength of the regularisation.
/// - Returns: the gradient of each parameter, in its shape.
/// - Throws: `Unattempted` until it is written.
public func twoLayerGradients(
  _ x: Tensor<Double>, labels: [Int], w1: Tensor<Double>, b1: Tensor<Double>,
  w2: Tensor<Double>, b2: Tensor<Double>, reg: Double
) throws -> (
  dw1: Tensor<Double>, db1: Tensor<Double>, dw2: Tensor<Double>,
  db2: Tensor<Double>
) {
  let inner = matmul(x, w1) + b1  // (N, H)
  let hidden = maximum(inner, 0)
  let scores = matmul(hidden, w2) + b2  // (N, C)

  let shifted = scores - scores.max(axis: 1, keepingDimension: true)
  let exponentials = shifted.exp()
  var dScores = exponentials / exponentials.sum(axis: 1, keepingDimension: true)
  for (i, label) in labels.enumerated() { dScores[i, label] -= 1 }
  dScores = dScores / Double(labels.count)

  let dHidden = matmul(dScores, w2, transposeB: true)  // (N, H)
  let dInner = dHidden * inner.map { $0 > 0 ? 1 : 0 }
  return (
    dw1: matmul(x, dInner, transposeA: true) + 2 * reg * w1,
    db1: dInner.sum(axis: 0),
    dw2: matmul(hidden, dScores, transposeA: true) + 2 * reg * w2,
    db2: dScores.sum(axis: 0)
  )
}
