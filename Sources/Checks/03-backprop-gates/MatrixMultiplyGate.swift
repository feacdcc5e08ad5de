import Grading
import Tensors

/// A gate of two matrices.
struct TwoMatrixGate: Sendable {
  /// The gradients of both.
  typealias Gradients = (dx: Tensor<Double>, dw: Tensor<Double>)

  /// Takes x and w; returns the output.
  var forward: @Sendable (Tensor<Double>, Tensor<Double>) throws -> Tensor<Double>
  /// Takes the upstream gradient, x and w; returns the gradients of x and w.
  var backward: @Sendable (Tensor<Double>, Tensor<Double>, Tensor<Double>) throws -> Gradients

  /// Puts the two passes together.
  ///
  /// - Parameters:
  ///   - forward: takes x and w.
  ///   - backward: takes the upstream gradient, x and w.
  init(
    forward: @escaping @Sendable (Tensor<Double>, Tensor<Double>) throws -> Tensor<Double>,
    backward:
      @escaping @Sendable (Tensor<Double>, Tensor<Double>, Tensor<Double>) throws ->
      Gradients
  ) {
    (self.forward, self.backward) = (forward, backward)
  }
}

/// 3.6: the matrix product, forward and backward.
let matrixMultiplyGate = Exercise<TwoMatrixGate>(
  "3.6",
  check: { check, gate in
    func ask(
      _ situation: String, _ x: Tensor<Double>, _ w: Tensor<Double>, _ dout: Tensor<Double>
    ) {
      let facts = Facts(factors: [summed(x.rowCount)])
      check.value("out", of: situation, is: product(x, w), knowing: facts) {
        try gate.forward(x, w)
      }
      check.gradient(
        "dx", of: situation, at: x, upstream: dout, of: { product($0, w) }, knowing: facts
      ) { try gate.backward(dout, x, w).dx }
      check.gradient(
        "dw", of: situation, at: w, upstream: dout, of: { product(x, $0) }, knowing: facts
      ) { try gate.backward(dout, x, w).dw }
    }
    ask("x = [[1, 2]], w = [[3], [4]], dout = [[10]]", [[1, 2]], [[3], [4]], [[10]])
    for (n, d, m) in [(2, 3, 5), (5, 2, 3), (7, 5, 2), (3, 3, 3), (1, 2, 7), (3, 7, 1)] {
      ask(
        "x of shape [\(n), \(d)], w of shape [\(d), \(m)]", check.normal([n, d]),
        check.normal([d, m]),
        check.normal([n, m]))
    }
    let (x, w) = (check.normal([5, 3]), check.normal([3, 2]))
    check.linear("dx", inUpstream: check.normal([5, 2])) { try gate.backward($0, x, w).dx }
    check.linear("dw", inUpstream: check.normal([5, 2])) { try gate.backward($0, x, w).dw }
  },
  mutants: productMutants)

/// The number of rows, over which gradients are summed and not averaged.
private func summed(_ rows: Int) -> Factor {
  Factor(
    "N", Double(rows), whenTooLarge: "the gradient of a row is multiplied by their number",
    whenTooSmall:
      "the parts of the N rows are summed here; a mean belongs to the loss, and is in dout already")
}

/// The product by the definition.
private func product(_ x: Tensor<Double>, _ w: Tensor<Double>) -> Tensor<Double> {
  var out = Tensor<Double>(zeros: [x.shape[0], w.shape[1]])
  for i in 0..<x.shape[0] {
    for j in 0..<w.shape[1] {
      for p in 0..<w.shape[0] { out[i, j] += x[i, p] * w[p, j] }
    }
  }
  return out
}

@Sendable private func right(
  _ dout: Tensor<Double>, _ x: Tensor<Double>, _ w: Tensor<Double>
) -> TwoMatrixGate.Gradients {
  (product(dout, w.transposed()), product(x.transposed(), dout))
}

private typealias WrongGradient =
  @Sendable (Tensor<Double>, Tensor<Double>, Tensor<Double>) -> Tensor<Double>

