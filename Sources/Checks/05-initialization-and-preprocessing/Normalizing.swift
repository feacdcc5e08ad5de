import Grading
import Tensors

/// 5.2: mean 0 and standard deviation 1 of the training set.
let normalizing = Exercise<Preparation>(
  "5.2",
  check: { check, prepare in
    func ask(_ situation: String, _ train: T, _ test: T) {
      let (mean, divisor) = (meanExample(train), safe(deviations(train)))
      let constant = deviations(train).map { $0 == 0 ? 1 : 0 }
      func askFor(_ name: String, _ x: T, _ answer: () throws -> T) {
        let facts = Facts(
          terms: [Term("mean", "minus mean / std", x * 0 - mean / divisor)],
          multipliers: [
            Multiplier("deviation", "one over the standard deviation", x * 0 + 1 / divisor)
          ],
          places: [
            Place(
              "constant",
              "of a feature that is the same in all training examples: centre it, and divide it "
                + "by 1", x * 0 + constant)
          ])
        check.value(
          name, of: situation, is: (x - mean) / divisor,
          within: Tolerance(relative: 1e-4, absolute: 1e-6), knowing: facts, answer)
      }
      askFor("train", train) { try prepare(train, test).train }
      askFor("test", test) { try prepare(train, test).test }
    }
    ask("train [[1, 10], [3, 30]], test [[5, 5]]", [[1, 10], [3, 30]], [[5, 5]])
    for (n, d, rows) in [(7, 3, 5), (5, 2, 11), (3, 3, 3), (11, 5, 2)] {
      let scales = check.uniform([d], in: 0.1..<9)
      ask(
        "\(n) training and \(rows) test examples of \(d) features",
        check.normal([n, d]) * scales + check.normal([d]) * 3, check.normal([rows, d]) * 2 + 1)
    }
    var train = check.normal([5, 3])
    for i in 0..<5 { train[i, 1] = 4 }
    ask("a feature that is 4 in all training examples, and in the test", train, [[1, 4, 2]])
    ask("a feature that is 4 in all training examples, and 6 in the test", train, [[1, 6, 2]])
    check.independentRows("test", of: check.normal([3, 3])) { try prepare(train, $0).test }
  },
  mutants: mutants
    + divisors.mutants { divisor in
      { @Sendable in prepared(($0, $1), minus: both(meanExample($0)), over: divisor(($0, $1))) }
    }
    + trainDivisors.mutants { divisor in
      { @Sendable in prepared(($0, $1), minus: both(meanExample($0)), over: both(divisor($0))) }
    })

/// The standard deviation of each feature by the definition.
private func deviations(_ x: T) -> T { meanExample((x - meanExample(x)).power(2)).squareRoot() }

/// The numbers to divide by, with 1 instead of 0.
private func safe(_ deviations: T) -> T { deviations.map { $0 == 0 ? 1 : $0 } }

private func squares(_ x: T) -> T { (x - meanExample(x)).power(2).sum(axis: 0) }

/// What both sets are divided by.
private let trainDivisors: [Slip<T, T>] = [
  Slip("not-a-number", expecting: "nan") { deviations($0) },
  Slip("variance", "It divides by the variance: take its root.") { safe(deviations($0).power(2)) },
  Slip("unbiased", "The variance is divided by N - 1: here it is the mean of the squares, over N.")
  {
    safe((squares($0) / Double($0.rowCount - 1)).squareRoot())
  },
  Slip("summed", "The squares are only added up: the variance is their mean, so divide by N.") {
    safe(squares($0).squareRoot())
  },
  Slip("divided-by-features", "The sum of squares is divided by D, the features: divide it by N.") {
    safe((squares($0) / Double($0.rowSize)).squareRoot())
  },
  Slip("not-reset", "The sum of squares is not set back to 0 for the next feature: reset it.") {
    safe((running(squares($0)) / Double($0.rowCount)).squareRoot())
  },
  Slip("one-deviation", "It divides all by one standard deviation: each feature has its own.") {
    T($0.standardDeviation())
  },
  Slip(
    "about-zero",
    "It divides by the root of the mean square of the data as they were: take the mean away first."
  ) { safe(meanExample($0.power(2)).squareRoot()) },
  Slip("only-centered", expecting: "without.deviation") { _ in T(1) },
  Slip("tiny-added", expecting: "only.constant+factor") { deviations($0) + 1e-8 },
  Slip("tiny-at-least", expecting: "only.constant+factor") { maximum(deviations($0), 1e-6) },
  Slip("tiny-under-root", expecting: "only.constant+factor") {
    (deviations($0).power(2) + 1e-9).squareRoot()
  },
  Slip("large-added", "What is added to the standard deviation is not small: it changes them all.")
  {
    deviations($0) + 1
  },
  Slip("scaled-to-range", "It divides by the range, largest minus smallest: use the deviation.") {
    safe($0.max(axis: 0) - $0.min(axis: 0))
  },
  Slip(
    "mean-distance",
    "It divides by the mean distance from the mean: take the root of the mean *square* distance."
  ) { safe(meanExample(($0 - meanExample($0)).absolute())) },
  Slip("multiplied", "It multiplies by the standard deviation: divide.") {
    1 / safe(deviations($0))
  },
]

