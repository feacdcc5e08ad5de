import Grading
import Tensors

/// The gradients of the loss of a fully connected network of any depth, with
/// respect to all that is learned.
///
///     H[0] = X
///     H[k] = max(0, H[k-1]·W[k] + b[k])  for every layer except the last
///     S    = H[L-1]·W[L] + b[L]          the last one has no ReLU
///     loss = mean over i of -ln softmax(S)[i, labels[i]]
///            + reg · (Σ W[1]² + ... + Σ W[L]²)
///
/// Lesson 4, "Wider, deeper, smoother". It is the exercise with two layers in a
/// loop: keep the input of every layer on the way forward, and go through the
/// layers from the last to the first on the way back. Where the input of a ReLU
/// is exactly 0, its gradient is 0.
///
/// - Parameters:
///   - x: X, one picture per row, shape `[N, D]`.
///   - labels: the right class of each picture, in `0..<C`.
///   - layers: the layers from the input to the scores, at least one; the
///     weights of each have one row per input and one column per output, the
///     bias one entry per output.
///   - reg: the strength of the regularisation.
/// - Returns: for each layer the gradients of its weights and of its bias, in
///   the order of `layers`.
/// - Throws: `Unattempted` until it is written.
public func networkGradients(
  _ x: Tensor<Double>, labels: [Int],
  layers: [(weights: Tensor<Double>, bias: Tensor<Double>)], reg: Double
) throws -> [(weights: Tensor<Double>, bias: Tensor<Double>)] {
  // TODO: go forward and back again with one loop over the layers each way; no
  // numerical differences.
  throw Unattempted()
}
