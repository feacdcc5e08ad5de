import Grading
import Tensors

/// 5.2: mean 0 and standard deviation 1 of the training set.
let normalizing = Exercise<Preparation>(
  "5.2",
  check: { check, prepare in
    func ask(_ situation: String, _ train: Tensor<Double>, _ test: Tensor<Double>) {
      let mean = meanExample(train)
      let deviation = deviations(train)
      let constant = deviation.map { $0 == 0 ? 1.0 : 0 }
      let divisor = deviation + constant
      func askFor(_ name: String, _ x: Tensor<Double>, _ answer: () throws -> Tensor<Double>) {
        check.value(
          name, of: situation, is: (x - mean) / divisor,
          within: Tolerance(relative: 1e-4, absolute: 1e-6),
          knowing: Facts(
            terms: [Term("mean", "minus mean / std", x * 0 - mean / divisor)],
            multipliers: [
              Multiplier("deviation", "one over the standard deviation", x * 0 + 1 / divisor)
            ],
            places: [
              Place(
                "constant",
                "of a feature that is the same in all training examples: it is only centred, so put 1 in the place of its standard deviation",
                x * 0 + constant)
            ]), answer)
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
    let test = check.normal([3, 3])
    check.independentRows("test", of: test) { try prepare(train, $0).test }
  },
  mutants: normalizingMutants)

/// The standard deviation of each feature by the definition.
private func deviations(_ x: Tensor<Double>) -> Tensor<Double> {
  let mean = meanExample(x)
  return meanExample((x - mean) * (x - mean)).squareRoot()
}

/// The standard deviations, with 1 in the place of 0.
@Sendable private func divisor(_ train: Tensor<Double>, _ test: Tensor<Double>) -> Tensor<Double> {
  deviations(train).map { $0 == 0 ? 1 : $0 }
}

private func wrong(_ change: (inout WrongPreparation) -> Void) -> Preparation {
  var wrong = WrongPreparation(trainDivisor: divisor, testDivisor: divisor)
  change(&wrong)
  return wrong.run
}

/// Both sets divided by something else.
private func dividing(by statistic: @escaping WrongPreparation.Statistic) -> Preparation {
  wrong {
    $0.trainDivisor = statistic
    $0.testDivisor = statistic
  }
}

private func safe(_ deviations: Tensor<Double>) -> Tensor<Double> {
  deviations.map { $0 == 0 ? 1 : $0 }
}

private let normalizingMutants: [Mutant<Preparation>] = [
  Mutant("not-a-number", expecting: "nan", dividing { train, _ in deviations(train) }),
  Mutant(
    "own-statistics",
    "The test set is normalised with its own mean and standard deviation. Both are measured on the training set, once and for all.",
    wrong {
      $0.testMean = { _, test in test.mean(axis: 0) }
      $0.testDivisor = { _, test in safe(deviations(test)) }
    }),
  Mutant(
    "own-deviation",
    "The test set is divided by its own standard deviation: that of the training set is wanted.",
    wrong { $0.testDivisor = { _, test in safe(deviations(test)) } }),
  Mutant(
    "own-mean", "The test set loses its own mean: that of the training set is wanted.",
    wrong { $0.testMean = { _, test in test.mean(axis: 0) } }),
  Mutant(
    "joint-statistics",
    "Mean and standard deviation are taken over training and test data together. Measure them on the training set alone.",
    wrong {
      $0.trainMean = { joined($0, $1).mean(axis: 0) }
      $0.testMean = { joined($0, $1).mean(axis: 0) }
      $0.trainDivisor = { safe(deviations(joined($0, $1))) }
      $0.testDivisor = { safe(deviations(joined($0, $1))) }
    }),
  Mutant(
    "variance", "It divides by the variance: take its root.",
    dividing { train, _ in safe(deviations(train).power(2)) }),
  Mutant(
    "unbiased",
    "The variance is divided by N - 1. Here, as in the course, it is the mean of the squares: divide by N.",
    dividing { train, _ in
      let n = Double(train.rowCount)
      return safe(deviations(train) * (n / (n - 1)).squareRoot())
    }),
  Mutant(
    "one-deviation",
    "All features are divided by one number, the standard deviation of everything. Each feature has its own.",
    dividing { train, _ in Tensor(train.standardDeviation()) }),
  Mutant(
    "one-for-all",
    "One mean and one standard deviation are taken of everything. Each feature has its own: average over the examples alone, axis 0.",
    wrong {
      $0.trainMean = { train, _ in Tensor(train.mean()) }
      $0.testMean = { train, _ in Tensor(train.mean()) }
      $0.trainDivisor = { train, _ in Tensor(train.standardDeviation()) }
      $0.testDivisor = { train, _ in Tensor(train.standardDeviation()) }
    }),
  Mutant(
    "about-zero",
    "The standard deviation is that of the data before they were centred: the root of the mean square. Take the mean away first.",
    dividing { train, _ in safe((train * train).mean(axis: 0).squareRoot()) }),
  Mutant(
    "not-centered", expecting: "missing.mean",
    wrong {
      $0.trainMean = { train, _ in train.row(0) * 0 }
      $0.testMean = { train, _ in train.row(0) * 0 }
    }),
  Mutant(
    "only-centered", expecting: "without.deviation", dividing { train, _ in train.row(0) * 0 + 1 }),
  Mutant("test-not-scaled", expecting: "without.deviation", wrong { $0.testDivisor = nil }),
  Mutant(
    "tiny-added", expecting: "only.constant+factor",
    dividing { train, _ in deviations(train) + 1e-8 }),
  Mutant(
    "tiny-at-least", expecting: "only.constant+factor",
    dividing { train, _ in maximum(deviations(train), 1e-6) }),
  Mutant(
    "tiny-under-root", expecting: "only.constant+factor",
    dividing { train, _ in (deviations(train).power(2) + 1e-9).squareRoot() }),
  Mutant(
    "constant-zeroed", expecting: "only.constant",
    { train, test in
      let right = wrong { _ in }
      let (a, b) = try right(train, test)
      return (a, b * deviations(train).map { $0 == 0 ? 0 : 1 })
    }),
  Mutant(
    "large-added",
    "Something that is not small is added to the standard deviation: it changes all features.",
    dividing { train, _ in deviations(train) + 1 }),
  Mutant(
    "scaled-to-range",
    "It divides by the range, largest minus smallest. Here the standard deviation is asked for.",
    dividing { train, _ in safe(train.max(axis: 0) - train.min(axis: 0)) }),
  Mutant(
    "mean-distance",
    "It divides by the mean distance from the mean. The standard deviation is the root of the mean *square* of the distances.",
    dividing { train, _ in safe((train - train.mean(axis: 0)).absolute().mean(axis: 0)) }),
  Mutant(
    "multiplied", "It multiplies by the standard deviation; divide.",
    dividing { train, _ in safe(1 / divisor(train, train)) }),
  Mutant(
    "divided-first",
    "It divides first and then subtracts the mean of the data as they were: subtract, then divide.",
    { train, test in
      let (mean, std) = (train.mean(axis: 0), divisor(train, test))
      return (train / std - mean, test / std - mean)
    }),
  Mutant(
    "each-example",
    "Each example is normalised by itself. Mean and standard deviation go over the training examples, feature by feature.",
    { train, test in
      func byItself(_ x: Tensor<Double>) -> Tensor<Double> {
        let centered = x - x.mean(axis: 1, keepingDimension: true)
        return centered / safe(x.standardDeviation(axis: 1, keepingDimension: true))
      }
      return (byItself(train), byItself(test))
    }),
]
