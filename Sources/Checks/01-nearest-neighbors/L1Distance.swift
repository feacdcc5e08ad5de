import Grading
import Tensors

/// Takes the pixels of two pictures, returns how far apart they are.
typealias L1Distance = @Sendable (T, T) throws -> Double

/// 1.1: the L1 distance of two pictures.
let l1Distance = Exercise<L1Distance>(
  "1.1",
  check: { check, distance in
    func ask(_ situation: String, _ a: T, _ b: T) {
      let size = Factor("D", Double(a.count), whenTooSmall: "sum over the pixels, take no mean")
      check.number(
        "distance", of: situation, is: sum(a, b) { abs($0 - $1) }, knowing: Facts(factors: [size])
      ) { try distance(a, b) }
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

/// The sum over all pixels of a function of both pictures' pixels.
private func sum(_ a: T, _ b: T, _ term: (Double, Double) -> Double) -> Double {
  zip(a.scalars, b.scalars).reduce(0) { $0 + term($1.0, $1.1) }
}

private let mutants: [Mutant<L1Distance>] = [
  Mutant("no-absolute", "The absolute value is missing: differences of opposite sign cancel.") {
    sum($0, $1, -)
  },
  Mutant(
    "absolute-of-sum",
    "The absolute value is taken of the whole sum, in which differences cancel: take it of each."
  ) { abs(sum($0, $1, -)) },
  Mutant("l2", "This is the L2 distance: it squares and takes the root.") {
    sum($0, $1) { ($0 - $1) * ($0 - $1) }.squareRoot()
  },
  Mutant("squares", "It adds up squares of differences: L1 adds up absolute values.") {
    sum($0, $1) { ($0 - $1) * ($0 - $1) }
  },
  Mutant("largest", "It returns the largest difference (the L-infinity distance): add all up.") {
    zip($0.scalars, $1.scalars).map { abs($0 - $1) }.max() ?? 0
  },
  Mutant("mean", expecting: "factor.1/D") { a, b in sum(a, b) { abs($0 - $1) } / Double(a.count) },
  Mutant("first-skipped", "The first pixel is left out: counting begins at 0.") { a, b in
    sum(a, b) { abs($0 - $1) } - abs(a[0] - b[0])
  },
  Mutant("last-skipped", "The last pixel is left out: 0..<a.count reaches it.") { a, b in
    sum(a, b) { abs($0 - $1) } - abs(a[a.count - 1] - b[a.count - 1])
  },
  Mutant("different-pixels", "It counts the pixels that differ: add up by how much they do.") {
    sum($0, $1) { $0 == $1 ? 0 : 1 }
  },
  Mutant("sum-of-both", "It adds the two pictures: subtract one from the other.") {
    sum($0, $1) { abs($0 + $1) }
  },
  Mutant("absolute-of-each", "It subtracts absolute values: take that of each difference.") {
    sum($0, $1) { abs($0) - abs($1) }
  },
  Mutant("first-only", "Only the first pixel counts: return after the loop, not inside.") { a, b in
    abs(a[0] - b[0])
  },
  Mutant("overwritten", "Each difference overwrites the one before: add them up with +=.") { a, b in
    abs(a[a.count - 1] - b[a.count - 1])
  },
  Mutant("first-b", "Every pixel is compared with b[0]: use the loop's index for both.") { a, b in
    sum(a, b) { x, _ in abs(x - b[0]) }
  },
  Mutant("only-b-inside", "The absolute value is taken of b alone: take it of a[p] - b[p].") {
    sum($0, $1) { $0 - abs($1) }
  },
  Mutant("positive-only", "Negative differences are left out: abs makes them positive, not 0.") {
    sum($0, $1) { max(0, $0 - $1) }
  },
  Mutant("zero", expecting: "zeros") { _, _ in 0 },
]
