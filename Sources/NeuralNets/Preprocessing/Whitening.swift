import Tensors

/// A rotation and scaling after which the features of a data set are uncorrelated and have variance 1.
///
/// With the covariance `XᵀX/N = V diag(λ) Vᵀ` of the centred data, ZCA whitening multiplies by
/// `V diag(1/√(λ + ε)) Vᵀ`. Of all matrices that whiten, this one leaves the data nearest to where they were: whitened
/// patches still look like patches, with their edges drawn out. `ε` keeps directions that hold hardly more than noise
/// from being blown up; with it the variance along a direction becomes `λ / (λ + ε)`.
///
/// `PrincipalComponents.whitened` whitens too and stops after the second step, `V diag(1/√(λ + ε))`: its results are
/// coordinates along the components, no pictures.
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
  ///   - epsilon: added to each eigenvalue of the covariance; above 0 if there are fewer examples than features.
  public init(fitting data: Tensor<Scalar>, epsilon: Scalar) {
    let axes = PrincipalComponents(fitting: data)
    let scale = (axes.variances + epsilon).squareRoot()
    mean = axes.mean
    if axes.components.rowCount == mean.count {
      matrix = matmul(axes.components.transposed() / scale, axes.components)
    } else {
      precondition(epsilon > 0, "Whitening: \(data.rowCount) examples need an epsilon above 0")
      // Along all directions in which no example differed from the mean, the variance is 0.
      let rest = 1 / epsilon.squareRoot()
      matrix =
        matmul(axes.components.transposed() * (1 / scale - rest), axes.components)
        + diagonal(rest, count: mean.count)
    }
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

/// A square matrix with one number all along its diagonal.
@specialized(where Scalar == Float)
@specialized(where Scalar == Double)
private func diagonal<Scalar: TensorScalar>(_ value: Scalar, count: Int) -> Tensor<Scalar> {
  var matrix = Tensor<Scalar>(zeros: [count, count])
  matrix.withUnsafeMutableScalars { m in
    for i in 0..<count { m[i * count + i] = value }
  }
  return matrix
}
