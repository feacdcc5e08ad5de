import Grading
import Tensors

/// Takes weights `(D + 1, C)`, biases in the last row, and pictures `(N, D)`; returns `(N, C)`.
typealias ScoresWithBiasTrick =
  @Sendable (Tensor<Double>, Tensor<Double>) throws -> Tensor<Double>

/// 2.1: scores from one product, the bias being a row of the weights.
let scoresWithBiasTrick = Exercise<ScoresWithBiasTrick>(
  "2.1",
  check: { check, scores in
    func ask(_ situation: String, _ w: Tensor<Double>, _ x: Tensor<Double>) {
      let bias = Term("bias", "the bias, the last row of W,", biased(w, x * 0))
      check.value("scores", of: situation, is: biased(w, x), knowing: Facts(terms: [bias])) {
        try scores(w, x)
      }
    }
    ask(
      "one picture (5, 7), W with rows (1, 0, 2), (0, 1, 3) and biases (10, 20, 30)",
      [[1, 0, 2], [0, 1, 3], [10, 20, 30]], [[5, 7]])
    for (n, d, c) in [(5, 3, 7), (7, 2, 3), (1, 5, 2), (11, 1, 2), (3, 13, 5)] {
      ask(
        "\(n) pictures of \(d) features, \(c) classes", check.normal([d + 1, c]),
        check.normal([n, d]))
    }
  },
  mutants: mutants)

/// Scores by the definition, the bias added `bias` times.
private func biased(
  _ w: Tensor<Double>, _ x: Tensor<Double>, bias: Double = 1
) -> Tensor<Double> {
  let (n, d, c) = (x.shape[0], x.shape[1], w.shape[1])
  var scores = Tensor<Double>(zeros: [n, c])
  for i in 0..<n {
    for k in 0..<c {
      for p in 0..<d { scores[i, k] += x[i, p] * w[p, k] }
      scores[i, k] += bias * w[d, k]
    }
  }
  return scores
}

/// The pictures with one feature replaced by a number.
private func replacing(_ p: Int, of x: Tensor<Double>, by value: Double) -> Tensor<Double> {
  var x = x
  for i in 0..<x.rowCount { x[i, p] = value }
  return x
}

/// The scores added up from one class to the next, begun anew for each picture or never.
private func running(_ scores: Tensor<Double>, isReset: Bool) -> Tensor<Double> {
  var (sum, sums) = (0.0, scores)
  for i in 0..<scores.rowCount {
    if isReset { sum = 0 }
    for k in 0..<scores.rowSize {
      sum += scores[i, k]
      sums[i, k] = sum
    }
  }
  return sums
}

private let sumNotReset = "The sum goes on from one score to the next: set it to 0 for each."

private let mutants: [Mutant<ScoresWithBiasTrick>] = [
  Mutant("no-bias", expecting: "missing.bias") { biased($0, $1, bias: 0) },
  Mutant("bias-twice", expecting: "doubled.bias") { biased($0, $1, bias: 2) },
  Mutant("bias-subtracted", expecting: "negated.bias") { biased($0, $1, bias: -1) },
  Mutant(
    "ones-first", "The column of ones comes before the pixels: append it after them.",
    { w, x in matmul(Tensor(concatenating: [Tensor(ones: [x.rowCount, 1]), x], axis: 1), w) }),
  Mutant("biases-summed", "Every score gets the sum of all biases; each class has its own.") {
    biased($0, $1, bias: 0) + $0.row($0.rowCount - 1).sum()
  },
  Mutant("one-bias", "Every score gets the bias of the first class; each class has its own.") {
    biased($0, $1, bias: 0) + $0[$0.rowCount - 1, 0]
  },
  Mutant("bias-multiplied", "The score is multiplied by the bias: add the bias to it.") {
    biased($0, $1, bias: 0) * $0.row($0.rowCount - 1)
  },
  Mutant("bias-for-each-pixel", "The bias is added for each pixel: add it once, after the sum.") {
    biased($0, $1, bias: Double($1.rowSize))
  },
  Mutant("transposed", expecting: "shape.transposed") { biased($0, $1).transposed() },
  Mutant("last-pixel-skipped", "The last pixel is left out: only W has one more row.") {
    biased($0, replacing($1.rowSize - 1, of: $1, by: 0))
  },
  Mutant("last-pixel-overwritten", "A 1 replaces the last pixel: append a column of ones.") {
    biased($0, replacing($1.rowSize - 1, of: $1, by: 1), bias: 0)
  },
  Mutant("first-pixel-skipped", "The first pixel is left out: counting begins at 0.") {
    biased($0, replacing(0, of: $1, by: 0))
  },
  Mutant("overwritten", "Each product overwrites the one before: add them up with +=.") {
    biased($0, $1 * 0)
  },
  Mutant("first-picture-only", "Only the first picture gets its scores: go through all rows.") {
    biased($0, $1) * Tensor((0..<$1.rowCount).map { $0 == 0 ? 1 : 0 }).reshaped(to: [-1, 1])
  },
  Mutant("same-picture", "Every row has the scores of the first picture: use picture i in row i.") {
    biased($0, $1.gathering(rows: [Int](repeating: 0, count: $1.rowCount)))
  },
  Mutant("same-class", "Every class gets the score of the first: use column c of W for class c.") {
    biased($0, $1) * 0 + biased($0, $1).transposed().row(0).reshaped(to: [-1, 1])
  },
  Mutant("sum-not-reset", sumNotReset) { running(biased($0, $1), isReset: false) },
  Mutant("sum-reset-by-picture", sumNotReset) { running(biased($0, $1), isReset: true) },
  Mutant("softmax", "These are probabilities, the softmax of the scores: return the scores.") {
    let e = biased($0, $1).exp()
    return e / e.sum(axis: 1, keepingDimension: true)
  },
  Mutant("mean", "The products are averaged over the pixels: add them up instead.") {
    biased($0, $1) / Double($0.rowCount)
  },
  Mutant("zeros", expecting: "zeros") { Tensor(zeros: [$1.rowCount, $0.rowSize]) },
]
