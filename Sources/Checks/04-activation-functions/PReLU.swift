import Grading
import Tensors

/// The two functions of exercise 4.3.
struct PReLUPair: Sendable {
  /// What a backward pass returns.
  typealias Gradients = (dx: Tensor<Double>, dslopes: Tensor<Double>)

  /// Takes x and the slopes.
  var forward: @Sendable (Tensor<Double>, Tensor<Double>) throws -> Tensor<Double>
  /// Takes the upstream gradient, x and the slopes.
  var backward: @Sendable (Tensor<Double>, Tensor<Double>, Tensor<Double>) throws -> Gradients

  /// Puts the two together.
  ///
  /// - Parameters:
  ///   - forward: takes x and the slopes.
  ///   - backward: takes the upstream gradient, x and the slopes.
  init(
    forward: @escaping @Sendable (Tensor<Double>, Tensor<Double>) throws -> Tensor<Double>,
    backward:
      @escaping @Sendable (Tensor<Double>, Tensor<Double>, Tensor<Double>) throws ->
      Gradients
  ) {
    (self.forward, self.backward) = (forward, backward)
  }
}

/// 4.3: PReLU, both ways.
let prelu = Exercise<PReLUPair>(
  "4.3",
  check: { check, prelu in
    let questions: [PReLUQuestion] =
      [
        PReLUQuestion(
          "x = (1, -2), slopes (0.5, 0.25), dout = (3, 5)", [[1, -2]], [0.5, 0.25], [[3, 5]]),
        PReLUQuestion(
          "x = (-1, -2) and (-3, 4), slopes (0.5, 2), dout of ones", [[-1, -2], [-3, 4]],
          [0.5, 2], [[1, 1], [1, 1]]),
      ]
      + [(5, 3), (7, 2), (1, 5), (3, 11)].map { n, d in
        PReLUQuestion(
          "\(n) rows of \(d) random numbers, slopes of either sign", check.normal([n, d]),
          check.normal([d]), check.normal([n, d]))
      } + [
        PReLUQuestion(
          "zeros among the inputs", [[0, 1, -2], [3, 0, 0], [-1, 2, 0]], [0.5, -0.25, 3],
          [[3, 5, -2], [7, 4, 1], [-6, 2, 8]], isOnKink: true)
      ]
    for question in questions { question.ask(check, prelu) }
    let x = check.normal([5, 3])
    check.linear("dx", inUpstream: check.normal([5, 3])) {
      try prelu.backward($0, x, [0.1, -0.5, 2]).dx
    }
    check.linear("dslopes", inUpstream: check.normal([5, 3])) {
      try prelu.backward($0, x, [0.1, -0.5, 2]).dslopes
    }
  },
  mutants: forwardMutants + dxMutants + dslopesMutants)

private struct PReLUQuestion {
  let situation: String
  let x: Tensor<Double>
  let slopes: Tensor<Double>
  let dout: Tensor<Double>
  let isOnKink: Bool

  init(
    _ situation: String, _ x: Tensor<Double>, _ slopes: Tensor<Double>, _ dout: Tensor<Double>,
    isOnKink: Bool = false
  ) {
    (self.situation, self.x, self.slopes, self.dout) = (situation, x, slopes, dout)
    self.isOnKink = isOnKink
  }

  func ask(_ check: Check, _ prelu: PReLUPair) {
    check.value(
      "out", of: situation, is: forward(x, slopes), knowing: Facts(places: signs(of: x))
    ) { try prelu.forward(x, slopes) }
    let dxFacts = Facts(multipliers: isOnKink ? [.upstream(dout)] : [], places: signs(of: x))
    let slopeFacts = Facts(factors: [.batch(x.rowCount)])
    if isOnKink {
      let right = backward(dout, x, slopes)
      check.value("dx", of: situation, is: right.dx, knowing: dxFacts) {
        try prelu.backward(dout, x, slopes).dx
      }
      check.value("dslopes", of: situation, is: right.dslopes, knowing: slopeFacts) {
        try prelu.backward(dout, x, slopes).dslopes
      }
      return
    }
    check.gradient(
      "dx", of: situation, at: x, upstream: dout, of: { forward($0, slopes) }, knowing: dxFacts
    ) { try prelu.backward(dout, x, slopes).dx }
    check.gradient(
      "dslopes", of: situation, at: slopes, upstream: dout, of: { forward(x, $0) },
      knowing: slopeFacts
    ) { try prelu.backward(dout, x, slopes).dslopes }
  }
}

