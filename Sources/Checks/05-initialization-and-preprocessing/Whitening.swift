import Grading
import Tensors

/// Takes training data, test data and epsilon; returns both whitened.
typealias WhiteningPreparation =
  @Sendable (Tensor<Double>, Tensor<Double>, Double) throws -> (
    train: Tensor<Double>, test: Tensor<Double>
  )

/// 5.4: whitening with training statistics.
let whitening = Exercise<WhiteningPreparation>(
  "5.4",
  check: { check, whiten in
    func ask(
      _ situation: String, _ train: Tensor<Double>, _ test: Tensor<Double>, _ epsilon: Double
    ) {
      let right = withFixedSigns(whitened(train, test, epsilon))
      func answer() throws -> Pair { withFixedSigns(try whiten(train, test, epsilon)) }
      check.value("train", of: situation, is: right.train, within: close) { try answer().train }
      check.value("test", of: situation, is: right.test, within: close) { try answer().test }
    }
    ask(
      "\(fourPoints.situation), test [[5, 2], [13, 8]], epsilon 0", fourPoints.data,
      [[5, 2], [13, 8]], 0)
    for (n, d, rows, epsilon) in [
      (17, 3, 5, 1e-5), (23, 5, 2, 0.5), (31, 2, 7, 3), (19, 4, 3, 0.1),
    ] {
      ask(
        "\(n) training and \(rows) test examples of \(d) features, epsilon \(format(epsilon))",
        cloud(check, n, d), check.normal([rows, d]) * 3, epsilon)
    }
    // One direction has no variance.
    let flat = matmul(cloud(check, 17, 2), [[1, 0, 0], [0, 1, 0]]) + [0, 0, 4]
    ask(
      "a feature that is 4 in all examples, epsilon 0.01", flat, [[1, 2, 4], [3, -1, 4]], 0.01)
    let train = cloud(check, 13, 3)
    check.independentRows("test", of: check.normal([3, 3])) { try whiten(train, $0, 0.1).test }
  },
  mutants: whiteningMutants)

private typealias Pair = (train: Tensor<Double>, test: Tensor<Double>)

private let close = Tolerance(relative: 1e-6, absolute: 1e-7)

/// A direction and its opposite are equally right: each column of the training data is turned so that its entry of largest
/// magnitude is positive, and the test data's with it.
private func withFixedSigns(_ answer: Pair) -> Pair {
  guard answer.train.rank == 2 else { return answer }
  let signs = peakSigns(ofRows: answer.train.transposed())
  let fits = answer.test.rank == 2 && answer.test.shape[1] == signs.count
  return (answer.train * signs, fits ? answer.test * signs : answer.test)
}

/// Whitening in parts, so that a wrong answer can have one of them wrong.
private struct Whitener: Sendable {
  typealias Statistic =
    @Sendable (_ train: Tensor<Double>, _ test: Tensor<Double>) -> Tensor<Double>
  var mean: Statistic = { train, _ in meanExample(train) }
  var testMean: Statistic?
  var basis: Statistic = { train, _ in train }
  var testBasis: Statistic?
  var divisor:
    @Sendable (_ variances: Tensor<Double>, _ epsilon: Double, _ n: Int) -> Tensor<Double> = {
      variances, epsilon, _ in (variances + epsilon).squareRoot()
    }

  func run(_ train: Tensor<Double>, _ test: Tensor<Double>, _ epsilon: Double) -> Pair {
    func apply(
      _ x: Tensor<Double>, _ mean: Tensor<Double>, _ basis: Tensor<Double>
    ) -> Tensor<Double> {
      let (components, variances, _) = analysis(basis, basis.rowSize)
      let turned = matmul(x - mean, components, transposeB: true)
      return turned / divisor(maximum(variances, 0), epsilon, basis.rowCount)
    }
    return (
      apply(train, mean(train, test), basis(train, test)),
      apply(test, (testMean ?? mean)(train, test), (testBasis ?? basis)(train, test))
    )
  }
}

@Sendable private func whitened(
  _ train: Tensor<Double>, _ test: Tensor<Double>, _ epsilon: Double
) -> Pair { Whitener().run(train, test, epsilon) }

private func mutant(
  _ id: String, _ text: String, _ change: (inout Whitener) -> Void
) -> Mutant<WhiteningPreparation> {
  var wrong = Whitener()
  change(&wrong)
  return Mutant(id, text) { [wrong] train, test, epsilon in wrong.run(train, test, epsilon) }
}

