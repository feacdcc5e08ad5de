import Grading
import Tensors

/// Softmax of each row: backward takes dout and the probabilities that forward returned.
typealias SoftmaxGate = (forward: @Sendable (T) throws -> T, backward: @Sendable (T, T) throws -> T)

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
    ] as [(String, T, T)] {
      let p = softmax(scores)
      check.value("probabilities", of: situation, is: p) { try gate.forward(scores) }
      check.gradient(
        "dscores", of: situation, at: scores, upstream: dout, of: softmax, knowing: facts(dout, p)
      ) { try gate.backward(dout, p) }
      check.remembersNothing("dscores", of: scores, forward: gate.forward) {
        try gate.backward(dout, p)
      }
    }
    let extremes: T = [[1000, 999, 998], [-1000, -1000, -1000], [1000, 0, -1000]]
    check.value("probabilities", of: "scores of 1000 and -1000", is: softmax(extremes)) {
      try gate.forward(extremes)
    }
    let (x, p) = (check.normal([5, 3]), softmax(check.normal([5, 3])))
    check.independentRows("probabilities", of: x) { try gate.forward($0) }
    check.linear("dscores", inUpstream: check.normal([5, 3])) { try gate.backward($0, p) }
    if !check.hasFailed { memory(check, gate) }
  },
  mutants: forwardMutants + backwardMutants)

private func facts(_ dout: T, _ p: T) -> Facts {
  Facts(
    factors: [
      Factor("N", Double(p.rowCount), whenTooSmall: "every row is by itself, with no mean"),
      Factor("C", Double(p.shape[1]), whenTooSmall: "it is a sum over the classes, not a mean"),
    ],
    terms: [
      Term(
        "shared", "the part -p · Σ dout · p, which comes through the sum of the row",
        -p * inner(dout, p)),
      Term("direct", "the part p · dout", p * dout),
    ],
    multipliers: [Multiplier("output", "the probabilities p", p)])
}

/// One long row: its Jacobian would take 128 MB.
private func memory(_ check: Check, _ gate: SoftmaxGate) {
  let count = 4000
  let p = softmax(check.normal([1, count]))
  let dout = check.normal([1, count])
  check.tell("dscores", "one row of \(count) scores")
  guard let growth = check.growth(during: { _ = try? gate.backward(dout, p) }) else { return }
  check.require(
    "dscores", "memory.jacobian",
    "The numbers are right, but one row of \(count) scores took \(growth / 1_000_000) MB more: it "
      + "forms the Jacobian of \(count) x \(count) numbers. The product with dout needs few rows.",
    growth <= 4 * count * count)
}

/// Softmax of each row by the definition, after the largest score is taken away.
private func softmax(_ scores: T) -> T {
  shares((scores - scores.max(axis: 1, keepingDimension: true)).exp())
}

/// Each row divided by its sum.
private func shares(_ x: T) -> T { x / x.sum(axis: 1, keepingDimension: true) }

/// The sum of each row of a product, as a column.
private func inner(_ a: T, _ b: T) -> T { (a * b).sum(axis: 1, keepingDimension: true) }

@Sendable private func gradient(_ dout: T, _ p: T) -> T { p * (dout - inner(dout, p)) }

private let right: SoftmaxGate = ({ softmax($0) }, gradient)

private let forwardMutants: [Mutant<SoftmaxGate>] = forwardSlips.mutants { wrong in
  changing(right) { $0.forward = { wrong($0) } }
}

private let backwardMutants: [Mutant<SoftmaxGate>] = backwardSlips.mutants { wrong in
  changing(right) { $0.backward = { wrong(($0, $1)) } }
}

