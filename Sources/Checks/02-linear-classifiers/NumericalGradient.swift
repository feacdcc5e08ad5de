import Grading
import Tensors

/// A function to be differentiated.
typealias ScalarFunction = (Tensor<Double>) throws -> Double

/// Takes a function, a point and a step; returns the gradient there.
typealias GradientByDifferences =
  @Sendable (ScalarFunction, Tensor<Double>, Double) throws -> Tensor<Double>

/// 2.2: the gradient of any function by central differences.
let numericalGradient = Exercise<GradientByDifferences>(
  "2.2",
  check: { check, gradient in
    func ask(_ name: String, _ x: Tensor<Double>, h: Double, _ f: (Tensor<Double>) -> Double) {
      let distance = "the difference is divided by the distance of the two points, 2h"
      check.value(
        "gradient", of: "\(name), h = \(h)",
        is: slopes(x) { central(f, x, $0, h) },
        // Two values of f that nearly agree leave their rounding in the difference.
        uncertainty: Tensor(repeating: 16 * abs(f(x)).ulp / h, shape: x.shape),
        knowing: Facts(factors: [Factor("2h", 2 * h, whenTooSmall: distance), Factor("h", h)])
      ) { try gradient(f, x, h) }
    }
    ask("the sum of squares at (3, -1)", [3, -1], h: 0.5) { $0.dot($0) }
    ask("the sum of cubes at (1, 2)", [1, 2], h: 0.1) { $0.power(3).sum() }
    let weights = check.normal([5, 3])
    ask("a sum of cubes and products at a point of shape [5, 3]", check.normal([5, 3]), h: 1e-2) {
      ($0.power(3) * weights).sum() + 0.5 * $0.sum() * $0.sum()
    }
    let positive = check.uniform([2, 3, 2], in: 1..<2)
    ask("a product of all entries at a point of shape [2, 3, 2]", positive, h: 1e-3) {
      $0.scalars.reduce(1, *)
    }
    let shift = check.normal([7])
    ask("a sum of exponentials at a point of shape [7]", check.normal([7]), h: 1e-4) {
      ($0 + shift).exp().sum()
    }
    ask("the fourth power of a single number, 3", Tensor(3), h: 0.2) { $0.power(4).sum() }
    ask("a sum of (x - 1)³ at zeros, of shape [1, 4]", Tensor(zeros: [1, 4]), h: 0.5) {
      ($0 - 1).power(3).sum()
    }
    var calls = 0
    let x = check.normal([7, 3])
    _ = try? gradient(
      {
        calls += 1
        return $0.dot($0)
      }, x, 1e-3)
    if calls > 4 * x.count {
      check.remark(
        "It calls the function \(calls) times for \(x.count) entries; two calls per entry are "
          + "enough.")
    }
  },
  mutants: mutants)

extension Tensor<Double> {
  /// The same tensor with some entries moved.
  fileprivate func moved(_ places: Range<Int>, by step: Double) -> Tensor<Double> {
    var entries = scalars
    for p in places { entries[p] += step }
    return Tensor(shape: shape, scalars: entries)
  }

  /// The same tensor with one entry moved.
  fileprivate func moved(_ p: Int, by step: Double) -> Tensor<Double> {
    moved(p..<p + 1, by: step)
  }
}

/// A slope for each entry.
private func slopes(
  _ x: Tensor<Double>, _ slope: (Int) throws -> Double
) rethrows -> Tensor<Double> {
  Tensor(shape: x.shape, scalars: try x.scalars.indices.map(slope))
}

/// The slope at one entry by its central difference.
private func central(
  _ f: ScalarFunction, _ x: Tensor<Double>, _ p: Int, _ h: Double
) rethrows -> Double {
  (try f(x.moved(p, by: h)) - f(x.moved(p, by: -h))) / (2 * h)
}

/// An answer that finds the slope at each entry `p` in its own way.
private func each(
  _ slope: @escaping @Sendable (ScalarFunction, Tensor<Double>, Int, Double) throws -> Double
) -> GradientByDifferences {
  { f, x, h in try slopes(x) { try slope(f, x, $0, h) } }
}

/// The right gradient, and an entry of it.
private struct Entry {
  let gradient: [Double]
  let p: Int
  let x: Tensor<Double>
  let h: Double
  var slope: Double { gradient[p] }
  var isLast: Bool { p == gradient.count - 1 }
}

/// An answer that does something to each entry of the right gradient.
private func after(_ change: @escaping @Sendable (Entry) -> Double) -> GradientByDifferences {
  { f, x, h in
    let right = try slopes(x) { try central(f, x, $0, h) }.scalars
    return slopes(x) { change(Entry(gradient: right, p: $0, x: x, h: h)) }
  }
}

