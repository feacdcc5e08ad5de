import Grading
import Tensors

/// The affine gate: a matrix product and a bias, on inputs of any shape.
struct AffineGate: Sendable {
  /// The gradients of input, weights and bias.
  typealias Gradients = (dx: Tensor<Double>, dw: Tensor<Double>, db: Tensor<Double>)

  /// Takes x, the weights and the bias; returns the output.
  var forward: @Sendable (Tensor<Double>, Tensor<Double>, Tensor<Double>) throws -> Tensor<Double>
  /// Takes the upstream gradient, x and the weights; returns the gradients.
  var backward: @Sendable (Tensor<Double>, Tensor<Double>, Tensor<Double>) throws -> Gradients

  /// Puts the two passes together.
  ///
  /// - Parameters:
  ///   - forward: takes x, the weights and the bias.
  ///   - backward: takes the upstream gradient, x and the weights.
  init(
    forward:
      @escaping @Sendable (Tensor<Double>, Tensor<Double>, Tensor<Double>) throws ->
      Tensor<Double>,
    backward:
      @escaping @Sendable (Tensor<Double>, Tensor<Double>, Tensor<Double>) throws ->
      Gradients
  ) {
    (self.forward, self.backward) = (forward, backward)
  }
}

/// 3.9: the affine gate on inputs of any shape.
let affineGate = Exercise<AffineGate>(
  "3.9",
  check: { check, gate in
    func ask(
      _ situation: String, _ x: Tensor<Double>, _ w: Tensor<Double>, _ b: Tensor<Double>,
      _ dout: Tensor<Double>
    ) {
      let facts = Facts(factors: [
        Factor(
          "N", Double(x.rowCount),
          whenTooSmall:
            "the parts of the N examples are summed here; a mean belongs to the loss, and is in dout already"
        )
      ])
      let copies = Term("bias", "the bias", affine(x * 0, w, b))
      check.value("out", of: situation, is: affine(x, w, b), knowing: Facts(terms: [copies])) {
        try gate.forward(x, w, b)
      }
      check.gradient(
        "dx", of: situation, at: x, upstream: dout, of: { affine($0, w, b) }, knowing: facts
      ) { try gate.backward(dout, x, w).dx }
      check.gradient(
        "dw", of: situation, at: w, upstream: dout, of: { affine(x, $0, b) }, knowing: facts
      ) { try gate.backward(dout, x, w).dw }
      check.gradient(
        "db", of: situation, at: b, upstream: dout, of: { affine(x, w, $0) }, knowing: facts
      ) { try gate.backward(dout, x, w).db }
    }
    ask(
      "x = [[1, 2]], w = [[3], [4]], b = [5], dout = [[10]]", [[1, 2]], [[3], [4]], [5], [[10]])
    for (shape, m) in [
      ([5, 3], 2), ([2, 3, 5], 7), ([3, 2, 2, 3], 5), ([7, 5], 3), ([3, 3], 3), ([1, 2, 3], 2),
      ([4, 2, 2], 4), ([5, 7], 1),
    ] {
      let d = shape.dropFirst().reduce(1, *)
      ask(
        "x of shape \(shape), \(m) outputs", check.normal(shape), check.normal([d, m]),
        check.normal([m]), check.normal([shape[0], m]))
    }
    let (x, w, b) = (check.normal([5, 2, 3]), check.normal([6, 2]), check.normal([2]))
    check.independentRows("out", of: x) { try gate.forward($0, w, b) }
    check.followsOrder("out", of: x) { try gate.forward($0, w, b) }
    check.linear("dw", inUpstream: check.normal([5, 2])) { try gate.backward($0, x, w).dw }
  },
  mutants: affineMutants)

/// The affine map by the definition: each output of each example is a sum over the entries of the example.
private func affine(_ x: Tensor<Double>, _ w: Tensor<Double>, _ b: Tensor<Double>) -> Tensor<Double>
{
  let (d, m) = (w.shape[0], w.shape[1])
  var out = Tensor<Double>(zeros: [x.rowCount, m])
  for i in 0..<x.rowCount {
    for j in 0..<m {
      var sum = b[j]
      for p in 0..<d { sum += x.scalars[i * d + p] * w[p, j] }
      out[i, j] = sum
    }
  }
  return out
}

private func rows(_ x: Tensor<Double>) -> Tensor<Double> { x.reshaped(to: [x.rowCount, -1]) }

@Sendable private func right(
  _ dout: Tensor<Double>, _ x: Tensor<Double>, _ w: Tensor<Double>
) -> AffineGate.Gradients {
  (
    matmul(dout, w, transposeB: true).reshaped(to: x.shape),
    matmul(rows(x), dout, transposeA: true), dout.sum(axis: 0)
  )
}

private typealias Wrong =
  @Sendable (Tensor<Double>, Tensor<Double>, Tensor<Double>) -> Tensor<Double>

private func gate(dx: Wrong? = nil, dw: Wrong? = nil, db: Wrong? = nil) -> AffineGate {
  AffineGate(
    forward: { affine($0, $1, $2) },
    backward: { dout, x, w in
      let right = right(dout, x, w)
      return (
        dx?(dout, x, w) ?? right.dx, dw?(dout, x, w) ?? right.dw, db?(dout, x, w) ?? right.db
      )
    })
}

