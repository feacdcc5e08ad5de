import Tensors

/// A rotation and scaling after which the features of a data set are uncorrelated and have variance 1.
///
/// With the covariance `XᵀX/N = V diag(λ) Vᵀ` of the centred data, ZCA whitening multiplies by
/// `V diag(1/√(λ + ε)) Vᵀ`. Of all matrices that whiten, this one leaves the data nearest to where they were: whitened
/// patches still look like patches, with their edges drawn out. `ε` keeps directions that hold hardly more than noise
/// from being blown up; with it the variance along a direction becomes `λ / (λ + ε)`.
///
/// *Source:* Bell and Sejnowski, 1997; Coates, Lee and Ng, 2011.
public struct Whitening<Scalar: TensorScalar>: Sendable {
  /// The mean that is subtracted, shape `[D]`.
  public let mean: Tensor<Scalar>
  /// What the centred data are multiplied by on the right, shape `[D, D]`, symmetric.
  public let matrix: Tensor<Scalar>

  /// Measures mean and covariance of the rows of `data`.
  ///
  /// - Parameters:
  ///   - data: shape `[N, D]`.
  ///   - epsilon: added to each eigenvalue of the covariance.
  public init(fitting data: Tensor<Scalar>, epsilon: Scalar) {
    precondition(
      data.rank == 2 && data.rowCount > 0, "Whitening: expected [N, D], got \(data.shape)")
    mean = data.mean(axis: 0)
    let centered = data - mean
    let covariance = matmul(centered, centered, transposeA: true) / Scalar(data.rowCount)
    let (values, vectors) = symmetricEigenDecomposition(covariance)
    // Rounding can leave an eigenvalue a little below 0.
    let scale = (values.clamped(to: 0...Scalar.infinity) + epsilon).squareRoot()
    matrix = matmul(vectors / scale, vectors, transposeB: true)
  }

  /// The whitened rows of `data`, `(data - mean) matrix`.
  ///
  /// - Parameter data: shape `[N, D]`.
  /// - Returns: shape `[N, D]`.
  public func whitened(_ data: Tensor<Scalar>) -> Tensor<Scalar> {
    precondition(
      data.rank == 2 && data.shape[1] == mean.count,
      "Whitening: fitted to \(mean.count) features, got \(data.shape)")
    return matmul(data - mean, matrix)
  }
}
