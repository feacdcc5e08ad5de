import Tensors

/// The directions along which a data set varies most, at right angles to each other, in order.
///
/// They are the eigenvectors of the covariance `XᵀX/N` of the centred data, and the variance along each is its eigenvalue.
/// Coordinates along them are uncorrelated; the first few hold most of what varies, so that the rest may be dropped.
/// Dividing each coordinate by the standard deviation along it *whitens* the data.
///
/// Of large pictures a few hundred examples may do. `N` examples differ along `N - 1` directions at most, and if that is
/// less than `D`, the singular vectors of the examples give them with some `4 N² D + 22 N³` operations. The `D × D`
/// covariance, whose eigenvectors take some `9 D³` (for pictures of 3072 numbers 260 thousand million), is then never formed.
///
/// *Source:* Pearson, 1901; CS231n, notes, "Setting up the data".
public struct PrincipalComponents<Scalar: TensorScalar>: Sendable {
  /// The mean of the training data, shape `[D]`.
  public let mean: Tensor<Scalar>
  /// The directions, a row each, of length 1 and with a positive largest entry, shape `[K, D]`.
  public let components: Tensor<Scalar>
  /// The variance of the training data along each, in descending order, shape `[K]`.
  public let variances: Tensor<Scalar>
  /// The variance of the training data in all directions together, of those that were dropped too.
  public let totalVariance: Scalar

  /// Finds the components of training data.
  ///
  /// - Parameters:
  ///   - data: shape `[N, D]`.
  ///   - count: how many to keep; without it all along which N examples can differ, the smaller of N - 1 and D.
  public init(fitting data: Tensor<Scalar>, count: Int? = nil) {
    precondition(
      data.rank == 2 && data.count > 0, "PrincipalComponents: expected [N, D], got \(data.shape)")
    let (n, d) = (data.rowCount, data.rowSize)
    let kept = count ?? max(1, min(n - 1, d))
    precondition(
      (1...min(n, d)).contains(kept),
      "PrincipalComponents: expected 1 to \(min(n, d)) components of \(data.shape), got \(kept)")
    mean = data.mean(axis: 0)
    let centered = data - mean
    let all: Tensor<Scalar>
    if n < d {
      let (_, s, vt) = singularValueDecomposition(centered)
      all = s * s / Scalar(n)
      components = vt[rows: 0..<kept]
    } else {
      let covariance = matmul(centered, centered, transposeA: true) / Scalar(n)
      let (values, vectors) = symmetricEigenDecomposition(covariance)
      let descending = Array((0..<d).reversed())
      // Rounding can leave an eigenvalue a little below 0.
      all = maximum(values.gathering(rows: descending), 0)
      components = vectors.transposed().gathering(rows: Array(descending.prefix(kept)))
    }
    variances = all[rows: 0..<kept]
    totalVariance = all.sum()
  }

  /// The coordinates of data along the components, `(data - mean) componentsᵀ`.
  ///
  /// - Parameter data: shape `[N, D]`, of any set.
  /// - Returns: shape `[N, K]`.
  public func projected(_ data: Tensor<Scalar>) -> Tensor<Scalar> {
    precondition(
      data.rank == 2 && data.shape[1] == mean.count,
      "PrincipalComponents: fitted to \(mean.count) features, got \(data.shape)")
    return matmul(data - mean, components, transposeB: true)
  }

  /// Data from their coordinates: what the kept components know of them.
  ///
  /// - Parameter coordinates: shape `[N, k]`, along the first `k` components.
  /// - Returns: shape `[N, D]`.
  public func reconstructed(_ coordinates: Tensor<Scalar>) -> Tensor<Scalar> {
    precondition(
      coordinates.rank == 2 && coordinates.shape[1] <= components.rowCount,
      "PrincipalComponents: expected coordinates [N, k] along at most \(components.rowCount) components, got \(coordinates.shape)"
    )
    return matmul(coordinates, components[rows: 0..<coordinates.shape[1]]) + mean
  }

  /// The coordinates divided by the standard deviation along each component: uncorrelated, with variance 1.
  ///
  /// - Parameters:
  ///   - data: shape `[N, D]`, of any set.
  ///   - epsilon: added to each variance, so that directions which hold hardly more than noise are not blown up.
  /// - Returns: shape `[N, K]`.
  public func whitened(_ data: Tensor<Scalar>, epsilon: Scalar = 1e-5) -> Tensor<Scalar> {
    projected(data) / (variances + epsilon).squareRoot()
  }
}