/// Every entry of `x` with the slope of its column.
private func each(
  _ x: Tensor<Double>, _ slopes: Tensor<Double>,
  _ function: (_ x: Double, _ slope: Double) -> Double
) -> Tensor<Double> {
  var out = x
  for i in 0..<x.shape[0] {
    for j in 0..<x.shape[1] { out[i, j] = function(x[i, j], slopes[j]) }
  }
  return out
}

/// A sum over the rows, of a function of dout, x and the slope.
private func summed(
  _ dout: Tensor<Double>, _ x: Tensor<Double>, _ slopes: Tensor<Double>,
  _ function: (_ dout: Double, _ x: Double, _ slope: Double) -> Double
) -> Tensor<Double> {
  var sums = slopes * 0
  for i in 0..<x.shape[0] {
    for j in 0..<x.shape[1] { sums[j] += function(dout[i, j], x[i, j], slopes[j]) }
  }
  return sums
}

/// dout · x where x is not positive, entry by entry.
private func negativeProducts(_ dout: Tensor<Double>, _ x: Tensor<Double>) -> Tensor<Double> {
  combine(dout, x) { (dout: Double, x: Double) -> Double in x > 0 ? 0 : dout * x }
}

@Sendable private func forward(_ x: Tensor<Double>, _ slopes: Tensor<Double>) -> Tensor<Double> {
  each(x, slopes) { $0 > 0 ? $0 : $1 * $0 }
}

@Sendable private func backward(
  _ dout: Tensor<Double>, _ x: Tensor<Double>, _ slopes: Tensor<Double>
) -> PReLUPair.Gradients {
  (
    dout * each(x, slopes) { $0 > 0 ? 1 : $1 },
    summed(dout, x, slopes) { dout, x, _ in x > 0 ? 0 : dout * x }
  )
}

private typealias Pointwise = @Sendable (_ x: Double, _ slope: Double) -> Double
private typealias UpstreamPointwise =
  @Sendable (_ dout: Double, _ x: Double, _ slope: Double) -> Double

private func wrongForward(_ function: @escaping Pointwise) -> PReLUPair {
  PReLUPair(forward: { each($0, $1, function) }, backward: backward)
}

private func wrongDx(_ function: @escaping UpstreamPointwise) -> PReLUPair {
  PReLUPair(
    forward: forward,
    backward: { dout, x, slopes in
      var dx = dout
      for i in 0..<x.shape[0] {
        for j in 0..<x.shape[1] { dx[i, j] = function(dout[i, j], x[i, j], slopes[j]) }
      }
      return (dx, backward(dout, x, slopes).dslopes)
    })
}

private func wrongDslopes(_ function: @escaping UpstreamPointwise) -> PReLUPair {
  wrongSums { summed($0, $1, $2, function) }
}

private func wrongSums(
  _ function:
    @escaping @Sendable (Tensor<Double>, Tensor<Double>, Tensor<Double>) -> Tensor<
      Double
    >
) -> PReLUPair {
  PReLUPair(
    forward: forward,
    backward: { (backward($0, $1, $2).dx, function($0, $1, $2)) })
}

private let forwardMutants: [Mutant<PReLUPair>] = [
  Mutant(
    "maximum",
    "max(x, slope · x) is PReLU only while the slope is at most 1. Slopes are learned and may become larger, or negative: ask whether x > 0.",
    wrongForward { max($0, $1 * $0) }),
  Mutant(
    "wrong-side",
    "The sides are swapped: positive inputs pass as they are, the others are multiplied with the slope.",
    wrongForward { $0 > 0 ? $1 * $0 : $0 }),
  Mutant(
    "relu", "That is plain ReLU: where x is negative the output is the slope times x.",
    wrongForward { x, _ in max(0, x) }),
  Mutant(
    "fixed-slope", "The slope is always 0.01; here every column has one of its own, slopes[j].",
    wrongForward { x, _ in x > 0 ? x : 0.01 * x }),
  Mutant(
    "first-slope", "The first slope is used in every column; column j has slopes[j].",
    PReLUPair(
      forward: { x, slopes in forward(x, slopes * 0 + slopes[0]) }, backward: backward)),
  Mutant(
    "absolute-slope", "The sign of the slope is lost; it may be negative.",
    wrongForward { $0 > 0 ? $0 : abs($1) * $0 }),
  Mutant(
    "negated", expecting: "only.negative+factor.-1", wrongForward { $0 > 0 ? $0 : -$1 * $0 }),
  Mutant(
    "added",
    "slope · x is added to positive inputs, too. Where x > 0 only x counts: max(0, x) + slope · min(0, x).",
    wrongForward { max(0, $0) + $1 * $0 }),
]

