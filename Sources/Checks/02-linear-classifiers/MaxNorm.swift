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
        "weights", of: situation, is: scaling(w) { $0 > limit ? limit / $0 : 1 },
        // A small number added to the length, to be safe from 0/0, is no mistake.
        within: Tolerance(relative: 1e-6, absolute: 1e-7)
      ) { try project(w, limit) }
    }
    ask("one column (3, 4), maxNorm 1", [[3], [4]], 1)
    ask("columns (3, 4), (0.3, 0.4) and (0, 0), maxNorm 2", [[3, 0.3, 0], [4, 0.4, 0]], 2)
    ask(
      "columns (3, 4) and (6, -8), maxNorm 5, which the first just has", [[3, 6], [4, -8]], 5)
    for (d, m, limit) in [(5, 7, 1.5), (7, 3, 3.0), (1, 5, 0.5), (11, 2, 100.0)] {
      let scales = check.uniform([1, m], in: 0.2..<2)
      ask(
        "\(m) columns of \(d) weights, maxNorm \(format(limit))", check.normal([d, m]) * scales,
        limit)
    }
    ask("5 short columns of 3 weights, maxNorm 1", check.uniform([3, 5], in: -0.5..<0.5), 1)
  },
  mutants: mutants)

/// Every column times a factor of its length.
private func scaling(_ w: Tensor<Double>, by factor: (Double) -> Double) -> Tensor<Double> {
  var scaled = w
  for j in 0..<w.shape[1] {
    var squares = 0.0
    for i in 0..<w.shape[0] { squares += w[i, j] * w[i, j] }
    let factor = factor(squares.squareRoot())
    for i in 0..<w.shape[0] { scaled[i, j] = w[i, j] * factor }
  }
  return scaled
}

private let mutants: [Mutant<MaxNorm>] = [
  Mutant("rows", "It scales the rows; the weights of one unit are a column.") { w, limit in
    scaling(w.transposed()) { $0 > limit ? limit / $0 : 1 }.transposed()
  },
  Mutant(
    "whole", "It takes the length of the whole matrix; each column has a length of its own."
  ) { w, limit in w.norm() > limit ? w * (limit / w.norm()) : w },
  Mutant(
    "longest",
    "It scales all columns by the factor of the longest one; each has a factor of its own."
  ) { w, limit in
    let longest = (w * w).sum(axis: 0).max().squareRoot()
    return longest > limit ? w * (limit / longest) : w
  },
  Mutant(
    "clipped",
    "It cuts off single weights at ±maxNorm. The length of the column counts, and its direction must stay."
  ) { w, limit in w.clamped(to: -limit...limit) },
  Mutant(
    "always",
    "It brings every column to the length maxNorm, the short ones too (0/0 for a column of zeros). Only what is too long is scaled."
  ) { w, limit in scaling(w) { limit / $0 } },
  Mutant(
    "always-but-zero",
    "It brings every column to the length maxNorm, the short ones too. Only what is too long is scaled."
  ) { w, limit in scaling(w) { $0 == 0 ? 1 : limit / $0 } },
  Mutant(
    "reversed",
    "The comparison is the wrong way round: it lengthens the short columns and leaves the long ones."
  ) { w, limit in scaling(w) { $0 < limit && $0 > 0 ? limit / $0 : 1 } },
  Mutant(
    "reversed-nan",
    "The comparison is the wrong way round: it lengthens the short columns (0/0 for zeros) and leaves the long ones."
  ) { w, limit in scaling(w) { $0 < limit ? limit / $0 : 1 } },
  Mutant("no-root", "The root is missing: the length is √(Σ w²).") { w, limit in
    scaling(w) { $0 * $0 > limit ? limit / ($0 * $0) : 1 }
  },
  Mutant(
    "no-root-in-test",
    "It compares the sum of squares with maxNorm; take the root first, or square maxNorm."
  ) { w, limit in scaling(w) { $0 * $0 > limit ? limit / $0 : 1 } },
  Mutant(
    "squared-factor",
    "The factor is maxNorm² / Σ w², the square of what it should be: its root is missing."
  ) { w, limit in scaling(w) { $0 > limit ? limit * limit / ($0 * $0) : 1 } },
  Mutant("divided-by-squares", "It divides by the sum of squares; divide by its root.") {
    w, limit in scaling(w) { $0 > limit ? limit / ($0 * $0) : 1 }
  },
  Mutant("unit", "What is too long gets the length 1, and maxNorm is wanted.") { w, limit in
    scaling(w) { $0 > limit ? 1 / $0 : 1 }
  },
  Mutant(
    "all-unit",
    "Every column gets the length 1. Only what is longer than maxNorm is scaled, to the length maxNorm."
  ) { w, _ in scaling(w) { $0 == 0 ? 1 : 1 / $0 } },
  Mutant(
    "not-divided", "What is too long is multiplied by maxNorm; divide by its length as well."
  ) {
    w, limit in scaling(w) { $0 > limit ? limit : 1 }
  },
  Mutant("inverted", "The factor is upside down: it is maxNorm over the length.") { w, limit in
    scaling(w) { $0 > limit ? $0 / limit : 1 }
  },
  Mutant(
    "l1-length", "It adds up absolute values; the length is the root of the sum of squares."
  ) {
    w, limit in
    let factors = w.absolute().sum(axis: 0).map { $0 > limit ? limit / $0 : 1 }
    return w * factors
  },
  Mutant(
    "largest",
    "It takes the largest weight for the length; that is the root of the sum of squares."
  ) {
    w, limit in
    let factors = w.absolute().max(axis: 0).map { $0 > limit ? limit / $0 : 1 }
    return w * factors
  },
  Mutant("root-mean-square", "It takes the root of the mean of the squares; the sum is wanted.") {
    w, limit in
    let root = Double(w.shape[0]).squareRoot()
    return scaling(w) { $0 / root > limit ? limit / ($0 / root) : 1 }
  },
  Mutant(
    "running-sum",
    "The sum of squares goes on from one column to the next: set it to 0 for each."
  ) {
    w, limit in
    var squares = 0.0
    let factors = (w * w).sum(axis: 0).map {
      squares += $0
      return squares.squareRoot() > limit ? limit / squares.squareRoot() : 1
    }
    return w * factors
  },
  Mutant("subtracted", "It makes columns shorter by maxNorm; they get the length maxNorm.") {
    w, limit in scaling(w) { $0 > limit ? ($0 - limit) / $0 : 1 }
  },
  Mutant("dropped", "What is too long becomes zeros; it is scaled to the length maxNorm.") {
    w, limit in scaling(w) { $0 > limit ? 0 : 1 }
  },
  Mutant("unchanged", "It returns the weights as they came.") { w, _ in w },
  Mutant(
    "only-long",
    "The columns that are short enough are lost: they must come back as they were."
  ) { w, limit in scaling(w) { $0 > limit ? limit / $0 : 0 } },
  Mutant("transposed", expecting: "shape.transposed") { w, limit in
    scaling(w) { $0 > limit ? limit / $0 : 1 }.transposed()
  },
]
