import Grading
import Tensors

/// 1.4: L2 distances from one matrix product.
let l2DistancesNoLoop = Exercise<Distances>(
  "1.4",
  check: { check, distances in
    checkDistances(check, distances)
    checkEffort(check, distances)
  },
  mutants: distanceMutants + noLoopMutants)

/// Neither an array of N x M x D numbers, nor N x M x D steps in a loop.
private func checkEffort(_ check: Check, _ distances: Distances) {
  guard check.isAlone else { return }
  let (test, train) = (check.normal([101, 700]), check.normal([103, 700]))
  let bytes = 101 * 103 * 700 * 8
  if let growth = check.growth(during: { _ = try? distances(test, train) }), growth > bytes / 2 {
    check.require(
      "distances", "memory.array",
      "For 101 test and 103 training rows of 700 features it took \(growth / 1_000_000) MB: an "
        + "array of 101 x 103 x 700 numbers takes \(bytes / 1_000_000). Expanding the square needs "
        + "less than 1.", false)
    return
  }
  // The same number of pairs, once with few rows and once with many: loops over all pairs and
  // features take as long for both, an expansion takes longest where there are many norms.
  let (square, one, many) = (
    check.normal([64, 500]), check.normal([1, 500]), check.normal([4096, 500])
  )
  guard let few = check.seconds(of: { _ = try? distances(square, square) }), few > 0.02,
    let most = check.seconds(of: { _ = try? distances(one, many) }), most < 3 * few
  else { return }
  check.require(
    "distances", "effort.loops",
    "The numbers are right, but it loops over all features of every pair: \(format(few)) s for "
      + "64 x 64 rows of 500 features. Leave that to one matrix product, by expanding the square.",
    false)
}

/// The expansion of the square, with weights that should be 1, -2 and 1.
private func expansion(
  _ test: T, _ train: T, test testWeight: Double = 1, product: Double = -2,
  train trainWeight: Double = 1, isClamped: Bool = true, norm: (T) -> T = { $0 }
) -> T {
  let testNorms = norm((test * test).sum(axis: 1, keepingDimension: true)) * testWeight
  let trainNorms = norm((train * train).sum(axis: 1)) * trainWeight
  let squares = testNorms + matmul(test, train, transposeB: true) * product + trainNorms
  return (isClamped ? maximum(squares, 0) : squares).squareRoot()
}

/// Two loops around a third, element by element, as slow as unoptimised code.
private func slowly(_ test: T, _ train: T) -> T {
  pairwise(test, train) { a, b in
    var sum = 0.0
    for (x, y) in zip(a, b) {
      var difference = abs(x - y)
      for _ in 0..<16 { difference = (difference * difference).squareRoot() }
      sum += difference * difference
    }
    return sum.squareRoot()
  }
}

/// The mistakes that can be made only here.
private let noLoopMutants: [Mutant<Distances>] = [
  Mutant("no-factor-2", "The 2 is missing in front of the product: (a - b)^2 = a^2 - 2ab + b^2.") {
    expansion($0, $1, product: -1)
  },
  Mutant("no-test-norms", "The squared norms of the test rows are missing.") {
    expansion($0, $1, test: 0)
  },
  Mutant("no-train-norms", "The squared norms of the training rows are missing.") {
    expansion($0, $1, train: 0)
  },
  Mutant("norms-not-squared", "The norms are not squared: ||a||^2 is the sum of squares, no root.")
  {
    expansion($0, $1, norm: { $0.squareRoot() })
  },
  Mutant("norms-are-means", "The norms are means over the features: add the squares up.") {
    let d = Double($0.rowSize)
    return expansion($0, $1, norm: { $0 / d })
  },
  Mutant("norm-of-all", "One number is added for all rows: sum the squares row by row, axis 1.") {
    expansion($0, $1, norm: { $0 * 0 + $0.sum() })
  },
  Mutant("not-clamped", expecting: "nan") { expansion($0, $1, isClamped: false) },
  Mutant("big-array", expecting: "memory.array") { test, train in
    let difference =
      test.reshaped(to: [test.rowCount, 1, test.rowSize])
      - train.reshaped(to: [1, train.rowCount, train.rowSize])
    return (difference * difference).sum(axis: 2).squareRoot()
  },
  Mutant("loops", expecting: "effort.loops") { slowly($0, $1) },
]