private let dxMutants: [Mutant<PReLUPair>] = [
  Mutant(
    "dx-at-0",
    "It is right but where x is exactly 0: there take the slope of the left side, so that the condition is x > 0 and not x >= 0.",
    wrongDx { dout, x, slope in x >= 0 ? dout : slope * dout }),
  Mutant(
    "dx-wrong-side",
    "The sides are swapped: where x > 0 all of dout flows, elsewhere slope times dout.",
    wrongDx { dout, x, slope in x > 0 ? slope * dout : dout }),
  Mutant(
    "dx-no-upstream", expecting: "without.upstream", wrongDx { _, x, slope in x > 0 ? 1 : slope }),
  Mutant(
    "dx-negative-no-upstream", expecting: "only.negative+without.upstream",
    wrongDx { dout, x, slope in x > 0 ? dout : slope }),
  Mutant(
    "dx-relu", "Nothing flows where x is not positive, as with ReLU; slope · dout does.",
    wrongDx { dout, x, _ in x > 0 ? dout : 0 }),
  Mutant(
    "dx-no-slope",
    "dout flows through everywhere as it is; where x is not positive it is multiplied with the slope.",
    wrongDx { dout, _, _ in dout }),
  Mutant(
    "dx-mask-of-upstream", "It asks whether dout is positive; the input x decides.",
    wrongDx { dout, _, slope in dout > 0 ? dout : slope * dout }),
  Mutant(
    "dx-mask-of-output",
    "It asks whether the output is positive. With a negative slope the output is positive where x is negative: ask for x.",
    wrongDx { dout, x, slope in (x > 0 ? x : slope * x) > 0 ? dout : slope * dout }),
  Mutant(
    "dx-value",
    "Where x is not positive it multiplies dout with slope · x, the value; its derivative is wanted, the slope.",
    wrongDx { dout, x, slope in x > 0 ? dout : slope * x * dout }),
]

private let dslopesMutants: [Mutant<PReLUPair>] = [
  Mutant(
    "dslopes-mean", expecting: "factor.1/N",
    wrongSums({ backward($0, $1, $2).dslopes / Double($1.rowCount) })),
  Mutant(
    "dslopes-no-upstream",
    "dout is missing: each entry adds dout · x where x is not positive, not x alone.",
    wrongDslopes { _, x, _ in x > 0 ? 0 : x }),
  Mutant(
    "dslopes-everywhere",
    "dout · x is added up where x is positive as well; there the slope was not used.",
    wrongDslopes { dout, x, _ in dout * x }),
  Mutant(
    "dslopes-wrong-side",
    "dout · x is added up where x is positive; the slope was used where it is not.",
    wrongDslopes { dout, x, _ in x > 0 ? dout * x : 0 }),
  Mutant(
    "dslopes-no-input",
    "x is missing: the derivative of slope · x with respect to the slope is x, so that each entry adds dout · x.",
    wrongDslopes { dout, x, _ in x > 0 ? 0 : dout }),
  Mutant(
    "dslopes-with-slope",
    "The slope is in it: that is dout times the output. The derivative of slope · x with respect to the slope is x alone.",
    wrongDslopes { dout, x, slope in x > 0 ? 0 : dout * slope * x }),
  Mutant(
    "dslopes-of-dx",
    "It adds up slope · dout, which is the gradient of x. That of the slope is dout · x.",
    wrongDslopes { dout, x, slope in x > 0 ? 0 : dout * slope }),
  Mutant(
    "dslopes-absolute", expecting: "factor.-1",
    wrongDslopes { dout, x, _ in x > 0 ? 0 : dout * abs(x) }),
  Mutant(
    "dslopes-not-summed",
    "There is one slope for each column, used in every row: its gradient is the sum over the rows, shape [D].",
    wrongSums({ dout, x, _ in negativeProducts(dout, x) })),
  Mutant(
    "dslopes-over-columns",
    "It is summed over the columns; every column has a slope of its own, used in all rows: sum over the rows.",
    wrongSums({ dout, x, _ in negativeProducts(dout, x).sum(axis: 1) })),
  Mutant(
    "dslopes-one-number",
    "It is summed over everything, as if there were one slope; each column has its own.",
    wrongSums({ dout, x, _ in
      Tensor(negativeProducts(dout, x).sum())
    })),
  Mutant(
    "dslopes-begun-at-slopes",
    "The sum begins at the slopes themselves: begin at 0, and add dout · x where x is not positive.",
    wrongSums({ backward($0, $1, $2).dslopes + $2 })),
  Mutant(
    "dslopes-overwritten", "Each row overwrites the one before: add them up with +=.",
    wrongSums({ dout, x, slopes in
      var last = slopes * 0
      for i in 0..<x.shape[0] {
        for j in 0..<x.shape[1] where x[i, j] <= 0 { last[j] = dout[i, j] * x[i, j] }
      }
      return last
    })),
]
