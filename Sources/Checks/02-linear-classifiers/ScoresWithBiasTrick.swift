import Grading
import Tensors

/// Takes weights `(D + 1, C)` whose last row is the bias, and pictures `(N, D)`; returns scores `(N, C)`.
typealias ScoresWithBiasTrick =
  @Sendable (Tensor<Double>, Tensor<Double>) throws -> Tensor<Double>

/// 2.1: scores from one product, the bias being a row of the weights.
let scoresWithBiasTrick = Exercise<ScoresWithBiasTrick>(
  "2.1",
  check: { check, scores in
    func ask(_ situation: String, _ w: Tensor<Double>, _ x: Tensor<Double>) {
      let bias = biased(w, Tensor(zeros: x.shape))
      let facts = Facts(terms: [Term("bias", "the bias, the last row of W,", bias)])
      check.value("scores", of: situation, is: biased(w, x), knowing: facts) {
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

private let mutants: [Mutant<ScoresWithBiasTrick>] = [
  Mutant("no-bias", expecting: "missing.bias") { biased($0, $1, bias: 0) },
  Mutant("bias-twice", expecting: "doubled.bias") { biased($0, $1, bias: 2) },
  Mutant("bias-subtracted", expecting: "negated.bias") { biased($0, $1, bias: -1) },
  Mutant(
    "ones-first",
    "The column of ones stands before the pixels, so that the first row of W acts as the bias; it is the last row."
  ) { w, x in
    let ones = Tensor<Double>(ones: [x.rowCount, 1])
    return matmul(Tensor(concatenating: [ones, x], axis: 1), w)
  },
  Mutant(
    "biases-summed", "Every score gets the sum of all biases; each class has its own."
  ) { w, x in biased(w, x, bias: 0) + w.row(w.rowCount - 1).sum() },
  Mutant(
    "one-bias", "Every score gets the bias of the first class; each class has its own."
  ) { w, x in biased(w, x, bias: 0) + w[w.rowCount - 1, 0] },
  Mutant("bias-multiplied", "The bias is multiplied with the score; it is added to it.") {
    w, x in
    biased(w, x, bias: 0) * w.row(w.rowCount - 1)
  },
  Mutant("transposed", expecting: "shape.transposed") { biased($0, $1).transposed() },
  Mutant("last-pixel-skipped", "The last pixel is left out; only W has a row more.") { w, x in
    var cut = x
    for i in 0..<x.rowCount { cut[i, x.rowSize - 1] = 0 }
    return biased(w, cut)
  },
  Mutant(
    "last-pixel-overwritten",
    "A one takes the place of the last pixel; append a column, so that every pixel stays."
  ) { w, x in
    var cut = x
    for i in 0..<x.rowCount { cut[i, x.rowSize - 1] = 1 }
    return biased(w, cut, bias: 0)
  },
  Mutant("first-pixel-skipped", "The first pixel is left out: counting begins at 0.") { w, x in
    var cut = x
    for i in 0..<x.rowCount { cut[i, 0] = 0 }
    return biased(w, cut)
  },
  Mutant("overwritten", "Each product overwrites the one before: add them up with +=.") {
    w, x in
    var zero = w * 0
    for c in 0..<w.rowSize { zero[w.rowCount - 1, c] = w[w.rowCount - 1, c] }
    return biased(zero, x)
  },
  Mutant("first-picture-only", "Only the first picture gets its scores.") { w, x in
    let scores = biased(w, x)
    return Tensor(stacking: (0..<x.rowCount).map { scores.row($0) * ($0 == 0 ? 1 : 0) })
  },
  Mutant("same-picture", "Every row has the scores of the first picture.") { w, x in
    let scores = biased(w, x)
    return Tensor(stacking: (0..<x.rowCount).map { _ in scores.row(0) })
  },
  Mutant(
    "softmax", "These are probabilities, the softmax of the scores; the scores are wanted."
  ) {
    w, x in
    let scores = biased(w, x)
    let e = (scores - scores.max(axis: 1, keepingDimension: true)).exp()
    return e / e.sum(axis: 1, keepingDimension: true)
  },
  Mutant("mean", "The products are averaged over the pixels; they are added up.") { w, x in
    biased(w, x) / Double(w.rowCount)
  },
  Mutant("zeros", expecting: "zeros") { w, x in Tensor(zeros: [x.rowCount, w.rowSize]) },
]
