import Tensors

/// The multiclass support vector machine's loss: every wrong class should score at least a margin below the true one.
///
///     loss = mean over i of Σ_{j ≠ y_i} max(0, s_ij - s_i,yi + margin)
///
/// A wrong class inside the margin pushes its own score down by 1/N and the true one up by as much, however far it is
/// inside; one outside, or exactly at the margin, pushes nothing.
///
/// *Source:* Weston and Watkins, 1999; CS231n, lecture 3; course notes, "Linear classification".
public enum HingeLoss {
  /// The mean loss of the rows, and its gradient with respect to the
  /// scores.
  ///
  /// - Parameters:
  ///   - scores: shape `[N, C]`.
  ///   - labels: the true class of each row, `N` numbers below `C`.
  ///   - margin: how far the true class should lead, 1 in the course.
  /// - Returns: the loss, and the gradient in the shape of `scores`.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func evaluate<Scalar>(
    _ scores: Tensor<Scalar>, labels: [Int], margin: Scalar = 1
  ) -> (loss: Scalar, gradient: Tensor<Scalar>) {
    checkLabels(labels, scores: scores.shape, loss: "hinge loss")
    let (n, classes) = (labels.count, scores.shape[1])
    let share = 1 / Scalar(n)
    var gradient = scores
    var total = CompensatedSum()
    gradient.withUnsafeMutableScalars { s in
      for i in 0..<n {
        let own = i * classes + labels[i]
        let ownScore = s[own]
        var rowLoss: Scalar = 0
        var pushing: Scalar = 0
        for j in i * classes..<(i + 1) * classes where j != own {
          let excess = s[j] - ownScore + margin
          // NaN must stay NaN: only what is not above zero is nothing.
          let counts = !(excess <= 0)
          if counts { rowLoss += excess }
          s[j] = counts ? share : 0
          pushing += s[j]
        }
        s[own] = -pushing
        total.add(Double(rowLoss))
      }
    }
    return (Scalar(total.value / Double(n)), gradient)
  }
}
