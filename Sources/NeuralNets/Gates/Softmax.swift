import Tensors

/// The softmax gate: turns each row of scores into probabilities, positive numbers that sum to 1.
///
///     p_j = exp(s_j) / Σ_k exp(s_k)        ds_j = p_j (dp_j - Σ_k dp_k p_k)
///
/// Each probability depends on all scores of its row, so the local gradient is a matrix, `dp_i/ds_j = p_i ([i == j] -
/// p_j)`. Backward never builds it: it multiplies the upstream gradient by it, as every gate does.
///
/// For training use `SoftmaxLoss`, which has the logarithm built in and stays exact where probabilities round to 0.
///
/// *Source:* CS231n, lectures 3 and 4.
public enum Softmax {
  /// What backward needs to know of forward: the output.
  public struct Cache<Scalar: TensorScalar>: Sendable {
    let p: Tensor<Scalar>
  }

  /// The softmax of each row, in the order of the scores.
  ///
  /// - Parameter scores: shape `[..., C]`.
  /// - Returns: the probabilities, in the shape of the scores, and what backward needs.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func forward<Scalar>(
    _ scores: Tensor<Scalar>
  ) -> (out: Tensor<Scalar>, cache: Cache<Scalar>) {
    precondition(scores.rank >= 1, "softmax: expected scores [N, C], got \(scores.shape)")
    let classes = scores.shape[scores.rank - 1]
    var p = scores
    p.withUnsafeMutableScalars { s in
      for (i, row) in exponentiateRows(s, classes: classes).enumerated() {
        for j in i * classes..<(i + 1) * classes { s[j] /= row.sum }
      }
    }
    return (p, Cache(p: p))
  }

  /// The gradient of the scores, in their shape.
  ///
  /// - Parameters:
  ///   - dout: the upstream gradient, in the shape of the output.
  ///   - cache: what forward left.
  /// - Returns: `dscores`.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public static func backward<Scalar>(
    _ dout: Tensor<Scalar>, _ cache: Cache<Scalar>
  ) -> Tensor<Scalar> {
    let p = cache.p
    precondition(
      dout.shape == p.shape, "softmax: expected upstream gradient \(p.shape), got \(dout.shape)")
    let classes = max(1, p.shape[p.rank - 1])
    return Tensor(shape: p.shape) { ds in
      dout.scalars.withUnsafeBufferPointer { dp in
        p.scalars.withUnsafeBufferPointer { p in
          for start in stride(from: 0, to: p.count, by: classes) {
            var mean: Scalar = 0
            for j in start..<start + classes { mean += dp[j] * p[j] }
            for j in start..<start + classes { ds[j] = p[j] * (dp[j] - mean) }
          }
        }
      }
    }
  }
}

/// Replaces each row of scores by its exponentials, taken after the largest score of the row was subtracted.
///
/// `exp` then never overflows, and the sum is at least 1.
///
/// - Returns: for each row the largest score and the sum of the exponentials.
@specialized(where Scalar == Float)
@specialized(where Scalar == Double)
func exponentiateRows<Scalar: TensorScalar>(
  _ s: UnsafeMutableBufferPointer<Scalar>, classes: Int
) -> [(highest: Scalar, sum: Scalar)] {
  stride(from: 0, to: s.count, by: max(1, classes)).map { start in
    let row = start..<start + classes
    let highest = s[row].reduce(-Scalar.infinity) { max($0, $1) }
    var sum: Scalar = 0
    for j in row {
      s[j] = Scalar.exp(s[j] - highest)
      sum += s[j]
    }
    return (highest, sum)
  }
}
