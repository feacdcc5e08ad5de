import Tensors

/// How far apart two pictures, or two points, are.
///
/// *Source:* the course's second lecture, nearest neighbours.
public enum Distance: String, CaseIterable, Sendable {
  /// The sum of the absolute differences, `Σ |a - b|`: depends on the choice of the coordinate axes.
  case l1

  /// The root of the sum of the squared differences, `√Σ (a - b)²`: the same whichever way the axes point.
  case l2
}

extension Distance {
  /// The distance of every query from every example, each pair by the definition: differences first, then their sum.
  ///
  /// Sixteen coordinates at a time, four queries against four examples at once, so that every number loaded is used four
  /// times, the examples spread over the cores. The sums are in `Scalar`'s precision.
  ///
  /// - Parameters:
  ///   - queries: shape `[M, ...]`.
  ///   - examples: shape `[N, ...]`, with rows as large as those of `queries`.
  /// - Returns: shape `[M, N]`.
  public func pairwise<Scalar: TensorScalar>(
    from queries: Tensor<Scalar>, to examples: Tensor<Scalar>
  ) -> Tensor<Scalar> {
    precondition(
      queries.rowSize == examples.rowSize,
      "pairwise: queries \(queries.shape) and examples \(examples.shape) differ in the size of a row"
    )
    let n = examples.rowCount
    return Tensor(shape: [queries.rowCount, n]) { out in
      queries.scalars.withUnsafeBufferPointer { q in
        examples.scalars.withUnsafeBufferPointer { x in
          guard let q = q.baseAddress, let x = x.baseAddress, let out = out.baseAddress else {
            return out.initialize(repeating: 0)
          }
          let rows = PairwiseRows(
            queries: q, examples: x, out: out, m: queries.rowCount, n: n, d: queries.rowSize)
          switch self {
          case .l1: fillAbsoluteDistances(rows)
          case .l2: fillDistances(SquaredDifference<Scalar>.self, rows)
          }
        }
      }
    }
  }
}