private func gate(dx: WrongGradient? = nil, dw: WrongGradient? = nil) -> TwoMatrixGate {
  TwoMatrixGate(
    forward: { product($0, $1) },
    backward: { dout, x, w in
      let right = right(dout, x, w)
      return (dx?(dout, x, w) ?? right.dx, dw?(dout, x, w) ?? right.dw)
    })
}

private func wrong(
  forward: @escaping @Sendable (Tensor<Double>, Tensor<Double>) -> Tensor<Double>
) -> TwoMatrixGate { TwoMatrixGate(forward: forward, backward: right) }

private let productMutants: [Mutant<TwoMatrixGate>] = [
  Mutant(
    "out-transposed", expecting: "shape.transposed", wrong { product($0, $1).transposed() }),
  Mutant(
    "out-last-term",
    "Only the last term of the sum over p is there: add them up, += and not =.",
    wrong { x, w in
      let last = w.rowCount - 1
      return product(x.transposed()[rows: last..<last + 1].transposed(), w[rows: last..<last + 1])
    }),
  Mutant(
    "out-mean", "It is divided by the number of terms. A matrix product is a sum.",
    wrong { product($0, $1) / Double($1.rowCount) }),
  Mutant(
    "dx-transposed", expecting: "shape.transposed",
    gate(dx: { dout, _, w in product(w, dout.transposed()) })),
  Mutant(
    "dw-transposed", expecting: "shape.transposed",
    gate(dw: { dout, x, _ in product(dout.transposed(), x) })),
  Mutant(
    "swapped", expecting: "swapped",
    TwoMatrixGate(
      forward: { product($0, $1) },
      backward: { dout, x, w in
        let (dx, dw) = right(dout, x, w)
        return (dw, dx)
      })),
  Mutant(
    "dx-not-transposed",
    "Where w is square, it takes w itself: what flows back goes through w transposed.",
    gate(dx: { dout, x, w in
      w.shape[0] == w.shape[1] ? product(dout, w) : right(dout, x, w).dx
    })),
  Mutant(
    "dw-not-transposed",
    "Where x is square, it takes x itself: the gradient of w needs x transposed.",
    gate(dw: { dout, x, w in
      x.shape[0] == x.shape[1] ? product(x, dout) : right(dout, x, w).dw
    })),
  Mutant(
    "dx-upstream-ignored", upstream,
    gate(dx: { dout, _, w in product(dout * 0 + 1, w.transposed()) })),
  Mutant(
    "dw-upstream-ignored", upstream,
    gate(dw: { dout, x, _ in product(x.transposed(), dout * 0 + 1) })),
  Mutant(
    "dw-mean", expecting: "factor.1/N",
    gate(dw: { dout, x, w in right(dout, x, w).dw / Double(x.rowCount) })),
  Mutant(
    "both-mean", expecting: "factor.1/N",
    gate(
      dx: { dout, x, w in right(dout, x, w).dx / Double(x.rowCount) },
      dw: { dout, x, w in right(dout, x, w).dw / Double(x.rowCount) })),
  Mutant(
    "dw-last-row", "Only the last row of x is in dw: the parts of all rows add up, += and not =.",
    gate(dw: { dout, x, _ in
      let last = x.rowCount - 1
      return product(x[rows: last..<last + 1].transposed(), dout[rows: last..<last + 1])
    })),
  Mutant(
    "dw-first-row", "Only the first row of x is in dw: the parts of all rows add up.",
    gate(dw: { dout, x, _ in product(x[rows: 0..<1].transposed(), dout[rows: 0..<1]) })),
  Mutant(
    "dx-last-column",
    "Only the last column of w is in dx: the parts of all columns add up, += and not =.",
    gate(dx: { dout, _, w in
      let last = w.shape[1] - 1
      return product(
        dout.transposed()[rows: last..<last + 1].transposed(), w.transposed()[rows: last..<last + 1]
      )
    })),
  Mutant(
    "dx-own", "dx is made of x itself: the gradient of one factor needs the other one.",
    gate(dx: { dout, x, _ in x * dout.sum(axis: 1, keepingDimension: true) })),
  Mutant("dx-sign", expecting: "factor.-1", gate(dx: { -right($0, $1, $2).dx })),
]

private let upstream =
  "dout is not in it, as if it were 1 everywhere. It has the shape of the output and weighs every term of the sum."