private let whiteningMutants: [Mutant<WhiteningPreparation>] = [
  Mutant(
    "turned-back",
    "The data are turned back to where they were (ZCA, which makes whitened pictures look like pictures). Here the coordinates along the directions are wanted."
  ) { train, test, epsilon in
    let components = analysis(train, train.rowSize).components
    let (a, b) = whitened(train, test, epsilon)
    return (matmul(a, components), matmul(b, components))
  },
  mutant(
    "only-turned",
    "The coordinates are not divided by the standard deviations: they are decorrelated, not white."
  ) {
    $0.divisor = { variances, _, _ in variances * 0 + 1 }
  },
  Mutant(
    "only-scaled",
    "The features are normalised, each by itself, and not turned onto the principal components: they are still correlated."
  ) { train, test, epsilon in
    let mean = meanExample(train)
    let deviation = (meanExample((train - mean).power(2)) + epsilon).squareRoot()
    return ((train - mean) / deviation, (test - mean) / deviation)
  },
  mutant("by-variances", "It divides by the variance along a direction: take its root.") {
    $0.divisor = { variances, epsilon, _ in variances + epsilon }
  },
  mutant("multiplied", "It multiplies by the standard deviation along a direction: divide.") {
    $0.divisor = { variances, epsilon, _ in 1 / (variances + epsilon).squareRoot() }
  },
  mutant(
    "epsilon-outside",
    "epsilon is added to the standard deviation. It belongs under the root, to the variance."
  ) { $0.divisor = { variances, epsilon, _ in variances.squareRoot() + epsilon } },
  mutant("no-epsilon", "epsilon is missing: it is added to each variance, under the root.") {
    $0.divisor = { variances, _, _ in variances.squareRoot() }
  },
  mutant("epsilon-subtracted", "epsilon is subtracted from the variances: add it.") {
    $0.divisor = { variances, epsilon, _ in (variances - epsilon).squareRoot() }
  },
  mutant("epsilon-squared", "epsilon is squared before it is added to the variance.") {
    $0.divisor = { variances, epsilon, _ in (variances + epsilon * epsilon).squareRoot() }
  },
  mutant(
    "unbiased",
    "The covariance is divided by N - 1. Here the variance is the mean of the squares: divide by N."
  ) {
    $0.divisor = { variances, epsilon, n in
      (variances * (Double(n) / Double(n - 1)) + epsilon).squareRoot()
    }
  },
  mutant(
    "summed",
    "The covariance is not divided by N: the squares are summed, and their mean is wanted."
  ) {
    $0.divisor = { variances, epsilon, n in (variances * Double(n) + epsilon).squareRoot() }
  },
  mutant(
    "singular-values",
    "epsilon is added to the squared singular values before they are divided by N. The variances are s² / N; epsilon is added to those."
  ) {
    $0.divisor = { variances, epsilon, n in (variances + epsilon / Double(n)).squareRoot() }
  },
  mutant(
    "singular-for-variances",
    "The singular values s are taken for the variances. Those are s² / N."
  ) {
    $0.divisor = { variances, epsilon, n in
      ((variances * Double(n)).squareRoot() + epsilon).squareRoot()
    }
  },
  mutant(
    "by-singular-values",
    "It divides by the singular values s, with epsilon added to them. The standard deviation along a direction is the root of s² / N, and epsilon goes under the root."
  ) {
    $0.divisor = { variances, epsilon, n in (variances * Double(n)).squareRoot() + epsilon }
  },
  mutant(
    "own-statistics",
    "The test set is whitened with its own mean and directions. All statistics are those of the training set."
  ) {
    $0.testMean = { _, test in meanExample(test) }
    $0.testBasis = { _, test in test }
  },
  mutant("own-mean", "The test set loses its own mean: that of the training set is wanted.") {
    $0.testMean = { _, test in meanExample(test) }
  },
  mutant(
    "joint-statistics",
    "Mean and directions are those of training and test data together. Measure them on the training set alone."
  ) {
    $0.mean = { meanExample(joined($0, $1)) }
    $0.basis = { joined($0, $1) }
  },
  mutant(
    "test-not-centered",
    "The test data are not centred: subtract the mean of the training set from them too."
  ) {
    $0.testMean = { train, _ in train.row(0) * 0 }
  },
  mutant("not-centered", "The data are not centred before they are turned.") {
    $0.mean = { train, _ in train.row(0) * 0 }
  },
  Mutant(
    "ascending",
    "The direction of the smallest variance comes first: symmetricEigenDecomposition gives them in ascending order, and the largest is wanted first."
  ) { train, test, epsilon in
    let (a, b) = whitened(train, test, epsilon)
    let order = Array((0..<train.rowSize).reversed())
    return (
      a.transposed().gathering(rows: order).transposed(),
      b.transposed().gathering(rows: order).transposed()
    )
  },
  Mutant("ascending-epsilon-outside", expecting: "reversed+epsilon-outside") {
    train, test, epsilon in
    var wrong = Whitener()
    wrong.divisor = { variances, epsilon, _ in variances.squareRoot() + epsilon }
    let (a, b) = wrong.run(train, test, epsilon)
    let order = Array((0..<train.rowSize).reversed())
    return (
      a.transposed().gathering(rows: order).transposed(),
      b.transposed().gathering(rows: order).transposed()
    )
  },
  Mutant(
    "rows-of-vectors",
    "It turns the data by the eigenvectors' matrix the wrong way round: they are its columns."
  ) { train, test, epsilon in
    let (components, variances, _) = analysis(train, train.rowSize)
    let mean = meanExample(train)
    let divisor = (maximum(variances, 0) + epsilon).squareRoot()
    return (
      matmul(train - mean, components) / divisor, matmul(test - mean, components) / divisor
    )
  },
  Mutant(
    "rows-reversed",
    "The rows of the eigenvectors' matrix are put in another order, and its columns are the eigenvectors: reverse those, as you do with the eigenvalues."
  ) { train, test, epsilon in
    let (components, variances, _) = analysis(train, train.rowSize)
    // Eigenvectors as columns, the largest variance last, as the decomposition gives them; then the rows reversed.
    let order = Array((0..<train.rowSize).reversed())
    let vectors = components.gathering(rows: order).transposed().gathering(rows: order)
    let mean = meanExample(train)
    let divisor = (maximum(variances, 0) + epsilon).squareRoot()
    return (matmul(train - mean, vectors) / divisor, matmul(test - mean, vectors) / divisor)
  },
]
