import Tensors

/// The scores and the loss of a fully connected network of any depth, with ReLU
/// between its layers.
///
///     H[0] = X
///     H[k] = max(0, H[k-1]·W[k] + b[k])  for every layer except the last
///     S    = H[L-1]·W[L] + b[L]          the last one has no ReLU
///     loss = mean over i of -ln softmax(S)[i, labels[i]]
///            + reg · (Σ W[1]² + ... + Σ W[L]²)
///
/// Lesson 4, "Wider, deeper, smoother". The input is not counted as a layer: a
/// network of one layer is a linear classifier. The biases are not regularised.
/// The loss must be right for scores of ±1000.
///
/// - Parameters:
///   - x: X, one picture per row, shape `[N, D]`.
///   - labels: the right class of each picture, in `0..<C`.
///   - layers: the layers from the input to the scores, at least one; the
///     weights of each have one row per input and one column per output, the
///     bias one entry per output.
///   - reg: the strength of the regularisation.
/// - Returns: the scores S, shape `[N, C]`, and the loss.
/// - Throws: `Unattempted` until it is written.
public func networkLoss(
  _ x: Tensor<Double>, labels: [Int],
  layers: [(weights: Tensor<Double>, bias: Tensor<Double>)], reg: Double
) throws -> (scores: Tensor<Double>, loss: Double) {
  var h = x
  for (k, layer) in layers.enumerated() {
    h = matmul(h, layer.weights) + layer.bias
    if k < layers.count - 1 { h = maximum(h, 0) }
  }
  let scores = h

  let shifted = scores - scores.max(axis: 1, keepingDimension: true)
  let logSums = shifted.exp().sum(axis: 1).log()  // (N)
  var dataLoss = 0.0
  for (i, label) in labels.enumerated() {
    dataLoss += logSums[i] - shifted[i, label]
  }
  var loss = dataLoss / Double(labels.count)
  for layer in layers { loss += reg * (layer.weights * layer.weights).sum() }
  return (scores: scores, loss: loss)
}
