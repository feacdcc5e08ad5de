import Grading
import Tensors

/// Takes the pixels of two pictures, returns how far apart they are.
typealias L1Distance = @Sendable (Tensor<Double>, Tensor<Double>) throws -> Double

/// 1.1: the L1 distance of two pictures.
let l1Distance = Exercise<L1Distance>(
  "1.1",
  check: { check, distance in
    func ask(_ situation: String, _ a: Tensor<Double>, _ b: Tensor<Double>) {
      let expected = sumOfDifferences(a, b) { abs($0) }
      let size = Factor(
        "D", Double(a.count), whenTooSmall: "it is a sum over the pixels, not a mean")
      check.number("distance", of: situation, is: expected, knowing: Facts(factors: [size])) {
        try distance(a, b)
      }
    }
    ask("[1, 2] and [4, 6]", [1, 2], [4, 6])
    ask("[5, 0, 2] and [1, 3, 2]", [5, 0, 2], [1, 3, 2])
    for count in [1, 7, 97] {
      let a = check.normal([count])
      ask("two random vectors of length \(count)", a, check.normal([count]))
      ask("a vector of length \(count) and itself", a, a)
    }
  },
  mutants: mutants)

/// The sum over all pixels of a function of the difference.
private func sumOfDifferences(
  _ a: Tensor<Double>, _ b: Tensor<Double>, _ function: (Double) -> Double
) -> Double {
  zip(a.scalars, b.scalars).reduce(0) { $0 + function($1.0 - $1.1) }
}

private let mutants: [Mutant<L1Distance>] = [
  Mutant(
    "no-absolute", "The absolute value is missing: differences of opposite sign cancel."
  ) { a, b in sumOfDifferences(a, b) { $0 } },
  Mutant(
    "absolute-of-sum",
    "The absolute value is taken of the whole sum; it belongs around each single difference, "
      + "or differences of opposite sign cancel."
  ) { a, b in abs(sumOfDifferences(a, b) { $0 }) },
  Mutant("l2", "This is the L2 distance: it squares and takes the root.") { a, b in
    sumOfDifferences(a, b) { $0 * $0 }.squareRoot()
  },
  Mutant("squares", "It adds up squares of differences, where L1 adds up absolute values.") {
    a, b in sumOfDifferences(a, b) { $0 * $0 }
  },
  Mutant(
    "largest",
    "It returns the largest difference (that is the L-infinity distance), not their sum."
  ) { a, b in zip(a.scalars, b.scalars).map { abs($0 - $1) }.max() ?? 0 },
  Mutant("mean", expecting: "factor.1/D") { a, b in
    sumOfDifferences(a, b) { abs($0) } / Double(a.count)
  },
  Mutant("first-skipped", "The first pixel is left out: counting begins at 0.") { a, b in
    zip(a.scalars, b.scalars).dropFirst().reduce(0) { $0 + abs($1.0 - $1.1) }
  },
  Mutant("last-skipped", "The last pixel is left out: 0..<a.count reaches it.") { a, b in
    zip(a.scalars, b.scalars).dropLast().reduce(0) { $0 + abs($1.0 - $1.1) }
  },
  Mutant("different-pixels", "It counts the pixels that differ, and not by how much.") { a, b in
    sumOfDifferences(a, b) { $0 == 0 ? 0 : 1 }
  },
  Mutant("sum-of-both", "It adds the pixels where it should subtract them.") { a, b in
    zip(a.scalars, b.scalars).reduce(0) { $0 + abs($1.0 + $1.1) }
  },
  Mutant(
    "absolute-of-each",
    "It subtracts absolute values; the absolute value is taken of the difference."
  ) {
    a, b in zip(a.scalars, b.scalars).reduce(0) { $0 + abs($1.0) - abs($1.1) }
  },
  Mutant("overwritten", "Each difference overwrites the one before: add them up with +=.") {
    a, b in
    abs((a.scalars.last ?? 0) - (b.scalars.last ?? 0))
  },
  Mutant("zero", expecting: "zeros") { _, _ in 0 },
]