/// What each set is divided by.
private let divisors: [Slip<Sets, Sets>] = [
  Slip("own-deviation", "The test set is divided by its own deviation: use the training set's.") {
    (safe(deviations($0.train)), safe(deviations($0.test)))
  },
  Slip("test-not-scaled", expecting: "without.deviation") { (safe(deviations($0.train)), T(1)) },
]

private let mutants: [Mutant<Preparation>] = [
  Mutant(
    "own-statistics",
    "The test set is normalised with its own mean and deviation: use those of the training set."
  ) {
    prepared(
      ($0, $1), minus: (meanExample($0), meanExample($1)),
      over: (safe(deviations($0)), safe(deviations($1))))
  },
  Mutant("own-mean", "The test set loses its own mean: subtract that of the training set.") {
    prepared(
      ($0, $1), minus: (meanExample($0), meanExample($1)), over: both(safe(deviations($0))))
  },
  Mutant(
    "joint-statistics",
    "Mean and deviation are those of training and test data together: use the training set alone."
  ) {
    let all = joined(($0, $1))
    return prepared(($0, $1), minus: both(meanExample(all)), over: both(safe(deviations(all))))
  },
  Mutant(
    "one-for-all",
    "One mean and one deviation are taken of everything: average over the examples alone, axis 0."
  ) {
    prepared(($0, $1), minus: both(T($0.mean())), over: both(T($0.standardDeviation())))
  },
  Mutant("not-centered", expecting: "missing.mean") {
    prepared(($0, $1), minus: both(T(0)), over: both(safe(deviations($0))))
  },
  Mutant(
    "deviation-of-each-example", "Each example has a deviation of its own: average over axis 0."
  ) {
    func own(_ x: T) -> T { safe(x.standardDeviation(axis: 1, keepingDimension: true)) }
    return prepared(($0, $1), minus: both(meanExample($0)), over: (own($0), own($1)))
  },
  Mutant("test-untouched", "The test set is returned as it was: normalise it like the other.") {
    prepared(($0, $1), minus: (meanExample($0), T(0)), over: (safe(deviations($0)), T(1)))
  },
  Mutant("constant-zeroed", expecting: "only.constant") {
    let mask = deviations($0).map { $0 == 0 ? 0.0 : 1 }
    let right = prepared(($0, $1), minus: both(meanExample($0)), over: both(safe(deviations($0))))
    return (right.train, right.test * mask)
  },
  Mutant("divided-first", "It divides before it subtracts the mean: subtract, then divide.") {
    let (mean, std) = (meanExample($0), safe(deviations($0)))
    return ($0 / std - mean, $1 / std - mean)
  },
  Mutant(
    "each-example", "Each example is normalised by itself: average over the examples, axis 0."
  ) {
    func byItself(_ x: T) -> T {
      let centered = x - x.mean(axis: 1, keepingDimension: true)
      return centered / safe(x.standardDeviation(axis: 1, keepingDimension: true))
    }
    return (byItself($0), byItself($1))
  },
]