private let forwardSlips: [Slip<T, T>] = [
  Slip("no-shift", expecting: "nan") { shares($0.exp()) },
  Slip("over-all", "It divides by the sum of the whole batch: each row has its own sum.") {
    let powers = ($0 - $0.max()).exp()
    return powers / powers.sum()
  },
  Slip("down-columns", "It goes down the columns. Each row is an example: sum over axis 1.") {
    softmax($0.transposed()).transposed()
  },
  Slip(
    "one-shift",
    "It subtracts the batch's largest score: rows far below become 0/0. Use each row's own."
  ) { shares(($0 - $0.max()).exp()) },
  Slip(
    "column-shift",
    "It subtracts the largest of each column. Only one number for the whole row changes nothing."
  ) { shares(($0 - $0.max(axis: 0)).exp()) },
  Slip("column-sum", "It divides by the sums of the columns: each row has its own sum.") {
    let powers = ($0 - $0.max(axis: 1, keepingDimension: true)).exp()
    return powers / powers.sum(axis: 0)
  },
  Slip("sum-not-reset", "The sum of a row still has those of the rows before: begin it at 0.") {
    let powers = ($0 - $0.max(axis: 1, keepingDimension: true)).exp()
    return powers / running(powers.sum(axis: 1, keepingDimension: true))
  },
  Slip("first-row-sum", "Every row is divided by the sum of row 0: each row has its own.") {
    let powers = ($0 - $0.max(axis: 1, keepingDimension: true)).exp()
    return powers / powers.row(0).sum()
  },
  Slip("base-2", "It takes powers of 2; exp has the base e.") { softmax($0 * 0.6931471805599453) },
  Slip("not-normalized", "The powers are not divided by their sum.") {
    ($0 - $0.max(axis: 1, keepingDimension: true)).exp()
  },
  Slip("scores-shared", "It divides the scores by their sum, without exp.") { shares($0) },
  Slip("logarithms", "These are the logarithms of the probabilities.") { softmax($0).log() },
  Slip("of-minus", "It takes exp of -s; a high score needs a high probability.") { softmax(-$0) },
  Slip("sigmoid", "That is the sigmoid of each score. A row shares one sum.") { $0.sigmoid() },
]

private let backwardSlips: [Slip<(dout: T, p: T), T>] = [
  Slip(
    "diagonal",
    "It has the Jacobian's diagonal only, p · (1 - p). Every score is in the sum of its row, too."
  ) { $0.dout * $0.p * (1 - $0.p) },
  Slip("begun-at-dout", "The gradient is added to dout. A sum that += collects begins at 0.") {
    $0.dout + gradient($0.dout, $0.p)
  },
  Slip("no-shared-path", expecting: "missing.shared") { $0.dout * $0.p },
  Slip("no-output", expecting: "without.output") { $0.dout - inner($0.dout, $0.p) },
  Slip("output-on-sum-only", expecting: "besides.shared.without.output") {
    $0.dout - $0.p * inner($0.dout, $0.p)
  },
  Slip("output-on-dout-only", expecting: "within.shared.without.output") {
    $0.p * $0.dout - inner($0.dout, $0.p)
  },
  Slip("plain-sum", "It subtracts the sum of dout. Subtract the sum of dout times p.") {
    $0.p * ($0.dout - $0.dout.sum(axis: 1, keepingDimension: true))
  },
  Slip("mean-subtracted", "It subtracts the mean of dout. Subtract the sum of dout times p.") {
    $0.p * ($0.dout - $0.dout.mean(axis: 1, keepingDimension: true))
  },
  Slip("shared-mean", "It subtracts the mean of dout · p over the classes. Subtract the sum.") {
    $0.p * ($0.dout - inner($0.dout, $0.p) / Double($0.p.shape[1]))
  },
  Slip("shared-over-all", "It sums dout · p over the whole batch: each row has its own sum.") {
    $0.p * ($0.dout - ($0.dout * $0.p).sum())
  },
  Slip("shared-of-row-0", "Every row subtracts the sum of row 0: each row has its own sum.") {
    $0.p * ($0.dout - ($0.dout * $0.p).row(0).sum())
  },
  Slip("log-softmax", "That is the gradient of log softmax. Here it is p · (dout - Σ dout · p).") {
    $0.dout - $0.p * $0.dout.sum(axis: 1, keepingDimension: true)
  },
  Slip("shared-down-columns", "It sums dout · p down the columns. Sum along each row.") {
    $0.p * ($0.dout - ($0.dout * $0.p).sum(axis: 0))
  },
  Slip("shared-not-reset", "The sum of a row still has those of the rows before: begin it at 0.") {
    $0.p * ($0.dout - running(inner($0.dout, $0.p)))
  },
  Slip("negated-path", expecting: "negated.shared") { $0.p * ($0.dout + inner($0.dout, $0.p)) },
  Slip("sign", expecting: "factor.-1") { -gradient($0.dout, $0.p) },
  Slip(
    "cross-entropy",
    "p - dout belongs to softmax with cross-entropy. The gate is softmax alone, before any loss."
  ) { $0.p - $0.dout },
  Slip("upstream-ignored", "dout is missing: it weighs each p.") { $0.p * (1 - $0.p) },
  Slip("output-twice", expecting: "twice.output") { $0.p * gradient($0.dout, $0.p) },
  Slip("jacobian", expecting: "memory.jacobian") { dout, p in
    let count = p.shape[1]
    let rows = (0..<p.rowCount).map { i -> T in
      let row = p.row(i).reshaped(to: [1, count])
      var jacobian = matmul(row, row, transposeA: true) * -1
      for j in 0..<count { jacobian[j, j] += row[0, j] }
      return matmul(dout[rows: i..<i + 1], jacobian).reshaped(to: [count])
    }
    return T(stacking: rows)
  },
]
