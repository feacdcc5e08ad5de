import Grading
import Tensors

// What the matrix product (3.6), the bias (3.7) and both together (3.9) share.

/// What the gradients of `x · w` are made of; x is a matrix.
typealias ProductParts = (dout: T, x: T, w: T)

/// The product by the definition.
func product(_ x: T, _ w: T) -> T {
  var out = T(zeros: [x.shape[0], w.shape[1]])
  for i in 0..<x.shape[0] {
    for j in 0..<w.shape[1] {
      for p in 0..<w.shape[0] { out[i, j] += x[i, p] * w[p, j] }
    }
  }
  return out
}

/// The sum by the definition: entry by entry, the bias counted along the last axis.
func biased(_ x: T, _ b: T) -> T {
  T(shape: x.shape, scalars: x.scalars.enumerated().map { $1 + b[$0 % b.count] })
}

/// The sum over all axes except the last, the gradient of the bias.
func summed(_ dout: T) -> T {
  let width = dout.shape[dout.rank - 1]
  var sums = T(zeros: [width])
  for (place, value) in dout.scalars.enumerated() { sums[place % width] += value }
  return sums
}

/// The number of rows, over which gradients are summed and not averaged.
func summedOver(_ name: String, _ count: Int) -> Factor {
  Factor(
    name, Double(count), whenTooLarge: "the gradient is multiplied by their number",
    whenTooSmall: "here the parts of all rows add up; a mean belongs to the loss, and is in dout")
}

private func dw(_ parts: ProductParts) -> T { product(parts.x.transposed(), parts.dout) }
private func dx(_ parts: ProductParts) -> T { product(parts.dout, parts.w.transposed()) }

private let upstream =
  "dout is missing, as if it were 1 everywhere. It weighs each term."

/// Wrong ways to add a bias.
let biasSlips: [Slip<(x: T, b: T), T>] = [
  Slip("no-bias", expecting: "missing.bias") { $0.x },
  Slip("bias-subtracted", expecting: "negated.bias") { biased($0.x, -$0.b) },
  Slip("bias-twice", expecting: "doubled.bias") { biased($0.x, 2 * $0.b) },
  Slip("bias-to-first-row", "Only the first row has the bias: add it to every row.") { x, b in
    T(shape: x.shape, scalars: x.scalars.enumerated().map { $1 + ($0 < b.count ? b[$0] : 0) })
  },
  Slip("first-bias-only", "Every entry gets b[0]. Entry [i, j] gets b[j].") { $0.x + $0.b[0] },
  Slip("bias-down-columns", "Where it is square, row i gets b[i]. Entry [i, j] gets b[j].") {
    $0.x.shape == [$0.b.count, $0.b.count]
      ? biased($0.x.transposed(), $0.b).transposed() : biased($0.x, $0.b)
  },
  Slip("multiplied", "It multiplies by the bias; add it.") { $0.x * biased($0.x * 0, $0.b) },
]

/// Wrong gradients of the left factor.
let dxSlips: [Slip<ProductParts, T>] = [
  Slip("reshaped", "It reshapes w to turn it round. That keeps the order: use wᵀ (transposed).") {
    product($0.dout, $0.w.reshaped(to: $0.w.shape.reversed()))
  },
  Slip("upstream-ignored", upstream) { dx(($0.dout * 0 + 1, $0.x, $0.w)) },
  Slip("sign", expecting: "factor.-1") { -dx($0) },
  Slip(
    "last-column", "dx has only the last column of w: the parts of all add up, += and not =."
  ) { product(lastRow($0.dout.transposed()).transposed(), lastRow($0.w.transposed())) },
  Slip("not-reset", "Set the sum back to 0 for each entry of dx.") { running(dx($0)) },
]

/// Wrong gradients of the right factor.
///
/// - Parameter row: what a row of x is called.
/// - Returns: the slips.
func dwSlips(_ row: String) -> [Slip<ProductParts, T>] {
  [
    Slip("transposed", expecting: "shape.transposed") { dw($0).transposed() },
    Slip("reshaped", "It reshapes x to turn it round. That keeps the order: use xᵀ (transposed).") {
      product($0.x.reshaped(to: $0.x.shape.reversed()), $0.dout)
    },
    Slip("upstream-of-first", "Every row of x meets row 0 of dout: row i of dout belongs to it.") {
      dw(($0.dout * 0 + $0.dout.row(0), $0.x, $0.w))
    },
    Slip("upstream-ignored", upstream) { dw(($0.dout * 0 + 1, $0.x, $0.w)) },
    Slip("mean", expecting: "factor.1/N") { dw($0) / Double($0.x.rowCount) },
    Slip(
      "last-\(row)", "dw has only the last \(row) of x: the parts of all add up, += and not =."
    ) { dw((lastRow($0.dout), lastRow($0.x), $0.w)) },
    Slip("first-\(row)", "dw has only the first \(row) of x: the parts of all add up.") {
      dw(($0.dout[rows: 0..<1], $0.x[rows: 0..<1], $0.w))
    },
    Slip("not-reset", "Set the sum back to 0 for each entry of dw.") { running(dw($0)) },
  ]
}

/// Wrong gradients of the bias, made of dout.
///
/// - Parameter count: what the number of rows is called.
/// - Returns: the slips.
func dbSlips(_ count: String) -> [Slip<T, T>] {
  [
    Slip("mean", expecting: "factor.1/\(count)") { summed($0) / rows(of: $0) },
    Slip("not-summed", expecting: "shape.unsummed") { $0 },
    Slip("row-kept", expecting: "shape.reshaped") { summed($0).reshaped(to: [1, -1]) },
    Slip("last-row", "db has only the last row of dout: the gradients of all rows add up.") {
      T(Array($0.scalars.suffix($0.shape[$0.rank - 1])))
    },
    Slip("first-row", "db has only the first row of dout: the gradients of all rows add up.") {
      T(Array($0.scalars.prefix($0.shape[$0.rank - 1])))
    },
    Slip(
      "wrong-axis", "It sums dout along the rows. Each bias went down a column: sum over axis 0."
    ) { $0.sum(axis: $0.rank - 1) },
    Slip(
      "total", "Every entry is the sum of all of dout. Each bias went into its own column alone."
    ) { summed($0) * 0 + $0.sum() },
    Slip("ones", "It counts the rows, as if dout were 1 everywhere: sum dout itself.") {
      summed($0) * 0 + rows(of: $0)
    },
    Slip("not-reset", "Set the sum back to 0 for each column.") { running(summed($0)) },
  ]
}

private func lastRow(_ x: T) -> T { x[rows: x.rowCount - 1..<x.rowCount] }

func rows(of dout: T) -> Double { Double(dout.count / dout.shape[dout.rank - 1]) }
