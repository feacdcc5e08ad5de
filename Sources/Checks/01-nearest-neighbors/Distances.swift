import Grading
import Tensors

// Exercises 1.2, 1.3 and 1.4 ask for the same matrix of distances in three ways; what they share stands here.

/// The distances between the rows of `test` and those of `train`, written `(Nte, Ntr)`.
typealias Distances = @Sendable (Tensor<Double>, Tensor<Double>) throws -> Tensor<Double>

/// A matrix with `distance(row i of test, row j of train)` at `[i, j]`.
func pairwise(
  _ test: Tensor<Double>, _ train: Tensor<Double>,
  _ distance: (ArraySlice<Double>, ArraySlice<Double>) -> Double
) -> Tensor<Double> {
  let size = test.rowSize
  let a = test.scalars
  let b = train.scalars
  return Tensor(
    shape: [test.rowCount, train.rowCount],
    scalars: (0..<test.rowCount).flatMap { i in
      (0..<train.rowCount).map { j in
        distance(a[i * size..<(i + 1) * size], b[j * size..<(j + 1) * size])
      }
    })
}

/// The sum of squared differences.
func squared(_ a: ArraySlice<Double>, _ b: ArraySlice<Double>) -> Double {
  zip(a, b).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
}

/// The sum of squares.
func sumOfSquares(_ a: ArraySlice<Double>) -> Double { a.reduce(0) { $0 + $1 * $1 } }

/// The root of the sum of squared differences, for all pairs of rows.
func l2(_ test: Tensor<Double>, _ train: Tensor<Double>) -> Tensor<Double> {
  pairwise(test, train) { squared($0, $1).squareRoot() }
}

/// What all three exercises are asked.
func checkDistances(_ check: Check, _ distances: Distances) {
  // The expansion of 1.4 loses digits where two rows nearly agree: so much is allowed to everybody.
  func ask(_ situation: String, _ test: Tensor<Double>, _ train: Tensor<Double>) {
    let expected = l2(test, train)
    let slack = pairwise(test, train) { a, b in
      let lost = 1e-13 * (sumOfSquares(a) + sumOfSquares(b))
      let d = squared(a, b)
      return (d + lost).squareRoot() - d.squareRoot()
    }
    let facts = Facts(
      factors: [
        Factor(
          "√D", Double(test.rowSize).squareRoot(),
          whenTooSmall: "it is a sum over the features, not a mean")
      ])
    check.value("distances", of: situation, is: expected, uncertainty: slack, knowing: facts) {
      try distances(test, train)
    }
  }
  ask("one test row (0, 0) and one training row (3, 4)", [[0, 0]], [[3, 4]])
  ask(
    "test rows (0, 0), (3, 0) and training rows (3, 4), (0, 0), (3, 0)", [[0, 0], [3, 0]],
    [[3, 4], [0, 0], [3, 0]])
  ask("5 test rows and 7 training rows of 3 features", check.normal([5, 3]), check.normal([7, 3]))
  ask(
    "7 test rows and 2 training rows of 11 features", check.normal([7, 11]), check.normal([2, 11]))
  ask("3 test rows and 3 training rows of 3 features", check.normal([3, 3]), check.normal([3, 3]))
  ask("one test row and 5 training rows of 1 feature", check.normal([1, 1]), check.normal([5, 1]))
  let pictures = check.uniform([13, 97], in: 0..<255)
  ask("13 rows of 97 pixels and the same rows, in 0...255", pictures, pictures)
}

/// The mistakes that can be made in each of the three ways.
let distanceMutants: [Mutant<Distances>] = [
  Mutant("no-root", "The square root is missing: these are squared distances.") { test, train in
    pairwise(test, train, squared)
  },
  Mutant("l1", "These are L1 distances: it adds up absolute values, and L2 adds up squares.") {
    test, train in
    pairwise(test, train) { a, b in zip(a, b).reduce(0) { $0 + abs($1.0 - $1.1) } }
  },
  Mutant(
    "swapped", "Rows and columns are swapped: [i, j] belongs to test row i and training row j."
  ) { test, train in l2(test, train).transposed() },
  Mutant("mean-of-squares", expecting: "factor.1/√D") { test, train in
    l2(test, train) / Double(test.rowSize).squareRoot()
  },
  Mutant("last-feature-skipped", "The last feature is left out.") { test, train in
    pairwise(test, train) { squared($0.dropLast(), $1.dropLast()).squareRoot() }
  },
  Mutant("first-feature-skipped", "The first feature is left out: counting begins at 0.") {
    test, train in
    pairwise(test, train) { squared($0.dropFirst(), $1.dropFirst()).squareRoot() }
  },
  Mutant(
    "sum-of-rows",
    "It adds the rows where it should subtract them (in the expansion of the square: the sign of the product)."
  ) { test, train in
    pairwise(test, train) { a, b in
      zip(a, b).reduce(0) { $0 + ($1.0 + $1.1) * ($1.0 + $1.1) }.squareRoot()
    }
  },
  Mutant(
    "differences-cancel",
    "The differences are added up before they are squared, so that they cancel. Square each one."
  ) { test, train in
    pairwise(test, train) { a, b in abs(zip(a, b).reduce(0) { $0 + $1.0 - $1.1 }) }
  },
  Mutant(
    "largest",
    "It takes the largest difference of all features, not the root of the sum of squares."
  ) {
    test, train in
    pairwise(test, train) { a, b in zip(a, b).map { abs($0 - $1) }.max() ?? 0 }
  },
  Mutant(
    "not-reset",
    "The sum is not set back to 0 for the next pair: distances grow along each row."
  ) { test, train in
    var sum = 0.0
    return pairwise(test, train) { a, b in
      sum += squared(a, b)
      return sum.squareRoot()
    }
  },
  Mutant("overwritten", "Each square overwrites the one before: add them up with +=.") {
    test, train in
    pairwise(test, train) { squared($0.suffix(1), $1.suffix(1)).squareRoot() }
  },
  Mutant(
    "root-each-step", "The root is taken after every feature; it is taken once, of the whole sum."
  ) {
    test, train in
    pairwise(test, train) { a, b in
      zip(a, b).reduce(0) { ($0 + ($1.0 - $1.1) * ($1.0 - $1.1)).squareRoot() }
    }
  },
  Mutant(
    "upper-triangle",
    "Only half of the matrix is filled: both loops go over all rows, there is no symmetry."
  ) {
    test, train in
    var distances = l2(test, train)
    for i in 0..<test.rowCount { for j in 0..<min(i, train.rowCount) { distances[i, j] = 0 } }
    return distances
  },
  Mutant("zeros", expecting: "zeros") { test, train in
    Tensor(zeros: [test.rowCount, train.rowCount])
  },
]
