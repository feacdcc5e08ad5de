import Tensors
import Testing

@Suite("Linear algebra")
struct LinearAlgebraTests {
  @Test("decomposes a symmetric matrix as NumPy's eigh, ascending, peaks positive")
  func eigh() {
    let m: Tensor<Double> = [[4, 1, -2], [1, 2, 0.5], [-2, 0.5, 3]]
    let (values, vectors) = symmetricEigenDecomposition(m)
    // np.linalg.eigh(m), columns turned so that the entry of largest magnitude is positive
    expectClose(values, [0.6539237684613841, 2.716348465618261, 5.629727765920354], within: 1e-14)
    expectClose(
      vectors,
      [
        [-0.5323243447980562, 0.27463393193367164, 0.8007540167654305],
        [0.6125169868955221, 0.7778893374994162, 0.1403962940007677],
        [-0.5843404253513105, 0.5652118028096821, -0.5823073803970535],
      ], within: 1e-14)
  }

  @Test("has orthonormal eigenvectors that diagonalise the matrix, in either precision")
  func eigenvectors() {
    func check<Scalar: TensorScalar>(_ type: Scalar.Type, within tolerance: Scalar) {
      var generator = SeededGenerator(seed: 5)
      let a = Tensor<Scalar>(randomNormal: [60, 40], using: &generator)
      let m = matmul(a, a, transposeA: true)
      let (values, vectors) = symmetricEigenDecomposition(m)
      let identity = Tensor<Scalar>(
        shape: [40, 40], scalars: (0..<1600).map { $0 % 41 == 0 ? 1 : 0 })
      expectClose(matmul(vectors, vectors, transposeA: true), identity, within: tolerance)
      expectClose(matmul(vectors * values, vectors, transposeB: true), m, within: 100 * tolerance)
      #expect(values.scalars == values.scalars.sorted())
    }
    check(Double.self, within: 1e-13)
    check(Float.self, within: 1e-5)
  }

  @Test("decomposes any matrix as NumPy's svd, descending, peaks of vt positive")
  func svd() {
    // A = np.linspace(-1, 2, 12).reshape(4, 3) ** 2; A[1, 1] = -3; np.linalg.svd(A,
    // full_matrices=False)
    var a = Tensor<Double>(linspace: -1, 2, shape: [4, 3]).power(2)
    a[1, 1] = -3
    let (u, s, vt) = singularValueDecomposition(a)
    expectClose(s, [5.972555834452279, 2.478355493184925, 0.8381025120019607], within: 1e-14)
    expectClose(
      vt,
      [
        [0.35884719548958616, 0.6564524523041864, 0.6635502001756002],
        [-0.283061728194223, 0.7539562360450269, -0.5928119871936766],
        [0.8894406940999263, -0.024903252651731406, -0.45637164645320083],
      ], within: 1e-14)
    expectClose(
      u,
      [
        [0.1411722029703768, -0.0027263135858942023, 0.9330327162449175],
        [-0.3130573436736952, -0.948053856293575, 0.052220452136461086],
        [0.27033949020329895, -0.12891655363576437, -0.35533375374226367],
        [0.8994343048367015, -0.29080401472433276, -0.021468540861633446],
      ], within: 1e-14)
  }

  @Test(
    "puts wide, tall and rank-deficient matrices together again",
    arguments: [(7, 30), (30, 7), (1, 5), (5, 1), (1, 1)])
  func reconstruction(_ m: Int, _ n: Int) {
    var generator = SeededGenerator(seed: 6)
    let a = Tensor<Double>(randomNormal: [m, n], using: &generator)
    let (u, s, vt) = singularValueDecomposition(a)
    #expect(u.shape == [m, min(m, n)])
    #expect(s.shape == [min(m, n)])
    #expect(vt.shape == [min(m, n), n])
    expectClose(matmul(u * s, vt), a, within: 1e-13)
    let ones = Tensor<Double>(ones: [m, n])
    let (u1, s1, vt1) = singularValueDecomposition(ones)
    expectClose(matmul(u1 * s1, vt1), ones, within: 1e-13)
    let float = singularValueDecomposition(a.cast(to: Float.self))
    expectClose(matmul(float.u * float.s, float.vt), a.cast(to: Float.self), within: 1e-5)
  }

  @Test("accepts an empty matrix and a single number")
  func small() {
    #expect(symmetricEigenDecomposition(Tensor<Double>(zeros: [0, 0])).values.shape == [0])
    #expect(symmetricEigenDecomposition([[-3]] as Tensor<Double>).values == [-3])
    #expect(symmetricEigenDecomposition([[-3]] as Tensor<Double>).vectors == [[1]])
    #expect(singularValueDecomposition(Tensor<Double>(zeros: [0, 3])).vt.shape == [0, 3])
  }

  @Test("refuses a matrix that is not square, or holds NaN")
  func contracts() async {
    await #expect(processExitsWith: .failure) {
      _ = symmetricEigenDecomposition(Tensor<Double>(zeros: [2, 3]))
    }
    await #expect(processExitsWith: .failure) {
      _ = symmetricEigenDecomposition(Tensor<Double>(repeating: .nan, shape: [3, 3]))
    }
    await #expect(processExitsWith: .failure) {
      _ = singularValueDecomposition(Tensor<Double>(repeating: .nan, shape: [3, 3]))
    }
  }
}
