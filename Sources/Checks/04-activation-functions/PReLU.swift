import Grading
import Tensors

/// Takes x and the slopes; returns dx and dslopes.
typealias PReLUPair = GatePair<T, (dx: T, dslopes: T), T, T>

/// 4.3: PReLU, both ways.
let pReLU = Exercise<PReLUPair>(
  "4.3",
  check: { check, answer in
    check.ask(
      "x = (1, -2), slopes (0.5, 0.25), dout = (3, 5)", [[1, -2]], [0.5, 0.25], [[3, 5]], answer)
    check.ask(
      "x = (-1, -2) and (-3, 4), slopes (0.5, 2), dout of ones", [[-1, -2], [-3, 4]], [0.5, 2],
      [[1, 1], [1, 1]], answer)
    for (n, d) in [(5, 3), (7, 2), (1, 5), (3, 11)] {
      check.ask(
        "\(n) rows of \(d) random numbers, slopes of either sign", check.normal([n, d]),
        check.normal([d]), check.normal([n, d]), answer)
    }
    check.ask(
      "zeros among the inputs", [[0, 1, -2], [3, 0, 0], [-1, 2, 0]], [0.5, -0.25, 3],
      [[3, 5, -2], [7, 4, 1], [-6, 2, 8]], isOnKink: true, answer)
    let (x, slopes): (T, T) = (check.normal([5, 3]), [0.1, -0.5, 2])
    for (quantity, part) in [("dx", \Gradients.dx), ("dslopes", \Gradients.dslopes)] {
      check.linear(quantity, inUpstream: check.normal([5, 3])) {
        _ = try answer.forward(x, slopes)
        return try answer.backward($0, x, slopes)[keyPath: part]
      }
      check.needsNoMemory(quantity, afterForward: { _ = try answer.forward($0, slopes) }, x) {
        try answer.backward(x * x, x, slopes)[keyPath: part]
      }
    }
  },
  mutants: [forwards, dxs, dslopes, whole].flatMap { $0 })

private typealias Gradients = (dx: T, dslopes: T)

extension Check {
  fileprivate func ask(
    _ situation: String, _ x: T, _ slopes: T, _ dout: T, isOnKink: Bool = false, _ answer: PReLUPair
  ) {
    let facts = Facts(places: signs(of: x))
    value("out", of: situation, is: right.forward(x, slopes), knowing: facts) {
      try answer.forward(x, slopes)
    }
    let definition = isOnKink ? right.backward(dout, x, slopes) : nil
    gradient(
      "dx", of: situation, at: x, upstream: dout, of: { right.forward($0, slopes) },
      byDefinition: definition?.dx, knowing: facts
    ) { try answer.backward(dout, x, slopes).dx }
    gradient(
      "dslopes", of: situation, at: slopes, upstream: dout, of: { right.forward(x, $0) },
      byDefinition: definition?.dslopes, knowing: Facts(factors: [.batch(x.rowCount)])
    ) { try answer.backward(dout, x, slopes).dslopes }
  }
}

/// Every entry of `x` with the slope of its column.
private func each(_ x: T, _ slopes: T, _ function: (Double, Double) -> Double) -> T {
  combine(x, x * 0 + slopes, function)
}

/// dout · x where x is not positive, entry by entry.
private func products(_ dout: T, _ x: T) -> T { combine(dout, x) { $1 > 0 ? 0 : $0 * $1 } }

private let right: (forward: @Sendable (T, T) -> T, backward: @Sendable (T, T, T) -> Gradients) = (
  { x, slopes in each(x, slopes) { $0 > 0 ? $0 : $1 * $0 } },
  { dout, x, slopes in
    (dout * each(x, slopes) { $0 > 0 ? 1 : $1 }, products(dout, x).sum(axis: 0))
  }
)

private let forwards: [Mutant<PReLUPair>] = (leakySlips + slips).mutants { wrong in
  ({ x, slopes in each(x, slopes) { wrong(($0, $1)) } }, right.backward)
}

private let dxs: [Mutant<PReLUPair>] = (leakyBackwardSlips + dxSlips).mutants("dx-") { wrong in
  (
    right.forward,
    { dout, x, slopes in
      let pairs = zip(zip(dout.scalars, x.scalars), (x * 0 + slopes).scalars)
      let dx = T(shape: x.shape, scalars: pairs.map { wrong(($0.0, $0.1, $1)) })
      return (dx, right.backward(dout, x, slopes).dslopes)
    }
  )
}

private let whole: [Mutant<PReLUPair>] = [
  Mutant(
    "first-slope", "The first slope is used in every column: use slopes[j] in column j.",
    ({ x, slopes in right.forward(x, slopes * 0 + slopes[0]) }, right.backward)),
  Mutant(
    "kept-input", expecting: "last-forward",
    (
      { x, slopes in
        Kept.input = x
        return right.forward(x, slopes)
      }, { dout, x, slopes in right.backward(dout, Kept.input ?? x, slopes) }
    )),
]

