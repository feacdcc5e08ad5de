import Grading
import Tensors

/// The gradients of the loss of a fully connected network of any depth, with respect to all that is learned.
///
///     H[0] = X        H[k] = max(0, H[k-1]·W[k] + b[k])  for every layer but the last, which has no ReLU: S = H[L-1]·W[L] + b[L]
///     loss = mean over i of -ln softmax(S)[i, labels[i]]  +  reg · (Σ W[1]² + ... + Σ W[L]²)
///
/// Lesson 4, "Wider, deeper, smoother". It is the exercise with two layers in a loop: keep the input of every layer on the way forward, and go
/// through the layers from the last to the first on the way back. Where the input of a ReLU is exactly 0, nothing flows.
///
/// - Parameters:
///   - x: X, a picture a row, shape `[N, D]`.
///   - labels: the right class of each picture, in `0..<C`.
///   - layers: the layers from the input to the scores, at least one; the weights of each have a row for each of its inputs and a column for
///     each of its outputs, the bias an entry for each of its outputs.
///   - reg: the strength of the regularisation.
/// - Returns: for each layer the gradients of its weights and of its bias, in the order of `layers`.
/// - Throws: `Unattempted` until it is written.
public func networkGradients(
  _ x: Tensor<Double>, labels: [Int], layers: [(weights: Tensor<Double>, bias: Tensor<Double>)],
  reg: Double
) throws -> [(weights: Tensor<Double>, bias: Tensor<Double>)] {
  // TODO: go forward and back again with one loop over the layers each way; no numerical differences.
  throw Unattempted()
}
