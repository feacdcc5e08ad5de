import Tensors

/// The directions along which data vary most.
///
///     covariance = Xᵀ·X / N   of the centred data X
///     covariance · v = variance · v
///
/// Each direction has length 1; you may return it or its opposite.
/// `symmetricEigenDecomposition` and `singularValueDecomposition` of Tensors do
/// the hard part: read what they say about order, rows and columns. Lesson 5,
/// "Centre, scale, decorrelate".
///
/// - Parameters:
///   - data: N examples, shape `[N, D]`, with N > D.
///   - count: how many components to keep, K, at most D.
/// - Returns: the directions, one per row, the largest variance first, shape
///   `[K, D]`; the variance along each, shape `[K]`; the coordinates of the
///   centred data along them, shape `[N, K]`.
/// - Throws: `Unattempted` until it is written.
public func principalComponents(
  of data: Tensor<Double>, count: Int
) throws -> (
  components: Tensor<Double>, variances: Tensor<Double>, coordinates: Tensor<Double>
) {
  let centered = data - data.mean(axis: 0)
  let covariance = matmul(centered, centered, transposeA: true) / Double(data.rowCount)
  let (values, vectors) = symmetricEigenDecomposition(covariance)
  // Values ascend, and vectors are columns.
  let largestFirst = Array((0..<values.count).reversed().prefix(count))
  let components = vectors.transposed().gathering(rows: largestFirst)
  return (
    components: components,
    variances: values.gathering(rows: largestFirst),
    coordinates: matmul(centered, components, transposeB: true)
  )
}
