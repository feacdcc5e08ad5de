import Grading
import Tensors

/// Takes weights `[D, M]` and the greatest length of a column.
typealias MaxNorm = @Sendable (Tensor<Double>, Double) throws -> Tensor<Double>

/// 2.11: the max-norm projection.
let maxNorm = Exercise<MaxNorm>(
  "2.11",
  check: { check, project in
    func ask(_ situation: String, _ w: Tensor<Double>, _ limit: Double) {
      check.value(
        "weights", of: situation, is: scaled(w) { factor($0, limit) },
        // A small number added to the length, to be safe from 0/0, is no mistake.
        within: Tolerance(relative: 1e-6, absolute: 1e-7)
      ) { try project(w, limit) }
    }
    ask("one column (3, 4), maxNorm 1", [[3], [4]], 1)
    ask("columns (3, 4), (0.3, 0.4) and (0, 0), maxNorm 2", [[3, 0.3, 0], [4, 0.4, 0]], 2)
    ask("columns (3, 4) and (6, -8), maxNorm 5, which the first just has", [[3, 6], [4, -8]], 5)
    for (d, m, limit) in [(5, 7, 1.5), (7, 3, 3.0), (1, 5, 0.5), (11, 2, 100.0)] {
      let scales = check.uniform([1, m], in: 0.2..<2)
      ask(
        "\(m) columns of \(d) weights, maxNorm \(format(limit))", check.normal([d, m]) * scales,
        limit)
    }
    ask("5 short columns of 3 weights, maxNorm 1", check.uniform([3, 5], in: -0.5..<0.5), 1)
  },
  mutants: factorMutants + lengthMutants + columnMutants)

/// What a column of some length is multiplied by.
private func factor(_ length: Double, _ limit: Double) -> Double {
  length > limit ? limit / length : 1
}

/// Every column times a factor of its length.
private func scaled(_ w: Tensor<Double>, by factor: (Double) -> Double) -> Tensor<Double> {
  w * lengths(w).map(factor)
}

/// The length of each column, shape `[M]`.
private func lengths(_ w: Tensor<Double>) -> Tensor<Double> {
  (w * w).sum(axis: 0).squareRoot()
}

/// An answer with another factor for a column's length.
private func scaling(by factor: @escaping @Sendable (Double, Double) -> Double) -> MaxNorm {
  { w, limit in scaled(w) { factor($0, limit) } }
}

/// An answer with other lengths of the columns.
private func measuring(
  _ lengths: @escaping @Sendable (Tensor<Double>) -> Tensor<Double>
) -> MaxNorm {
  { w, limit in w * lengths(w).map { factor($0, limit) } }
}

private let factorMutants: [Mutant<MaxNorm>] = [
  Mutant(
    "always", "It gives every column the length maxNorm (0/0 for zeros): leave the short ones.",
    scaling { $1 / $0 }),
  Mutant(
    "always-but-zero", "It gives every column the length maxNorm: leave the short ones alone.",
    scaling { $0 == 0 ? 1 : $1 / $0 }),
  Mutant(
    "reversed", "It lengthens the short columns: turn the comparison round.",
    scaling { $0 < $1 && $0 > 0 ? $1 / $0 : 1 }),
  Mutant(
    "reversed-nan", "It lengthens the short columns (0/0 for zeros): turn the comparison round.",
    scaling { $0 < $1 ? $1 / $0 : 1 }),
  Mutant(
    "no-root", "The root is missing: the length is √(Σ w²).",
    scaling { $0 * $0 > $1 ? $1 / ($0 * $0) : 1 }),
  Mutant(
    "no-root-in-test", "It compares the sum of squares with maxNorm: take its root first.",
    scaling { $0 * $0 > $1 ? $1 / $0 : 1 }),
  Mutant(
    "squared-factor", "The factor is maxNorm² / Σ w²: take the root of that.",
    scaling { $0 > $1 ? $1 * $1 / ($0 * $0) : 1 }),
  Mutant(
    "divided-by-squares", "It divides by the sum of squares: divide by its root.",
    scaling { $0 > $1 ? $1 / ($0 * $0) : 1 }),
  Mutant(
    "unit", "Long columns get the length 1: give them the length maxNorm.",
    scaling { $0 > $1 ? 1 / $0 : 1 }),
  Mutant(
    "all-unit", "Every column gets the length 1: scale only the long ones, to the length maxNorm.",
    scaling { length, _ in length == 0 ? 1 : 1 / length }),
  Mutant(
    "not-divided", "Long columns are multiplied by maxNorm: divide by their length as well.",
    scaling { $0 > $1 ? $1 : 1 }),
  Mutant(
    "inverted", "The factor is upside down: it is maxNorm over the length.",
    scaling { $0 > $1 ? $0 / $1 : 1 }),
  Mutant(
    "subtracted", "It makes columns shorter by maxNorm: give them the length maxNorm.",
    scaling { $0 > $1 ? ($0 - $1) / $0 : 1 }),
  Mutant(
    "dropped", "Long columns become zeros: scale them to the length maxNorm.",
    scaling { $0 > $1 ? 0 : 1 }),
  Mutant("unchanged", "It returns the weights as they came.", scaling { _, _ in 1 }),
  Mutant(
    "only-long", "The short columns are lost: return them as they were.",
    scaling { $0 > $1 ? $1 / $0 : 0 }),
]

private let lengthMutants: [Mutant<MaxNorm>] = [
  Mutant(
    "whole", "It takes the length of the whole matrix: each column has a length of its own.",
    measuring { Tensor(repeating: $0.norm(), shape: [$0.shape[1]]) }),
  Mutant(
    "longest", "It scales all columns like the longest one: each has a factor of its own.",
    measuring { Tensor(repeating: lengths($0).max(), shape: [$0.shape[1]]) }),
  Mutant(
    "first-column", "It scales all columns like the first one: each has a factor of its own.",
    measuring { Tensor(repeating: lengths($0)[0], shape: [$0.shape[1]]) }),
  Mutant(
    "l1-length", "It adds up absolute values: the length is the root of the sum of squares.",
    measuring { $0.absolute().sum(axis: 0) }),
  Mutant(
    "largest", "It takes the largest weight for the length, which is the root of Σ w².",
    measuring { $0.absolute().max(axis: 0) }),
  Mutant(
    "root-mean-square", "It takes the root of the mean of the squares: take that of their sum.",
    measuring { lengths($0) / Double($0.shape[0]).squareRoot() }),
  Mutant(
    "running-sum", "The sum of squares goes on from column to column: set it to 0 for each.",
    measuring { w in
      var sum = 0.0
      return (w * w).sum(axis: 0).map {
        sum += $0
        return sum.squareRoot()
      }
    }),
]

private let columnMutants: [Mutant<MaxNorm>] = [
  Mutant(
    "rows", "It scales the rows: the weights of one unit are a column.",
    { w, limit in scaled(w.transposed()) { factor($0, limit) }.transposed() }),
  Mutant(
    "clipped", "It cuts off single weights at ±maxNorm: scale the column, to keep its direction.",
    { w, limit in w.clamped(to: -limit...limit) }),
  Mutant(
    "stops-at-short", "It stops at the first short column: write continue instead of break.",
    { w, limit in
      var hasStopped = false
      return scaled(w) {
        hasStopped = hasStopped || $0 <= limit
        return hasStopped ? 1 : limit / $0
      }
    }),
  Mutant("transposed", expecting: "shape.transposed") { w, limit in
    scaled(w) { factor($0, limit) }.transposed()
  },
]
