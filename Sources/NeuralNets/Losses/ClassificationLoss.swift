import Tensors

/// How scores over classes are judged: the choice between the two losses of the course.
public enum ClassificationLoss: Sendable, Equatable {
  /// Cross-entropy of the softmax; starts at ln C with small random weights.
  case softmax

  /// Multiclass support vector machine; with margin 1 it starts at C - 1 with small random weights.
  case hinge(margin: Double)

  /// The hinge loss with the course's margin, 1.
  public static let hinge = ClassificationLoss.hinge(margin: 1)

  /// The loss, a mean over the rows, and its gradient with respect to the scores.
  ///
  /// - Parameters:
  ///   - scores: shape `[N, C]`.
  ///   - labels: the true class of each row, `N` numbers below `C`.
  /// - Returns: the loss, and the gradient in the shape of `scores`.
  public func evaluate<Scalar>(
    _ scores: Tensor<Scalar>, labels: [Int]
  ) -> (loss: Scalar, gradient: Tensor<Scalar>) {
    switch self {
    case .softmax: SoftmaxLoss.evaluate(scores, labels: labels)
    case .hinge(let margin): HingeLoss.evaluate(scores, labels: labels, margin: Scalar(margin))
    }
  }
}
