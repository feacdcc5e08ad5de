import NeuralNets
import Tensors
import Testing

@Suite("Centring")
struct CenteringTests {
  @Test("subtracts the training set's mean example, from other sets too")
  func meanExample() {
    let train: Tensor<Double> = [[1, 10], [3, 30]]
    let centering = Centering(fitting: train)
    #expect(centering.mean == [2, 20])
    #expect(centering.centered(train) == [[-1, -10], [1, 10]])
    #expect(centering.centered([[0, 0], [2, 21], [4, 40]]) == [[-2, -20], [0, 1], [2, 20]])
  }

  @Test("subtracts a mean image, or a mean for each channel")
  func pictures() {
    let train = Tensor<Double>(linspace: 0, 35, shape: [3, 2, 2, 3])
    let byPixel = Centering(fitting: train)
    #expect(byPixel.mean.shape == [2, 2, 3])
    #expect(largestDifference(byPixel.mean, train[rows: 1..<2].reshaped(to: [2, 2, 3])) < 1e-12)
    let byChannel = Centering(fittingChannelsOf: train)
    #expect(largestDifference(byChannel.mean, [[[14.5]], [[20.5]]]) < 1e-12)
    let centered = byChannel.centered(train)
    #expect(centered.shape == train.shape)
    #expect(abs(centered[0, 1, 1, 2] - (11 - 20.5)) < 1e-12)
    // One picture alone gets the same answer as in company.
    #expect(byChannel.centered(train[rows: 2..<3]) == centered[rows: 2..<3])
  }

  @Test("refuses examples of another shape")
  func contracts() async {
    await #expect(processExitsWith: .failure) {
      _ = Centering(fitting: Tensor<Double>(zeros: [2, 3])).centered(Tensor(zeros: [2, 4]))
    }
    await #expect(processExitsWith: .failure) {
      _ = Centering(fitting: Tensor<Double>(zeros: [0, 3]))
    }
  }
}

@Suite("Principal components")
struct PrincipalComponentsTests {
  // NumPy 2.4: x = linspace(-1, 2, 20).reshape(5, 4)**2 * [1, 2, -1, 0.5] + sin(arange(20)).reshape(5, 4).
  private let x: Tensor<Double> = [
    [1, 2.259753533284351, 0.44115338250435204, 0.279624163184521],
    [-0.6210684232857675, -0.8702816153833601, -0.28218558130141896, 0.6625267649237752],
    [1.0586103241857086, 0.7666891223608701, -0.8792011662910318, -0.7285220625063822],
    [0.26398109862006347, 2.6362335188210997, -0.47476660552396555, 1.5865759287997758],
    [2.0417365725316103, 4.71173270202626, -4.144339047325692, 2.1498772096629524],
  ]

  // xc = x - x.mean(0); U, S, _ = np.linalg.svd(xc.T @ xc / 5), each column's largest entry made positive.
  @Test("agree with NumPy's decomposition of the covariance, and so do the whitened coordinates")
  func oracle() {
    let axes = PrincipalComponents(fitting: x)
    let variances: Tensor<Double> = [
      6.152686315541342, 0.967936399071393, 0.7306480438852521, 0.007015944334113125,
    ]
    #expect(largestDifference(axes.variances, variances) < 1e-12)
    #expect(abs(axes.totalVariance - variances.sum()) < 1e-12)
    let components: Tensor<Double> = [
      [0.2948112010864983, 0.7170146322609495, -0.559728345612944, 0.2927124048533447],
      [0.12278500848904617, 0.5952411500646417, 0.7911099607937948, -0.06896988395602265],
      [-0.5672268871879355, 0.016566633242901616, 0.14621571991715482, 0.8103086870836254],
      [0.7591204488454826, -0.3623582992790604, 0.19867101524717898, 0.5029537103838443],
    ]
    #expect(largestDifference(axes.components, components) < 1e-10)
    // xc @ U and xc @ U / sqrt(S + 1e-5), first row.
    let rotated: Tensor<Double> = [
      -0.6625831542261482, 1.473513925352433, -0.32955780718582034, 0.10383800393604205,
    ]
    #expect(largestDifference(axes.projected(x).row(0), rotated) < 1e-10)
    let white: Tensor<Double> = [
      -0.267120765205569, 1.4977129682087553, -0.3855445066591585, 1.2388079360038127,
    ]
    #expect(largestDifference(axes.whitened(x).row(0), white) < 1e-10)
  }

