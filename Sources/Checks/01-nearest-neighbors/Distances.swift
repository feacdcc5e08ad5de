import Grading
import Tensors

// Exercises 1.2, 1.3 and 1.4 ask for the same matrix of distances in three ways; what they share.

typealias T = Tensor<Double>

/// The distances between the rows of `test` and those of `train`, written `(Nte, Ntr)`.
typealias Distances = @Sendable (_ test: T, _ train: T) throws -> T

private typealias Row = ArraySlice<Double>

/// A matrix with `distance(row i of test, row j of train)` at `[i, j]`.
func pairwise(
  _ test: T, _ train: T, _ distance: (ArraySlice<Double>, ArraySlice<Double>) -> Double
) -> T {
  let (a, b, size) = (test.scalars, train.scalars, test.rowSize)
  return T(
    shape: [test.rowCount, train.rowCount],
    scalars: (0..<test.rowCount).flatMap { i in
      (0..<train.rowCount).map { j in
        distance(a[i * size..<(i + 1) * size], b[j * size..<(j + 1) * size])
      }
    })
}

/// The sum over two rows of some term.
private func sum(_ a: Row, _ b: Row, _ term: (Double, Double) -> Double) -> Double {
  zip(a, b).reduce(0) { $0 + term($1.0, $1.1) }
}

private func squared(_ a: Row, _ b: Row) -> Double { sum(a, b) { ($0 - $1) * ($0 - $1) } }

/// The root of the sum of squared differences, for all pairs of rows.
private func l2(_ test: T, _ train: T) -> T {
  pairwise(test, train) { squared($0, $1).squareRoot() }
}

/// What all three exercises are asked.
func checkDistances(_ check: Check, _ distances: Distances) {
  // The expansion of 1.4 loses digits where two rows nearly agree: everybody is allowed as much.
  func ask(_ situation: String, _ test: T, _ train: T) {
    let slack = pairwise(test, train) { a, b in
      let lost = 1e-13 * sum(a, b) { $0 * $0 + $1 * $1 }
      return (squared(a, b) + lost).squareRoot() - squared(a, b).squareRoot()
    }
    let root = Factor(
      "√D", Double(test.rowSize).squareRoot(), whenTooSmall: "sum over the features, no mean")
    check.value(
      "distances", of: situation, is: l2(test, train), uncertainty: slack,
      knowing: Facts(factors: [root])
    ) { try distances(test, train) }
  }
  ask("one test row (0, 0) and one training row (3, 4)", [[0, 0]], [[3, 4]])
  ask(
    "test rows (0, 0), (3, 0) and training rows (3, 4), (0, 0), (3, 0)", [[0, 0], [3, 0]],
    [[3, 4], [0, 0], [3, 0]])
  for (m, n, d) in [(5, 7, 3), (7, 2, 11), (3, 3, 3)] {
    ask(
      "\(m) test rows and \(n) training rows of \(d) features", check.normal([m, d]),
      check.normal([n, d]))
  }
  ask("one test row and 5 training rows of 1 feature", check.normal([1, 1]), check.normal([5, 1]))
  let pictures = check.uniform([13, 97], in: 0..<255)
  ask("13 rows of 97 pixels and the same rows, in 0...255", pictures, pictures)
}

/// The mistakes that can be made in each of the three ways.
let distanceMutants: [Mutant<Distances>] = [
  Mutant("no-root", "The square root is missing: these are squared distances.") {
    pairwise($0, $1, squared)
  },
  Mutant("l1", "These are L1 distances: L2 adds up squares, not absolute values.") {
    pairwise($0, $1) { sum($0, $1) { abs($0 - $1) } }
  },
  Mutant("swapped", "Rows and columns are swapped: [i, j] is for test row i, training row j.") {
    l2($1, $0)
  },
  Mutant("mean-of-squares", expecting: "factor.1/√D") {
    l2($0, $1) / Double($0.rowSize).squareRoot()
  },
  Mutant("last-feature-skipped", "The last feature is left out.") {
    pairwise($0, $1) { squared($0.dropLast(), $1.dropLast()).squareRoot() }
  },
  Mutant("first-feature-skipped", "The first feature is left out: counting begins at 0.") {
    pairwise($0, $1) { squared($0.dropFirst(), $1.dropFirst()).squareRoot() }
  },
  Mutant(
    "sum-of-rows",
    "It adds the two rows: subtract them. (Expanded, the product has a minus.)"
  ) {
    pairwise($0, $1) { sum($0, $1) { ($0 + $1) * ($0 + $1) }.squareRoot() }
  },
  Mutant(
    "differences-cancel", "The differences are added up first, and cancel: square each of them."
  ) {
    pairwise($0, $1) { abs(sum($0, $1, -)) }
  },
  Mutant("largest", "It takes the largest difference: add up all squares and take the root.") {
    pairwise($0, $1) { zip($0, $1).map { abs($0 - $1) }.max() ?? 0 }
  },
  Mutant(
    "not-reset",
    "The sum is never set back to 0, so it grows from pair to pair: reset it for each j."
  ) { test, train in
    var total = 0.0
    return pairwise(test, train) {
      total += squared($0, $1)
      return total.squareRoot()
    }
  },
  Mutant(
    "row-not-reset",
    "The sum is set to 0 for each i only, so it grows along each row: reset it for each j."
  ) { test, train in
    var total = 0.0
    return T(
      stacking: (0..<test.rowCount).map { i in
        total = 0
        return pairwise(test[rows: i..<i + 1], train) {
          total += squared($0, $1)
          return total.squareRoot()
        }.row(0)
      })
  },
  Mutant("overwritten", "Each square overwrites the one before: add them up with +=.") {
    pairwise($0, $1) { squared($0.suffix(1), $1.suffix(1)).squareRoot() }
  },
  Mutant("root-each-step", "The root is taken after every feature: take it once, of the whole sum.")
  {
    pairwise($0, $1) {
      zip($0, $1).reduce(0) { ($0 + ($1.0 - $1.1) * ($1.0 - $1.1)).squareRoot() }
    }
  },
  Mutant("upper-triangle", "Only half of the matrix is filled: both loops go over all rows.") {
    test, train in
    var distances = l2(test, train)
    for i in 0..<test.rowCount { for j in 0..<min(i, train.rowCount) { distances[i, j] = 0 } }
    return distances
  },
  Mutant("one-row", "Only row 0 is filled: return after the loops, not inside.") { test, train in
    let kept = T((0..<test.rowCount).map { $0 == 0 ? 1 : 0 }).reshaped(to: [-1, 1])
    return l2(test, train) * kept
  },
  Mutant("zeros", expecting: "zeros") { T(zeros: [$0.rowCount, $1.rowCount]) },
  Mutant("first-row-only", "Every row is computed for test row 0: use the loop's index.") {
    l2($0[rows: 0..<1], $1) + T(zeros: [$0.rowCount, $1.rowCount])
  },
  Mutant("first-column-only", "Every column is computed for training row 0: use the index j.") {
    l2($0, $1[rows: 0..<1]) + T(zeros: [$0.rowCount, $1.rowCount])
  },
]
