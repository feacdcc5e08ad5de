import Grading
import RealModule
import Tensors

/// The softmax of each row of a matrix.
struct SoftmaxGate: Sendable {
  /// Takes scores; returns probabilities.
  var forward: @Sendable (Tensor<Double>) throws -> Tensor<Double>
  /// Takes the upstream gradient and the probabilities that forward returned; returns the gradient of the scores.
  var backward: @Sendable (Tensor<Double>, Tensor<Double>) throws -> Tensor<Double>

  /// Puts the two passes together.
  ///
  /// - Parameters:
  ///   - forward: takes scores.
  ///   - backward: takes the upstream gradient and the probabilities.
  init(
    forward: @escaping @Sendable (Tensor<Double>) throws -> Tensor<Double>,
    backward: @escaping @Sendable (Tensor<Double>, Tensor<Double>) throws -> Tensor<Double>
  ) {
    (self.forward, self.backward) = (forward, backward)
  }
}

/// 3.8: softmax as a gate, its gradient a vector-Jacobian product.
let softmaxGate = Exercise<SoftmaxGate>(
  "3.8",
  check: { check, gate in
    for (situation, scores, dout) in [
      ("scores [[0, 0]], dout [[1, 0]]", [[0, 0]], [[1, 0]]),
      ("scores [[0, ln 3]], dout [[2, 5]]", [[0, 1.0986122886681098]], [[2, 5]]),
      ("scores 3.2, 5.1, -1.7 of the lecture's cat", [[3.2, 5.1, -1.7]], [[-1, 0.5, 2]]),
      ("5 rows of 3 scores", check.normal([5, 3]), check.normal([5, 3])),
      ("2 rows of 7 scores", check.normal([2, 7]) * 2, check.normal([2, 7])),
      ("3 rows of 3 scores", check.normal([3, 3]), check.normal([3, 3])),
      ("one row of 5 scores", check.normal([1, 5]), check.normal([1, 5])),
    ] as [(String, Tensor<Double>, Tensor<Double>)] {
      let p = softmax(scores)
      let path = Term(
        "shared", "the part -p · Σ dout · p, which comes through the sum of the row",
        -p * inner(dout, p))
      let direct = Term("direct", "the part p · dout", p * dout)
      let counts = [
        Factor(
          "N", Double(p.rowCount),
          whenTooSmall: "every row is by itself: there is no mean over them"),
        Factor("C", Double(p.shape[1]), whenTooSmall: "it is a sum over the classes, not a mean"),
      ]
      check.value("probabilities", of: situation, is: p) { try gate.forward(scores) }
      check.gradient(
        "dscores", of: situation, at: scores, upstream: dout, of: softmax,
        knowing: Facts(
          factors: counts, terms: [path, direct],
          multipliers: [Multiplier("output", "the probabilities p", p)])
      ) { try gate.backward(dout, p) }
    }
    let extremes: Tensor<Double> = [[1000, 999, 998], [-1000, -1000, -1000], [1000, 0, -1000]]
    check.value(
      "probabilities", of: "scores of 1000 and -1000", is: softmax(extremes)
    ) { try gate.forward(extremes) }
    let (x, p) = (check.normal([5, 3]), softmax(check.normal([5, 3])))
    check.independentRows("probabilities", of: x) { try gate.forward($0) }
    check.linear("dscores", inUpstream: check.normal([5, 3])) { try gate.backward($0, p) }
    guard !check.hasFailed else { return }
    memory(check, gate)
  },
  mutants: forwardMutants + backwardMutants)

/// One long row: its Jacobian would take 128 MB.
private func memory(_ check: Check, _ gate: SoftmaxGate) {
  let count = 4000
  let p = softmax(check.normal([1, count]))
  let dout = check.normal([1, count])
  check.tell("dscores", "one row of \(count) scores")
  guard let growth = check.growth(during: { _ = try? gate.backward(dout, p) }),
    growth > 4 * count * count
  else { return }
  check.require(
    "dscores", "memory.jacobian",
    "The numbers are right, but one row of \(count) scores took \(growth / 1_000_000) MB more memory: the Jacobian of \(count) x \(count) numbers is formed. "
      + "Its product with dout needs a few rows.", false)
}

/// Softmax of each row by the definition, after the largest score is taken away.
private func softmax(_ scores: Tensor<Double>) -> Tensor<Double> {
  let powers = (scores - scores.max(axis: 1, keepingDimension: true)).exp()
  return powers / powers.sum(axis: 1, keepingDimension: true)
}

/// The sum of each row of a product, as a column.
private func inner(_ a: Tensor<Double>, _ b: Tensor<Double>) -> Tensor<Double> {
  (a * b).sum(axis: 1, keepingDimension: true)
}

@Sendable private func right(_ dout: Tensor<Double>, _ p: Tensor<Double>) -> Tensor<Double> {
  p * (dout - inner(dout, p))
}

private func forward(
  _ wrong: @escaping @Sendable (Tensor<Double>) -> Tensor<Double>
) -> SoftmaxGate { SoftmaxGate(forward: wrong, backward: right) }

