import Grading
import Tensors

/// 5.1: centring with the mean of the training set.
let centering = Exercise<Preparation>(
  "5.1",
  check: { check, prepare in
    func ask(_ situation: String, _ train: T, _ test: T) {
      let mean = meanExample(train)
      func askFor(_ name: String, _ x: T, _ answer: () throws -> T) {
        let term = Term("mean", "minus the mean of the training set", x * 0 - mean)
        check.value(name, of: situation, is: x - mean, knowing: Facts(terms: [term]), answer)
      }
      askFor("train", train) { try prepare(train, test).train }
      askFor("test", test) { try prepare(train, test).test }
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
  mutants: mutants
    + means.mutants { mean in { @Sendable in prepared(($0, $1), minus: mean(($0, $1))) } })

/// What is subtracted from each set.
private let means: [Slip<Sets, Sets>] = [
  Slip(
    "own-mean",
    "The test set loses its own mean, so one example's answer depends on the others: subtract "
      + "the training set's mean."
  ) { (meanExample($0.train), meanExample($0.test)) },
  Slip(
    "joint-mean",
    "The mean is that of training and test data together, and the test set must not be looked at: "
      + "measure it on the training set alone."
  ) { both(meanExample(joined($0))) },
  Slip("test-mean", "The test set's mean is subtracted from both: subtract the training set's.") {
    both(meanExample($0.test))
  },
  Slip("test-as-it-was", expecting: "missing.mean") { (meanExample($0.train), T(0)) },
  Slip("train-as-it-was", expecting: "missing.mean") { (T(0), meanExample($0.train)) },
  Slip("added", expecting: "negated.mean") { both(-meanExample($0.train)) },
  Slip("test-twice", expecting: "doubled.mean") {
    (meanExample($0.train), 2 * meanExample($0.train))
  },
  Slip("one-mean", "The mean of everything is subtracted: each entry has a mean of its own.") {
    both(T($0.train.mean()))
  },
  Slip(
    "mean-per-channel",
    "One mean is taken per channel: here each entry of an example, each pixel, has its own."
  ) { both(channelMeans($0.train)) },
  Slip(
    "mean-of-each-example",
    "Each example loses the mean of its own entries: average over the examples, which is axis 0."
  ) { (meansOfRows($0.train), meansOfRows($0.test)) },
  Slip("sum", "The sum over the examples is subtracted: divide it by their number.") {
    both($0.train.sum(axis: 0))
  },
  Slip("not-reset", "The sum is not set back to 0 for the next entry: reset it for each mean.") {
    both(running(meanExample($0.train)))
  },
  Slip("divided-by-features", "The sum is divided by the entries of an example: divide it by N.") {
    both($0.train.sum(axis: 0) / Double($0.train.rowSize))
  },
  Slip("unbiased", "The sum is divided by N - 1, as for some variances: divide a mean by N.") {
    both($0.train.sum(axis: 0) / Double($0.train.rowCount - 1))
  },
  Slip("first-example", "The first example is subtracted: subtract the mean of all.") {
    both($0.train.row(0))
  },
  Slip("last-example", "The last example is subtracted: add the examples up with +=.") {
    both($0.train.row($0.train.rowCount - 1))
  },
]

private func right(_ train: T, _ test: T) -> Sets {
  prepared((train, test), minus: both(meanExample(train)))
}

private let mutants: [Mutant<Preparation>] = [
  Mutant("also-scaled", "It divides by the standard deviation as well: exercise 5.2 will.") {
    prepared(
      ($0, $1), minus: both(meanExample($0)), over: both($0.standardDeviation(axis: 0)))
  },
  Mutant("swapped", expecting: "swapped") { (right($0, $1).test, right($0, $1).train) },
  Mutant("train-for-test", expecting: "swapped") { both(right($0, $1).train) },
]

private func meansOfRows(_ x: T) -> T {
  let means = x.reshaped(to: [x.rowCount, -1]).mean(axis: 1)
  return means.reshaped(to: [x.rowCount] + x.shape.dropFirst().map { _ in 1 })
}

/// The means over examples and pixels, of pictures; those over the examples of all else.
private func channelMeans(_ x: T) -> T {
  let mean = meanExample(x)
  guard mean.rank == 3 else { return mean }
  return mean.reshaped(to: [mean.shape[0], -1]).mean(axis: 1).reshaped(to: [-1, 1, 1])
}
