import NeuralNets
import Tensors
import Testing

@Suite("Whitening and standardisation")
struct WhiteningTests {
  /// Correlated data with means far from 0: a random mixture of normal numbers.
  static func mixture<Scalar: TensorScalar>(_ type: Scalar.Type, rows: Int) -> Tensor<Scalar> {
    var generator = SeededGenerator(seed: 11)
    let source = Tensor<Scalar>(randomNormal: [rows, 5], using: &generator)
    let mixing = Tensor<Scalar>(randomNormal: [5, 5], using: &generator)
    return matmul(source, mixing) + Tensor([3, -2, 10, 0, 1])
  }

  @Test("whitened data have mean 0 and the identity as covariance")
  func identityCovariance() {
    let data = Self.mixture(Double.self, rows: 400)
    let white = Whitening(fitting: data, epsilon: 0).whitened(data)
    #expect(white.shape == data.shape)
    let covariance = matmul(white, white, transposeA: true) / 400
    for i in 0..<5 {
      for j in 0..<5 { #expect(abs(covariance[i, j] - (i == j ? 1 : 0)) < 1e-9) }
    }
    for mean in white.mean(axis: 0).scalars { #expect(abs(mean) < 1e-10) }
  }

  @Test("with epsilon, a variance λ along one axis becomes λ / (λ + ε)")
  func epsilon() {
    // Two uncorrelated columns with variances 4 and 1.
    let data: Tensor<Double> = [[2, 1], [2, -1], [-2, 1], [-2, -1]]
    let white = Whitening(fitting: data, epsilon: 0.5).whitened(data)
    #expect(abs(white[0, 0] - 2 / 4.5.squareRoot()) < 1e-12)
    #expect(abs(white[0, 1] - 1 / 1.5.squareRoot()) < 1e-12)
  }

  @Test("leaves white data where they are: the whitening nearest to the identity")
  func nearest() {
    let data: Tensor<Double> = [[1, 1], [1, -1], [-1, 1], [-1, -1]]
    let white = Whitening(fitting: data, epsilon: 0).whitened(data)
    #expect(zip(white.scalars, data.scalars).allSatisfy { abs($0 - $1) < 1e-12 })
  }

  @Test("survives data of lower rank than columns")
  func lowRank() {
    let data: Tensor<Double> = [[1, 2], [2, 4], [3, 6]]
    let white = Whitening(fitting: data, epsilon: 1e-3).whitened(data)
    #expect(white.scalars.allSatisfy { $0.isFinite })
  }

  @Test("of fewer examples than features takes the directions it never saw for constant ones")
  func fewExamples() {
    let data = Self.mixture(Double.self, rows: 3)
    let short = Whitening(fitting: data, epsilon: 0.1)
    // By the definition: all five eigenvectors of the covariance.
    let centered = data - data.mean(axis: 0)
    let (values, vectors) = symmetricEigenDecomposition(
      matmul(centered, centered, transposeA: true) / 3)
    let scale = (maximum(values, 0) + 0.1).squareRoot()
    let expected = matmul(vectors / scale, vectors, transposeB: true)
    #expect(zip(short.matrix.scalars, expected.scalars).allSatisfy { abs($0 - $1) < 1e-9 })
    #expect(short.matrix.shape == [5, 5])
  }

  @Test("standardised training data have mean 0 and deviation 1; a constant feature becomes 0")
  func standardization() {
    let data: Tensor<Double> = [[1, 5, 100], [3, 5, 300]]
    let statistics = Standardization(fitting: data)
    #expect(statistics.mean.scalars == [2, 5, 200])
    #expect(statistics.standardDeviation.scalars == [1, 1, 100])
    #expect(statistics.standardized(data).scalars == [-1, 0, -1, 1, 0, 1])
    // Other data are measured by the training data's yardstick.
    #expect(statistics.standardized([[4, 6, 0]]).scalars == [2, 1, -2])
  }

  @Test("a constant feature whose mean is rounded stays 0 in Float")
  func constantFeature() {
    let data = Tensor<Float>(repeating: 0.1, shape: [1000, 2])
    let result = Standardization(fitting: data).standardized(data)
    #expect(result.scalars.allSatisfy { abs($0) < 1e-6 })
  }
}
