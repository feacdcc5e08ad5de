import Grading
import Tensors

/// 5.1: centring with the mean of the training set.
let centering = Exercise<Preparation>(
  "5.1",
  check: { check, prepare in
    func ask(_ situation: String, _ train: Tensor<Double>, _ test: Tensor<Double>) {
      let mean = meanExample(train)
      func facts(_ x: Tensor<Double>) -> Facts {
        Facts(terms: [Term("mean", "minus the mean of the training set", x * 0 - mean)])
      }
      check.value("train", of: situation, is: train - mean, knowing: facts(train)) {
        try prepare(train, test).train
      }
      check.value("test", of: situation, is: test - mean, knowing: facts(test)) {
        try prepare(train, test).test
      }
    }
    ask("train [[1, 10], [3, 20]], test [[5, 5]]", [[1, 10], [3, 20]], [[5, 5]])
    for (shape, rows) in [
      ([7, 3], 5), ([5, 2], 11), ([3, 3], 3), ([5, 3, 2, 4], 2), ([2, 7], 1),
    ] {
      let test = [rows] + shape.dropFirst()
      let far = check.normal(Array(shape.dropFirst())) * 3
      ask(
        "train of shape \(shape), test of shape \(test)", check.normal(shape) + far,
        check.normal(test) * 2 + 1)
    }
    let (train, test) = (check.normal([5, 3]) + 2, check.normal([3, 3]))
    check.independentRows("test", of: test) { try prepare(train, $0).test }
  },
  mutants: centeringMutants)

private func mutant(
  _ id: String, _ text: String, _ change: (inout WrongPreparation) -> Void
) -> Mutant<Preparation> {
  var wrong = WrongPreparation()
  change(&wrong)
  return Mutant(id, text, wrong.run)
}

private func mutant(
  _ id: String, expecting diagnosis: String, _ change: (inout WrongPreparation) -> Void
) -> Mutant<Preparation> {
  var wrong = WrongPreparation()
  change(&wrong)
  return Mutant(id, expecting: diagnosis, wrong.run)
}

private let centeringMutants: [Mutant<Preparation>] = [
  mutant(
    "own-mean",
    "The test set is centred with its own mean. Then the answer for one example depends on the others that happen to be tested with it: subtract the mean of the training set."
  ) { $0.testMean = { _, test in test.mean(axis: 0) } },
  mutant(
    "joint-mean",
    "The mean is taken over training and test data together: what is tested on must not be looked at before. Measure it on the training set alone."
  ) {
    $0.trainMean = { joined($0, $1).mean(axis: 0) }
    $0.testMean = { joined($0, $1).mean(axis: 0) }
  },
  mutant(
    "test-mean",
    "The mean of the test set is subtracted from both: it is that of the training set that counts."
  ) {
    $0.trainMean = { _, test in test.mean(axis: 0) }
    $0.testMean = { _, test in test.mean(axis: 0) }
  },
  mutant("test-as-it-was", expecting: "missing.mean") {
    $0.testMean = { $1[rows: 0..<1].row(0) * 0 }
  },
  mutant("train-as-it-was", expecting: "missing.mean") {
    $0.trainMean = { train, _ in train.row(0) * 0 }
  },
  mutant("added", expecting: "negated.mean") {
    $0.trainMean = { train, _ in -train.mean(axis: 0) }
    $0.testMean = { train, _ in -train.mean(axis: 0) }
  },
  mutant("test-twice", expecting: "doubled.mean") {
    $0.testMean = { train, _ in 2 * train.mean(axis: 0) }
  },
  mutant(
    "one-mean",
    "One number is subtracted from all entries, the mean of everything. Each entry of an example has a mean of its own."
  ) {
    $0.trainMean = { train, _ in Tensor(train.mean()) }
    $0.testMean = { train, _ in Tensor(train.mean()) }
  },
  mutant(
    "mean-of-each-example",
    "Each example loses the mean of its own entries. The mean goes over the examples, entry by entry: axis 0."
  ) {
    $0.trainMean = { train, _ in meansOfRows(train) }
    $0.testMean = { _, test in meansOfRows(test) }
  },
  mutant("sum", "The sum over the examples is subtracted: divide it by their number.") {
    $0.trainMean = { train, _ in train.sum(axis: 0) }
    $0.testMean = { train, _ in train.sum(axis: 0) }
  },
  mutant("unbiased", "The sum is divided by N - 1. That belongs to some variances; a mean has N.") {
    $0.trainMean = { train, _ in train.sum(axis: 0) / Double(train.rowCount - 1) }
    $0.testMean = { train, _ in train.sum(axis: 0) / Double(train.rowCount - 1) }
  },
  mutant("first-example", "The first example is subtracted; the mean of all is wanted.") {
    $0.trainMean = { train, _ in train.row(0) }
    $0.testMean = { train, _ in train.row(0) }
  },
  mutant("also-scaled", "It divides by the standard deviation as well: that is the next exercise.")
  {
    $0.trainDivisor = { train, _ in train.standardDeviation(axis: 0) }
    $0.testDivisor = { train, _ in train.standardDeviation(axis: 0) }
  },
  Mutant("swapped", expecting: "swapped") { train, test in
    let right = WrongPreparation().run(train, test)
    return (right.test, right.train)
  },
  Mutant("train-for-test", expecting: "swapped") { train, test in
    let right = WrongPreparation().run(train, test)
    return (right.train, right.train)
  },
]

private func meansOfRows(_ x: Tensor<Double>) -> Tensor<Double> {
  let means = x.reshaped(to: [x.rowCount, -1]).mean(axis: 1)
  return means.reshaped(to: [x.rowCount] + x.shape.dropFirst().map { _ in 1 })
}
