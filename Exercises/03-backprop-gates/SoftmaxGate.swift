import Grading
import Tensors

/// The softmax gate, forward: turns each row of scores into probabilities.
///
///     p[i, j] = exp(s[i, j]) / Σ_k exp(s[i, k])
///
/// Subtracting one number from all scores of a row changes nothing, and can
/// keep exp from overflowing. Lesson 3, "The Jacobian that nobody forms".
///
/// - Parameter scores: s, one example per row, shape `[N, C]`.
/// - Returns: p, shape `[N, C]`; right for scores of ±1000 as well.
/// - Throws: `Unattempted` until it is written.
public func softmaxGate(_ scores: Tensor<Double>) throws -> Tensor<Double> {
  // TODO: write both passes; backward without forming the C x C Jacobian of a
  // row.
  throw Unattempted()
}

/// The softmax gate, backward: the product of the upstream gradient and the
/// Jacobian.
///
///     ds[i, k] = Σ_j dout[i, j] · ∂p[i, j]/∂s[i, k]
///     ∂p_j/∂s_k = p_j · ((1 if j = k, else 0) - p_k)
///
/// Work the sum out on paper before you write it.
///
/// - Parameters:
///   - dout: the upstream gradient, that of the probabilities, shape `[N, C]`.
///   - p: what forward returned, shape `[N, C]`.
/// - Returns: the gradient of the scores, shape `[N, C]`.
/// - Throws: `Unattempted` until it is written.
public func softmaxGateBackward(
  _ dout: Tensor<Double>, output p: Tensor<Double>
) throws -> Tensor<Double> {
  throw Unattempted()
}
