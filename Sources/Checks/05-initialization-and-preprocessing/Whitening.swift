import Grading
import Tensors

/// Takes training data, test data and epsilon; returns both whitened.
typealias WhiteningPreparation = @Sendable (_ train: T, _ test: T, _ epsilon: Double) throws -> Sets

/// 5.4: whitening with training statistics.
let whitening = Exercise<WhiteningPreparation>(
  "5.4",
  check: { check, whiten in
    func ask(_ situation: String, _ train: T, _ test: T, _ epsilon: Double) {
      let right = withFixedSigns(whitened((train, test), epsilon))
      func askFor(_ name: String, _ part: (Sets) -> T) {
        check.value(
          name, of: situation, is: part(right), within: Tolerance(relative: 1e-6, absolute: 1e-7)
        ) { part(withFixedSigns(try whiten(train, test, epsilon))) }
      }
      askFor("train") { $0.train }
      askFor("test") { $0.test }
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
    ask("a feature that is 4 in all examples, epsilon 0.01", flat, [[1, 2, 4], [3, -1, 4]], 0.01)
    let train = cloud(check, 13, 3)
    check.independentRows("test", of: check.normal([3, 3])) { try whiten(train, $0, 0.1).test }
  },
  mutants: mutants
    + divisors.mutants { divisor in { @Sendable in whitened(($0, $1), $2, divisor: divisor) } })

/// A direction and its opposite are equally right: each column of the training data is turned so
/// that its entry of largest magnitude is positive, and the test data's with it.
private func withFixedSigns(_ answer: Sets) -> Sets {
  guard answer.train.rank == 2 else { return answer }
  let signs = peakSigns(ofRows: answer.train.transposed())
  let fits = answer.test.rank == 2 && answer.test.shape[1] == signs.count
  return (answer.train * signs, fits ? answer.test * signs : answer.test)
}

/// The variances along the directions, what to add to them, and the number of examples.
private typealias Spread = (variances: T, epsilon: Double, n: Double)

@Sendable private func deviations(_ spread: Spread) -> T {
  (spread.variances + spread.epsilon).squareRoot()
}

/// Whitened data: by the definition, or with another mean, other data that the directions are
/// taken from, something made of the directions (one per row), or another divisor.
private func whitened(
  _ data: Sets, _ epsilon: Double, minus mean: Sets? = nil, along basis: Sets? = nil,
  directions: (T) -> T = { $0 }, divisor: (Spread) -> T = deviations
) -> Sets {
  let centered = prepared(data, minus: mean ?? both(meanExample(data.train)))
  func apply(_ x: T, _ basis: T) -> T {
    let (components, variances, _) = analysis(basis, basis.rowSize)
    let spread = (maximum(variances, 0), epsilon, Double(basis.rowCount))
    return matmul(x, directions(components), transposeB: true) / divisor(spread)
  }
  let bases = basis ?? both(data.train)
  return (apply(centered.train, bases.train), apply(centered.test, bases.test))
}

/// What the coordinates are divided by.
private let divisors: [Slip<Spread, T>] = [
  Slip("only-turned", "The coordinates are not divided by their deviations, so they are not white.")
  {
    $0.variances * 0 + 1
  },
  Slip("by-variances", "It divides by the variance along a direction: take its root.") {
    $0.variances + $0.epsilon
  },
  Slip("multiplied", "It multiplies by the standard deviation along a direction: divide.") {
    1 / deviations($0)
  },
  Slip("epsilon-outside", "epsilon is added to the deviation: add it to the variance, in the root.")
  {
    $0.variances.squareRoot() + $0.epsilon
  },
  Slip("no-epsilon", "epsilon is missing: add it to each variance, under the root.") {
    $0.variances.squareRoot()
  },
  Slip("epsilon-ignored", "A number of your own is added to the variances: add epsilon.") {
    ($0.variances + 1e-5).squareRoot()
  },
  Slip("epsilon-subtracted", "epsilon is subtracted from the variances: add it.") {
    ($0.variances - $0.epsilon).squareRoot()
  },
  Slip("epsilon-squared", "epsilon is squared before it is added to the variance.") {
    ($0.variances + $0.epsilon * $0.epsilon).squareRoot()
  },
  Slip("values-not-reversed", "The directions are reversed, but not the variances: reverse both.") {
    reversedRows(deviations($0))
  },
  Slip("unbiased", "The covariance is divided by N - 1: here it is a mean, over N.") {
    ($0.variances * ($0.n / ($0.n - 1)) + $0.epsilon).squareRoot()
  },
  Slip("summed", "The covariance is not divided by N: take the mean of the products.") {
    ($0.variances * $0.n + $0.epsilon).squareRoot()
  },
  Slip("divided-by-features", "The covariance is divided by D, the features: divide it by N.") {
    ($0.variances * ($0.n / Double($0.variances.count)) + $0.epsilon).squareRoot()
  },
  Slip("singular-values", "epsilon is added to s² before it is divided by N: add it to s² / N.") {
    ($0.variances + $0.epsilon / $0.n).squareRoot()
  },
  Slip("singular-for-variances", "The singular values s are taken for the variances, s² / N.") {
    (($0.variances * $0.n).squareRoot() + $0.epsilon).squareRoot()
  },
  Slip("by-singular-values", "It divides by s + epsilon: divide by the root of s² / N + epsilon.") {
    ($0.variances * $0.n).squareRoot() + $0.epsilon
  },
]

private let mutants: [Mutant<WhiteningPreparation>] = [
  Mutant(
    "turned-back",
    "The data are turned back to where they were (ZCA): return coordinates along the directions."
  ) {
    let components = analysis($0, $0.rowSize).components
    let right = whitened(($0, $1), $2)
    return (matmul(right.train, components), matmul(right.test, components))
  },
  Mutant(
    "only-scaled",
    "Each feature is normalised by itself, so they stay correlated: turn them to the directions."
  ) {
    let deviation = (meanExample(($0 - meanExample($0)).power(2)) + $2).squareRoot()
    return prepared(($0, $1), minus: both(meanExample($0)), over: both(deviation))
  },
  Mutant(
    "own-statistics",
    "The test set is whitened with its own mean and directions: use those of the training set."
  ) {
    whitened(($0, $1), $2, minus: (meanExample($0), meanExample($1)), along: ($0, $1))
  },
  Mutant("own-mean", "The test set loses its own mean: subtract that of the training set.") {
    whitened(($0, $1), $2, minus: (meanExample($0), meanExample($1)))
  },
  Mutant(
    "joint-statistics",
    "Mean and directions are those of training and test data together: use the training set alone."
  ) {
    let all = joined(($0, $1))
    return whitened(($0, $1), $2, minus: both(meanExample(all)), along: both(all))
  },
  Mutant(
    "test-not-centered", "The test data are not centred: subtract the training mean there too."
  ) {
    whitened(($0, $1), $2, minus: (meanExample($0), T(0)))
  },
  Mutant("test-centered-twice", "The mean is subtracted twice from the test data: once is enough.")
  {
    whitened(($0, $1), $2, minus: (meanExample($0), 2 * meanExample($0)))
  },
  Mutant("not-centered", "The data are not centred before they are turned.") {
    whitened(($0, $1), $2, minus: both(T(0)))
  },
  Mutant(
    "ascending",
    "The smallest variance comes first, as symmetricEigenDecomposition gives them: reverse them."
  ) {
    let right = whitened(($0, $1), $2)
    return (reversedColumns(right.train), reversedColumns(right.test))
  },
  Mutant("ascending-epsilon-outside", expecting: "reversed+epsilon-outside") {
    let wrong = whitened(($0, $1), $2, divisor: { $0.variances.squareRoot() + $0.epsilon })
    return (reversedColumns(wrong.train), reversedColumns(wrong.test))
  },
  Mutant(
    "vectors-not-reversed", "The variances are reversed, but not the directions: reverse both."
  ) {
    whitened(($0, $1), $2, directions: reversedRows)
  },
  Mutant("rows-of-vectors", "It turns by the eigenvectors' matrix transposed: use its columns.") {
    whitened(($0, $1), $2, directions: { $0.transposed() })
  },
  Mutant(
    "rows-reversed",
    "The rows of the eigenvectors' matrix are reversed: reverse its columns, the eigenvectors."
  ) {
    // Columns, ascending, as the decomposition gives them; then their rows are reversed.
    whitened(($0, $1), $2, directions: { reversedRows(reversedRows($0).transposed()).transposed() })
  },
]