private let mutants: [Mutant<GradientByDifferences>] = [
  Mutant(
    "forward", "It takes x itself for the left point, so its error shrinks with h, not h².",
    each { f, x, p, h in (try f(x.moved(p, by: h)) - f(x)) / h }),
  Mutant(
    "backward", "It takes x itself for the right point: take a point on both sides.",
    each { f, x, p, h in (try f(x) - f(x.moved(p, by: -h))) / h }),
  Mutant(
    "half-forward", "The left point is x itself: after +h, move by -2h, or begin from x again.",
    each { f, x, p, h in (try f(x.moved(p, by: h)) - f(x)) / (2 * h) }),
  Mutant(
    "over-h", "It divides by h. The two points lie 2h apart: divide by 2h.",
    after { $0.slope * 2 }),
  Mutant(
    "times-h", "It divides by 2 and multiplies by h: write (2 * h), with brackets.",
    after { $0.slope * $0.h * $0.h }),
  Mutant("over-h-squared", "It divides by h²: divide by 2h.", after { $0.slope * 2 / $0.h }),
  Mutant(
    "added-to-x", "It adds each slope to the entry of x: begin with zeros.",
    after { $0.slope + $0.x.scalars[$0.p] }),
  Mutant("not-divided", expecting: "factor.2h", after { $0.slope * 2 * $0.h }),
  Mutant("over-2", expecting: "factor.h", after { $0.slope * $0.h }),
  Mutant("sign", expecting: "factor.-1", after { -$0.slope }),
  Mutant(
    "not-restored", "A moved entry stays moved: begin from x for each entry, or put it back.",
    each { f, x, p, h in try central(f, x.moved(0..<p, by: -h), p, h) }),
  Mutant(
    "left-at-right", "A moved entry stays at +h: put it back before you move the next one.",
    each { f, x, p, h in try central(f, x.moved(0..<p, by: h), p, h) }),
  Mutant(
    "all-at-once", "It moves all entries at once: move one and leave the others.",
    each { f, x, _, h in (try f(x + h) - f(x - h)) / (2 * h) }),
  Mutant(
    "own-step", "It uses a step of its own, 1e-5: use h.",
    each { f, x, p, _ in try central(f, x, p, 1e-5) }),
  Mutant(
    "half-step", "It goes h/2 to either side: go h.", each { try central($0, $1, $2, $3 / 2) }),
  Mutant(
    "double-step", "It goes 2h to either side: go h.", each { try central($0, $1, $2, 2 * $3) }),
  Mutant(
    "relative-step", "It multiplies the step by the entry, so nothing moves at x = 0: add h to x.",
    each { f, x, p, h in
      let step = h * x.scalars[p]
      return (try f(x.moved(p, by: step)) - f(x.moved(p, by: -step))) / (2 * h)
    }),
  Mutant(
    "second-derivative", "It adds both values and subtracts 2 f(x), as a second derivative does.",
    each { f, x, p, h in
      (try f(x.moved(p, by: h)) + f(x.moved(p, by: -h)) - 2 * f(x)) / (h * h)
    }),
  Mutant(
    "values-added", "It adds the values at both sides: subtract them.",
    each { f, x, p, h in (try f(x.moved(p, by: h)) + f(x.moved(p, by: -h))) / (2 * h) }),
  Mutant("flat", expecting: "shape.reshaped") { f, x, h in
    try slopes(x) { try central(f, x, $0, h) }.reshaped(to: [x.count])
  },
  Mutant(
    "last-skipped", "The last entry is left out: go through all of x.count places.",
    after { $0.isLast ? 0 : $0.slope }),
  Mutant(
    "first-skipped", "The first entry is left out: counting begins at 0.",
    after { $0.p == 0 ? 0 : $0.slope }),
  Mutant(
    "first-row-only", "It moves only the entries of the first row: go through all of them.",
    after { $0.p < $0.x.rowSize ? $0.slope : 0 }),
  Mutant(
    "first-only", "It moves only the first entry: return after the loop, not within it.",
    after { $0.p == 0 ? $0.slope : 0 }),
  Mutant(
    "same-entry", "Every entry has the slope of the first: move entry p to find slope p.",
    after { $0.gradient[0] }),
  Mutant(
    "only-last", "Only the last slope is left: make the tensor of zeros once, before the loop.",
    after { $0.isLast ? $0.slope : 0 }),
  Mutant(
    "summed", "Each slope is added to those before: every entry has a slope of its own.",
    after { $0.gradient[...$0.p].reduce(0, +) }),
  Mutant(
    "absolute", "It takes absolute values: keep the sign of a slope.", after { abs($0.slope) }),
  Mutant("zeros", expecting: "zeros") { _, x, _ in x * 0 },
]