  /// Data whose features are mixed, with and without more examples than features.
  private func mixture(_ n: Int, _ d: Int) -> Tensor<Double> {
    var generator = SeededGenerator(seed: 12)
    let source = Tensor<Double>(randomNormal: [n, d], using: &generator)
    return matmul(source, Tensor(randomNormal: [d, d], using: &generator)) + 3
  }

  @Test(
    "are the same by singular values as by the covariance", arguments: [(6, 9), (9, 9), (30, 9)])
  func bothWays(n: Int, d: Int) {
    let data = mixture(n, d)
    let axes = PrincipalComponents(fitting: data)
    let k = min(n - 1, d)
    #expect(axes.components.shape == [k, d] && axes.variances.shape == [k])
    let centered = data - data.mean(axis: 0)
    let covariance = matmul(centered, centered, transposeA: true) / Double(n)
    let turned = matmul(matmul(axes.components, covariance), axes.components, transposeB: true)
    for i in 0..<k {
      for j in 0..<k {
        #expect(abs(turned[i, j] - (i == j ? axes.variances[i] : 0)) < 1e-9)
      }
    }
    #expect(zip(axes.variances.scalars, axes.variances.scalars.dropFirst()).allSatisfy { $0 >= $1 })
    // All components together rebuild the data exactly.
    #expect(largestDifference(axes.reconstructed(axes.projected(data)), data) < 1e-10)
    let white = axes.whitened(data, epsilon: 0)
    let identity = matmul(white, white, transposeA: true) / Double(n)
    for i in 0..<k { for j in 0..<k { #expect(abs(identity[i, j] - (i == j ? 1 : 0)) < 1e-8) } }
  }

  @Test("kept in part lose exactly the variance of those that were dropped")
  func partial() {
    let data = mixture(30, 9)
    let all = PrincipalComponents(fitting: data)
    let three = PrincipalComponents(fitting: data, count: 3)
    #expect(three.components.shape == [3, 9])
    #expect(three.projected(data).shape == [30, 3])
    let rebuilt = three.reconstructed(three.projected(data))
    let lost = (rebuilt - data).power(2).sum() / 30
    #expect(abs(lost - (all.totalVariance - three.variances.sum())) < 1e-9)
    #expect(abs(three.totalVariance - all.variances.sum()) < 1e-9)
    // Fewer coordinates than components: the first ones.
    let two = Tensor(
      concatenating: [
        three.projected(data).transposed()[rows: 0..<2], Tensor(zeros: [1, 30]),
      ], axis: 0
    ).transposed()
    let firstTwo = three.projected(data).transposed()[rows: 0..<2].transposed()
    #expect(largestDifference(three.reconstructed(firstTwo), three.reconstructed(two)) < 1e-10)
  }

  @Test("agree between Float and Double to single precision")
  func float() {
    let single = PrincipalComponents(fitting: x.cast(to: Float.self))
    let double = PrincipalComponents(fitting: x)
    #expect(largestDifference(single.variances.cast(to: Double.self), double.variances) < 1e-5)
  }

  @Test("stay finite for constant features and for one example")
  func edges() {
    let constant = Tensor<Double>(repeating: 7, shape: [4, 3])
    let axes = PrincipalComponents(fitting: constant)
    #expect(axes.variances == [0, 0, 0])
    #expect(axes.whitened(constant).scalars.allSatisfy { $0 == 0 })
    let single = PrincipalComponents(fitting: constant[rows: 0..<1])
    #expect(single.components.shape == [1, 3])
    #expect(single.projected(constant) == Tensor(zeros: [4, 1]))
  }

  @Test("refuse more components than there can be, and data of another width")
  func contracts() async {
    await #expect(processExitsWith: .failure) {
      _ = PrincipalComponents(fitting: Tensor<Double>(zeros: [3, 2]), count: 3)
    }
    await #expect(processExitsWith: .failure) {
      _ = PrincipalComponents(fitting: Tensor<Double>(zeros: [3, 2])).projected(
        Tensor(zeros: [1, 3]))
    }
  }
}