private func backward(
  _ wrong: @escaping @Sendable (Tensor<Double>, Tensor<Double>) -> Tensor<Double>
) -> SoftmaxGate { SoftmaxGate(forward: softmax, backward: wrong) }

private let forwardMutants: [Mutant<SoftmaxGate>] = [
  Mutant(
    "no-shift", expecting: "nan",
    forward { $0.exp() / $0.exp().sum(axis: 1, keepingDimension: true) }),
  Mutant(
    "over-all", "It divides by the sum of the whole batch: each row has a sum of its own.",
    forward { scores in
      let powers = (scores - scores.max()).exp()
      return powers / powers.sum()
    }),
  Mutant(
    "down-columns",
    "It goes down the columns: each row is an example, whose probabilities add up to 1.",
    forward { softmax($0.transposed()).transposed() }),
  Mutant(
    "one-shift",
    "The largest score of the whole batch is taken from every row: a row far below it has nothing but zeros left, and 0/0. Each row needs its own.",
    forward { scores in
      let powers = (scores - scores.max()).exp()
      return powers / powers.sum(axis: 1, keepingDimension: true)
    }),
  Mutant(
    "not-normalized", "The powers are not divided by their sum.",
    forward { ($0 - $0.max(axis: 1, keepingDimension: true)).exp() }),
  Mutant(
    "scores-shared", "The scores are divided by their sum without exp.",
    forward { $0 / $0.sum(axis: 1, keepingDimension: true) }),
  Mutant(
    "logarithms", "These are the logarithms of the probabilities.", forward { softmax($0).log() }),
  Mutant(
    "of-minus", "It takes exp of minus the scores: a high score must have a high probability.",
    forward { softmax(-$0) }),
  Mutant(
    "sigmoid", "It is the sigmoid of each score by itself: the scores of a row share one sum.",
    forward { $0.sigmoid() }),
]

private let backwardMutants: [Mutant<SoftmaxGate>] = [
  Mutant(
    "diagonal",
    "It uses the diagonal of the Jacobian only, p · (1 - p), as for a sigmoid. Every score is also in the sum that all probabilities of its row are divided by.",
    backward { dout, p in dout * p * (1 - p) }),
  Mutant(
    "begun-at-dout",
    "The gradient is added to dout itself. A sum that is collected with += begins at 0.",
    backward { dout, p in dout + right(dout, p) }),
  Mutant("no-shared-path", expecting: "missing.shared", backward { dout, p in dout * p }),
  Mutant("no-output", expecting: "without.output", backward { dout, p in dout - inner(dout, p) }),
  Mutant(
    "output-on-sum-only", expecting: "besides.shared.without.output",
    backward { dout, p in dout - p * inner(dout, p) }),
  Mutant(
    "output-on-dout-only", expecting: "within.shared.without.output",
    backward { dout, p in p * dout - inner(dout, p) }),
  Mutant(
    "plain-sum", "The number to subtract is the sum of dout times p; yours is the sum of dout.",
    backward { dout, p in p * (dout - dout.sum(axis: 1, keepingDimension: true)) }),
  Mutant(
    "mean-subtracted",
    "The number to subtract is the sum of dout times p; yours is the mean of dout.",
    backward { dout, p in p * (dout - dout.mean(axis: 1, keepingDimension: true)) }),
  Mutant(
    "shared-over-all",
    "The sum of dout times p goes over the whole batch: each row has a sum of its own.",
    backward { dout, p in p * (dout - (dout * p).sum()) }),
  Mutant(
    "shared-down-columns", "The sum of dout times p goes down the columns; it belongs to a row.",
    backward { dout, p in p * (dout - (dout * p).sum(axis: 0)) }),
  Mutant(
    "negated-path", expecting: "negated.shared", backward { dout, p in p * (dout + inner(dout, p)) }
  ),
  Mutant("sign", expecting: "factor.-1", backward { -right($0, $1) }),
  Mutant(
    "cross-entropy",
    "p minus the upstream gradient is the gradient of softmax and cross-entropy together. Here dout comes from any loss, and the gate is softmax alone.",
    backward { dout, p in p - dout }),
  Mutant(
    "upstream-ignored",
    "dout is used as if it were 1 everywhere; it weighs each probability by its own number.",
    backward { _, p in p * (1 - p) }),
  Mutant("output-twice", expecting: "twice.output", backward { dout, p in p * right(dout, p) }),
  Mutant(
    "jacobian", expecting: "memory.jacobian",
    backward { dout, p in
      let count = p.shape[1]
      let rows = (0..<p.rowCount).map { i -> Tensor<Double> in
        let row = p.row(i).reshaped(to: [1, count])
        var jacobian = matmul(row, row, transposeA: true) * -1
        for j in 0..<count { jacobian[j, j] += row[0, j] }
        return matmul(dout[rows: i..<i + 1], jacobian).reshaped(to: [count])
      }
      return Tensor(stacking: rows)
    }),
]
