import Tensors

/// The softmax classifier's loss: the cross-entropy between the softmax of the scores and the true classes.
///
///     p_ij = exp(s_ij) / Σ_k exp(s_ik)        loss = mean over i of -ln p_i,yi        ds_ij = (p_ij - [j == y_i]) / N
///
/// Adding a constant to all scores of a row changes no probability. The largest score of each row is therefore
/// subtracted first: `exp` then never overflows, and the logarithm is taken of the sum, which is at least 1, never
/// of a probability, which may round to 0.
///
/// *Source:* CS231n, lecture 3; course notes, "Linear classification".
public enum SoftmaxLoss {
  /// The mean loss of the rows, and its gradient with respect to the
  /// scores.
  ///
  /// - Parameters:
  ///   - scores: shape `[N, C]`.
  ///   - labels: the true class of each row, `N` numbers below `C`.
  /// - Returns: the loss, and the gradient in the shape of `scores`.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func evaluate<Scalar>(
    _ scores: Tensor<Scalar>, labels: [Int]
  ) -> (loss: Scalar, gradient: Tensor<Scalar>) {
    checkLabels(labels, scores: scores.shape, loss: "softmax loss")
    let (n, classes) = (labels.count, scores.shape[1])
    var gradient = scores
    var total = CompensatedSum()
    gradient.withUnsafeMutableScalars { s in
      for (i, row) in exponentiateRows(s, classes: classes).enumerated() {
        let own = i * classes + labels[i]
        total.add(Double(Scalar.log(row.sum) - (scores.scalars[own] - row.highest)))
        let scale = 1 / (row.sum * Scalar(n))
        for j in i * classes..<(i + 1) * classes { s[j] *= scale }
        s[own] -= 1 / Scalar(n)
      }
    }
    return (Scalar(total.value / Double(n)), gradient)
  }

  /// The softmax of each row: positive numbers that sum to 1, in the order of the scores.
  ///
  /// - Parameter scores: shape `[N, C]`.
  /// - Returns: shape `[N, C]`.
  public static func probabilities<Scalar>(_ scores: Tensor<Scalar>) -> Tensor<Scalar> {
    precondition(scores.rank == 2, "softmax: expected scores [N, C], got \(scores.shape)")
    return Softmax.forward(scores).out
  }
}

/// Holds for every loss over classes: one label a row, each the number of a class.
func checkLabels(_ labels: [Int], scores shape: [Int], loss: String) {
  precondition(
    shape.count == 2 && shape[0] == labels.count && !labels.isEmpty,
    "\(loss): expected scores [\(labels.count), C] for \(labels.count) labels, got \(shape)")
  precondition(
    labels.allSatisfy { $0 >= 0 && $0 < shape[1] },
    "\(loss): a label is not in 0..<\(shape[1])")
}