private func wrong(forward: @escaping Wrong) -> AffineGate {
  AffineGate(forward: forward, backward: right)
}

/// The entries of each example in the order in which its last axis changes slowest.
private func flattenedBackwards(_ x: Tensor<Double>) -> Tensor<Double> {
  let axes = [0] + (1..<max(1, x.rank)).reversed()
  return rows(x.transposed(axes: axes))
}

private let affineMutants: [Mutant<AffineGate>] = [
  Mutant("no-bias", expecting: "missing.bias", wrong { x, w, b in affine(x, w, b * 0) }),
  Mutant("bias-twice", expecting: "doubled.bias", wrong { x, w, b in affine(x, w, b * 2) }),
  Mutant("bias-subtracted", expecting: "negated.bias", wrong { x, w, b in affine(x, w, -b) }),
  Mutant(
    "out-transposed", expecting: "shape.transposed", wrong { affine($0, $1, $2).transposed() }),
  Mutant("out-flat", expecting: "shape.reshaped", wrong { affine($0, $1, $2).flattened() }),
  Mutant(
    "flattened-backwards",
    "The entries of an example are read in another order, its last axis slowest. A row is x's numbers as they lie: reshaped, not transposed.",
    wrong { x, w, b in affine(flattenedBackwards(x), w, b) }),
  Mutant(
    "relu", "There is a ReLU at the end; the affine gate alone lets negative values through.",
    wrong { maximum(affine($0, $1, $2), 0) }),
  Mutant(
    "dx-not-reshaped", expecting: "shape.reshaped",
    gate(dx: { dout, x, w in rows(right(dout, x, w).dx) })),
  Mutant(
    "dw-mean", expecting: "factor.1/N",
    gate(dw: { dout, x, w in right(dout, x, w).dw / Double(x.rowCount) })),
  Mutant(
    "db-mean", expecting: "factor.1/N",
    gate(db: { dout, x, w in dout.mean(axis: 0) })),
  Mutant("db-not-summed", expecting: "shape.unsummed", gate(db: { dout, _, _ in dout })),
  Mutant(
    "db-wrong-axis", "It sums dout along the rows. Each bias went down a column: sum over axis 0.",
    gate(db: { dout, _, _ in dout.sum(axis: 1) })),
  Mutant(
    "db-row-kept", expecting: "shape.reshaped",
    gate(db: { dout, _, _ in dout.sum(axis: 0, keepingDimension: true) })),
  Mutant(
    "db-last-row", "Only the last row of dout is in db: the gradients of all examples add up.",
    gate(db: { dout, _, _ in dout.row(dout.rowCount - 1) })),
  Mutant(
    "db-total",
    "Every entry of db has the sum of all of dout. Each bias went into its own column alone.",
    gate(db: { dout, _, _ in dout.sum(axis: 0) * 0 + dout.sum() })),
  Mutant(
    "db-ones", "It counts the examples, as if dout were 1 everywhere: sum dout itself.",
    gate(db: { dout, x, _ in dout.sum(axis: 0) * 0 + Double(x.rowCount) })),
  Mutant(
    "dw-transposed", expecting: "shape.transposed",
    gate(dw: { dout, x, w in right(dout, x, w).dw.transposed() })),
  Mutant(
    "dw-upstream-ignored", "dout is not in dw, as if it were 1 everywhere.",
    gate(dw: { dout, x, w in right(dout * 0 + 1, x, w).dw })),
  Mutant(
    "dx-upstream-ignored", "dout is not in dx, as if it were 1 everywhere.",
    gate(dx: { dout, x, w in right(dout * 0 + 1, x, w).dx })),
  Mutant(
    "dw-first-example", "Only the first example is in dw: the parts of all of them add up.",
    gate(dw: { dout, x, w in right(dout[rows: 0..<1], x[rows: 0..<1], w).dw })),
  Mutant(
    "dw-last-example",
    "Only the last example is in dw: the parts of all of them add up, += and not =.",
    gate(dw: { dout, x, w in
      let last = x.rowCount - 1
      return right(dout[rows: last..<last + 1], x[rows: last..<last + 1], w).dw
    })),
  Mutant(
    "dw-rows-out-of-step",
    "Each row of dout meets the input of another example: row i of dout belongs to row i of x.",
    gate(dw: { dout, x, w in
      right(dout, x.gathering(rows: Array((0..<x.rowCount).reversed())), w).dw
    })),
  Mutant(
    "dw-flattened-backwards",
    "For dw the entries of an example are read in another order than forward does: reshape, and do not transpose.",
    gate(dw: { dout, x, _ in matmul(flattenedBackwards(x), dout, transposeA: true) })),
  Mutant(
    "dx-square",
    "Where w is square, dx goes through w itself: what flows back goes through w transposed.",
    gate(dx: { dout, x, w in
      w.shape[0] == w.shape[1] ? matmul(dout, w).reshaped(to: x.shape) : right(dout, x, w).dx
    })),
  Mutant("dx-sign", expecting: "factor.-1", gate(dx: { -right($0, $1, $2).dx })),
]
