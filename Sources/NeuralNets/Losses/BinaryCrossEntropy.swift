import Tensors

/// Logistic regression's loss: the cross-entropy between the sigmoid of a score and a target of 0
/// or 1.
///
///     p = 1 / (1 + exp(-s))
///     loss = mean of -(t ln p + (1 - t) ln(1 - p))        ds = (p - t) / count
///
/// It is computed from the score as `max(s, 0) - s t + ln(1 + exp(-|s|))`, the same number, in
/// which nothing overflows and no logarithm of zero is taken: at s = ±1000 the loss is 1000 or 0,
/// not infinite or NaN.
///
/// *Source:* course notes, "Neural networks 2", attribute classification.
public enum BinaryCrossEntropy {
  /// The loss, a mean over all entries, and its gradient with respect to the scores.
  ///
  /// - Parameters:
  ///   - scores: any shape, commonly `[N]`.
  ///   - targets: the shape of `scores`; 1 for yes, 0 for no, or a probability between.
  /// - Returns: the loss, and the gradient in the shape of `scores`.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func evaluate<Scalar>(
    _ scores: Tensor<Scalar>, targets: Tensor<Scalar>
  ) -> (loss: Scalar, gradient: Tensor<Scalar>) {
    precondition(
      scores.shape == targets.shape && scores.count > 0,
      "binary cross-entropy: scores \(scores.shape) but targets \(targets.shape)")
    precondition(
      targets.scalars.allSatisfy { $0 >= 0 && $0 <= 1 },
      "binary cross-entropy: a target is not in 0...1")
    let count = Scalar(scores.count)
    var gradient = scores
    var total = CompensatedSum()
    gradient.update(with: targets) { s, target in
      // e = exp(-|s|) is at most 1: 1/(1 + e) is the sigmoid of |s|, e/(1 + e) that of -|s|.
      let e = Scalar.exp(-abs(s))
      total.add(Double(max(s, 0) - s * target + Scalar.log(onePlus: e)))
      s = ((s >= 0 ? 1 : e) / (1 + e) - target) / count
    }
    return (Scalar(total.value / Double(count)), gradient)
  }
}
