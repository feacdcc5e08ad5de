import Grading
import Tensors

typealias TwoMatrixGate = GatePair<T, (dx: T, dw: T), T, T>

/// 3.6: the matrix product, forward and backward.
let matrixMultiplyGate = Exercise<TwoMatrixGate>(
  "3.6",
  check: { check, gate in
    func ask(_ situation: String, _ x: T, _ w: T, _ dout: T) {
      let facts = Facts(factors: [
        summedOver("N", x.rowCount), Factor("M", Double(w.shape[1]), whenTooSmall: "it is a sum"),
      ])
      check.value("out", of: situation, is: product(x, w), knowing: facts) {
        try gate.forward(x, w)
      }
      check.gradient(
        "dx", of: situation, at: x, upstream: dout, of: { product($0, w) }, knowing: facts
      ) { try gate.backward(dout, x, w).dx }
      check.gradient(
        "dw", of: situation, at: w, upstream: dout, of: { product(x, $0) }, knowing: facts
      ) { try gate.backward(dout, x, w).dw }
      check.remembersNothing("dw", of: x, forward: { try gate.forward($0, w) }) {
        try gate.backward(dout, x, w).dw
      }
    }
    ask("x = [[1, 2]], w = [[3], [4]], dout = [[10]]", [[1, 2]], [[3], [4]], [[10]])
    for (n, d, m) in [(2, 3, 5), (5, 2, 3), (7, 5, 2), (3, 3, 3), (1, 2, 7), (3, 7, 1)] {
      ask(
        "x of shape [\(n), \(d)], w of shape [\(d), \(m)]", check.normal([n, d]),
        check.normal([d, m]), check.normal([n, m]))
    }
    let (x, w) = (check.normal([5, 3]), check.normal([3, 2]))
    check.linear("dx", inUpstream: check.normal([5, 2])) { try gate.backward($0, x, w).dx }
    check.linear("dw", inUpstream: check.normal([5, 2])) { try gate.backward($0, x, w).dw }
  },
  mutants: forwardMutants + dxMutants + dwMutants + otherMutants)

@Sendable private func right(_ dout: T, _ x: T, _ w: T) -> (dx: T, dw: T) {
  (product(dout, w.transposed()), product(x.transposed(), dout))
}

private let rightGate: TwoMatrixGate = ({ product($0, $1) }, right)

private let forwardMutants: [Mutant<TwoMatrixGate>] = forwardSlips.mutants("out-") { wrong in
  changing(rightGate) { $0.forward = { wrong(($0, $1)) } }
}

private let dxMutants: [Mutant<TwoMatrixGate>] = (ownSlips + dxSlips).mutants("dx-") { wrong in
  changing(rightGate) {
    $0.backward = { dout, x, w in (wrong((dout, x, w)), right(dout, x, w).dw) }
  }
}

private let dwMutants: [Mutant<TwoMatrixGate>] = (otherSlips + dwSlips("row")).mutants("dw-") {
  wrong in
  changing(rightGate) {
    $0.backward = { dout, x, w in (right(dout, x, w).dx, wrong((dout, x, w))) }
  }
}

private let forwardSlips: [Slip<(x: T, w: T), T>] = [
  Slip("transposed", expecting: "shape.transposed") { product($0.x, $0.w).transposed() },
  Slip("last-term", "It has only the last term of the sum over p: add them up, += and not =.") {
    x, w in
    let last = w.rowCount - 1
    return product(x.transposed()[rows: last..<last + 1].transposed(), w[rows: last..<last + 1])
  },
  Slip("mean", "It is divided by the number of terms. A matrix product is a sum.") {
    product($0.x, $0.w) / Double($0.w.rowCount)
  },
  Slip("not-reset", "The sum is never set back to 0.") { running(product($0.x, $0.w)) },
  Slip("not-reset-in-row", "The sum is set back to 0 for each row only: begin each entry at 0.") {
    running(product($0.x, $0.w), eachRow: true)
  },
]

private let ownSlips: [Slip<ProductParts, T>] = [
  Slip("transposed", expecting: "shape.transposed") { product($0.w, $0.dout.transposed()) },
  Slip(
    "not-transposed", "Where w is square, it takes w itself. What flows back goes through wᵀ."
  ) { dout, x, w in w.shape[0] == w.shape[1] ? product(dout, w) : right(dout, x, w).dx },
  Slip("own", "dx is made of x itself: the gradient of one factor needs the other one.") {
    $0.x * $0.dout.sum(axis: 1, keepingDimension: true)
  },
]

private let otherSlips: [Slip<ProductParts, T>] = [
  Slip("not-transposed", "Where x is square, it takes x itself. The gradient of w needs xᵀ.") {
    dout, x, w in
    x.shape[0] == x.shape[1] ? product(x, dout) : right(dout, x, w).dw
  }
]

private let otherMutants: [Mutant<TwoMatrixGate>] = [
  Mutant(
    "swapped", expecting: "swapped",
    changing(rightGate) {
      $0.backward = { dout, x, w in
        let (dx, dw) = right(dout, x, w)
        return (dw, dx)
      }
    }),
  Mutant(
    "both-mean", expecting: "factor.1/N",
    changing(rightGate) { $0.backward = { dout, x, w in right(dout / Double(x.rowCount), x, w) } }),
]
