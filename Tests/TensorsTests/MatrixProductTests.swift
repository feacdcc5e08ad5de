import Tensors
import Testing

@Suite("The product of matrices")
struct MatrixProductTests {
  @Test("agrees with NumPy")
  func numpy() {
    // np.linspace(-2, 3, 12).reshape(3, 4) @ np.linspace(1, -4, 20).reshape(4, 5)
    let a = Tensor<Double>(linspace: -2, 3, shape: [3, 4])
    let b = Tensor<Double>(linspace: 1, -4, shape: [4, 5])
    let c: Tensor<Double> = [
      [
        2.143540669856459, 3.531100478468899, 4.91866028708134, 6.30622009569378, 7.693779904306219,
      ],
      [
        -4.9377990430622, -5.464114832535883, -5.990430622009568, -6.516746411483252,
        -7.043062200956936,
      ],
      [
        -12.019138755980858, -14.459330143540667, -16.89952153110048, -19.339712918660283,
        -21.779904306220093,
      ],
    ]
    expectClose(matmul(a, b), c, within: 1e-13)
    expectClose(matmul(a.transposed(), b, transposeA: true), c, within: 1e-13)
    expectClose(matmul(a, b.transposed(), transposeB: true), c, within: 1e-13)
    expectClose(
      matmul(a.transposed(), b.transposed(), transposeA: true, transposeB: true), c, within: 1e-13)
  }

  /// Shapes that are computed in one piece, cut by rows and cut by columns.
  @Test(
    "agrees with the definition however it is cut, with any transposes",
    arguments: [
      (3, 5, 7), (1, 1, 1), (401, 37, 301), (37, 401, 301), (1000, 3, 900), (2, 999, 2100),
    ],
    [(false, false), (true, false), (false, true), (true, true)])
  func definition(_ size: (m: Int, n: Int, k: Int), _ transposes: (a: Bool, b: Bool)) {
    var generator = SeededGenerator(seed: 3)
    let a = Tensor<Double>(randomNormal: [size.m, size.k], using: &generator)
    let b = Tensor<Double>(randomNormal: [size.k, size.n], using: &generator)
    let c = matmul(
      transposes.a ? a.transposed() : a, transposes.b ? b.transposed() : b,
      transposeA: transposes.a, transposeB: transposes.b)
    #expect(c.shape == [size.m, size.n])
    let rows = [0, size.m / 3, size.m - 1].map { a.row($0) }
    let columns = b.transposed()
    for (i, row) in zip([0, size.m / 3, size.m - 1], rows) {
      for j in 0..<size.n { #expect(abs(c[i, j] - row.dot(columns.row(j))) < 1e-10) }
    }
  }

  /// Shapes that `narrowProduct` computes: few columns, more and fewer than its tiles have.
  @Test(
    "agrees with Double's in Float, where a product is narrow",
    arguments: [
      (4, 16, 5), (5, 17, 7), (7, 33, 300), (9, 47, 3), (101, 100, 3072), (10, 95, 40),
      (64, 160, 257), (3072, 100, 100), (3, 20, 9),
    ], [false, true])
  func narrow(_ size: (m: Int, n: Int, k: Int), transposesA: Bool) {
    var generator = SeededGenerator(seed: 4)
    let a = Tensor<Double>(
      randomNormal: transposesA ? [size.k, size.m] : [size.m, size.k], using: &generator)
    let b = Tensor<Double>(randomNormal: [size.k, size.n], using: &generator)
    let expected = matmul(a, b, transposeA: transposesA)
    let c = matmul(a.cast(to: Float.self), b.cast(to: Float.self), transposeA: transposesA)
    let scale = Double(size.k).squareRoot()
    expectClose(c.cast(to: Double.self), expected, within: 5e-6 * scale)
  }

  @Test("is zero over an empty inner extent, and empty over an empty outer one")
  func empty() {
    let product = matmul(Tensor<Float>(zeros: [2, 0]), Tensor<Float>(zeros: [0, 3]))
    #expect(product == Tensor(zeros: [2, 3]))
    #expect(matmul(Tensor<Float>(zeros: [0, 4]), Tensor<Float>(zeros: [4, 3])).shape == [0, 3])
  }

  @Test("gives the same bytes every time")
  func deterministic() {
    var generator = SeededGenerator(seed: 4)
    let a = Tensor<Float>(randomNormal: [300, 400], using: &generator)
    let b = Tensor<Float>(randomNormal: [400, 200], using: &generator)
    let first = matmul(a, b)
    for _ in 0..<5 { #expect(matmul(a, b) == first) }
  }

  @Test("refuses what is not a matrix and inner extents that differ")
  func contracts() async {
    await #expect(processExitsWith: .failure) {
      _ = matmul(Tensor<Float>(zeros: [2, 3]), Tensor<Float>(zeros: [2, 3]))
    }
    await #expect(processExitsWith: .failure) {
      _ = matmul(Tensor<Float>(zeros: [3]), Tensor<Float>(zeros: [3, 2]))
    }
  }
}