private let dslopes: [Mutant<PReLUPair>] = dslopesSlips.mutants("dslopes-") { wrong in
  (
    right.forward,
    { dout, x, slopes in (right.backward(dout, x, slopes).dx, wrong((dout, x, slopes))) }
  )
}

private let slips: [Slip<(Double, Double), Double>] = [
  Slip(
    "maximum", "max(x, slope · x) fails for slopes above 1 or below 0: test whether x > 0."
  ) { max($0, $1 * $0) },
  Slip("fixed-slope", "The slope is always 0.01: use slopes[j] in column j.") { x, _ in
    x > 0 ? x : 0.01 * x
  },
  Slip("absolute-slope", "The slope's sign is lost: keep it.") { $0 > 0 ? $0 : abs($1) * $0 },
  Slip("negated", expecting: "only.negative+factor.-1") { $0 > 0 ? $0 : -$1 * $0 },
]

private let dxSlips: [Slip<(Double, Double, Double), Double>] = [
  Slip("negative-no-upstream", expecting: "only.negative+without.upstream") { $1 > 0 ? $0 : $2 },
  Slip(
    "mask-of-output",
    "It tests whether the output is positive, but x < 0 times a slope < 0 is too: test x."
  ) { ($1 > 0 ? $1 : $2 * $1) > 0 ? $0 : $2 * $0 },
]

/// Wrong gradients of the slopes, by dout, x and the slopes.
private let dslopesSlips: [Slip<(T, T, T), T>] = [
  Slip("mean", expecting: "factor.1/N") { dout, x, _ in products(dout, x).mean(axis: 0) },
  Slip("mean-where-used", "It is divided by the number of inputs ≤ 0: leave it a sum.") {
    dout, x, _ in
    products(dout, x).sum(axis: 0) / x.map { $0 > 0 ? 0 : 1 }.sum(axis: 0)
  },
  Slip("no-upstream", "dout is missing: add up dout · x where x ≤ 0, not x.") { _, x, _ in
    minimum(x, 0).sum(axis: 0)
  },
  Slip("everywhere", "dout · x is added where x > 0 too: the slope was not used there.") {
    dout, x, _ in (dout * x).sum(axis: 0)
  },
  Slip("wrong-side", "dout · x is added where x > 0: the slope was used where x ≤ 0.") {
    dout, x, _ in (dout * maximum(x, 0)).sum(axis: 0)
  },
  Slip("no-input", "x is missing: the derivative of slope · x by the slope is x.") {
    dout, x, _ in combine(dout, x) { $1 > 0 ? 0 : $0 }.sum(axis: 0)
  },
  Slip("with-slope", "It adds up dout times the output: the derivative by the slope is x alone.") {
    (products($0, $1) * $2).sum(axis: 0)
  },
  Slip("of-dx", "It adds up slope · dout, the gradient of x: that of the slope is dout · x.") {
    dout, x, slopes in (combine(dout, x) { $1 > 0 ? 0 : $0 } * slopes).sum(axis: 0)
  },
  Slip("absolute", expecting: "factor.-1") { dout, x, _ in -products(dout, x).sum(axis: 0) },
  Slip("not-summed", "It is not summed: one slope serves every row, so sum over the rows to [D].") {
    dout, x, _ in products(dout, x)
  },
  Slip(
    "over-columns", "It is summed over the columns: each has its own slope, so sum over the rows."
  ) {
    dout, x, _ in products(dout, x).sum(axis: 1)
  },
  Slip("one-number", "It is summed over everything: each column has its own slope.") { dout, x, _ in
    T(products(dout, x).sum())
  },
  Slip("begun-at-slopes", "It starts at the slopes: start at 0.") {
    products($0, $1).sum(axis: 0) + $2
  },
  Slip("overwritten", "Each row overwrites the one before: add them up with +=.") {
    dout, x, slopes in
    var last = slopes * 0
    for i in 0..<x.shape[0] {
      for j in 0..<x.shape[1] where x[i, j] <= 0 { last[j] = dout[i, j] * x[i, j] }
    }
    return last
  },
  Slip("not-reset", "The sum goes on from column to column: set it to 0 for each j.") {
    dout, x, _ in
    let sums = products(dout, x).sum(axis: 0).scalars
    return T(sums.indices.map { sums[...$0].reduce(0, +) })
  },
  Slip("break", "A row ends at its first positive input: use continue, not break.") {
    dout, x, slopes in
    var sums = slopes * 0
    for i in 0..<x.shape[0] {
      for j in 0..<x.shape[1] {
        if x[i, j] > 0 { break }
        sums[j] += dout[i, j] * x[i, j]
      }
    }
    return sums
  },
  Slip("first-row", "Only the first row counts: add up all rows.") { dout, x, _ in
    products(dout, x).row(0)
  },
]
