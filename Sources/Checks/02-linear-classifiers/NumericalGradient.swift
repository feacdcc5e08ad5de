import Grading
import Tensors

/// A function whose gradient is wanted.
typealias ScalarFunction = (Tensor<Double>) throws -> Double

/// Takes a function, a point and a step; returns the gradient there.
typealias GradientByDifferences =
  @Sendable (ScalarFunction, Tensor<Double>, Double) throws -> Tensor<Double>

/// 2.2: the gradient of any function by central differences.
let numericalGradient = Exercise<GradientByDifferences>(
  "2.2",
  check: { check, gradient in
    func ask(
      _ name: String, _ x: Tensor<Double>, h: Double, _ f: (Tensor<Double>) -> Double
    ) {
      let (expected, _) = central(f, x, h)
      // Two values of f that nearly agree leave their rounding in the difference.
      let rounding = Tensor<Double>(
        repeating: 16 * abs(f(x)).ulp / h, shape: x.shape)
      check.value(
        "gradient", of: "\(name), h = \(h)", is: expected, uncertainty: rounding,
        knowing: Facts(factors: [
          Factor(
            "2h", 2 * h,
            whenTooSmall: "the difference is divided by the distance of the two points, 2h"),
          Factor("h", h),
        ])
      ) { try gradient(f, x, h) }
    }
    ask("the sum of squares at (3, -1)", [3, -1], h: 0.5) { $0.dot($0) }
    ask("the sum of cubes at (1, 2)", [1, 2], h: 0.1) { $0.power(3).sum() }
    let weights = check.normal([5, 3])
    ask("a sum of cubes and products at a point of shape [5, 3]", check.normal([5, 3]), h: 1e-2) {
      x in
      (x.power(3) * weights).sum() + 0.5 * x.sum() * x.sum()
    }
    ask(
      "a product of all entries at a point of shape [2, 3, 2]",
      check.uniform([2, 3, 2], in: 1..<2), h: 1e-3
    ) {
      x in x.scalars.reduce(1, *)
    }
    let shift = check.normal([7])
    ask("a sum of exponentials at a point of shape [7]", check.normal([7]), h: 1e-4) { x in
      (x + shift).exp().sum()
    }
    ask("the fourth power of a single number, 3", Tensor(3), h: 0.2) { $0.power(4).sum() }
    ask("a sum of (x - 1)³ at zeros, of shape [1, 4]", Tensor(zeros: [1, 4]), h: 0.5) { x in
      (x - 1).power(3).sum()
    }
    checkCalls(check, gradient)
  },
  mutants: numericalMutants)

/// Two calls an entry, and no more.
private func checkCalls(_ check: Check, _ gradient: GradientByDifferences) {
  var calls = 0
  let x = check.normal([7, 3])
  _ = try? gradient(
    { point in
      calls += 1
      return point.dot(point)
    }, x, 1e-3)
  if calls > 4 * x.count {
    check.remark(
      "It calls the function \(calls) times for \(x.count) entries; two calls an entry are enough."
    )
  }
}

/// Central differences, and the values on both sides.
private func central(
  _ f: ScalarFunction, _ x: Tensor<Double>, _ h: Double
) rethrows -> (gradient: Tensor<Double>, values: [(left: Double, right: Double)]) {
  let values = try x.scalars.indices.map { p in
    (left: try f(x.moved(p, by: -h)), right: try f(x.moved(p, by: h)))
  }
  let slopes = values.map { ($0.right - $0.left) / (2 * h) }
  return (Tensor(shape: x.shape, scalars: slopes), values)
}

extension Tensor<Double> {
  /// The same tensor with one entry moved.
  fileprivate func moved(_ place: Int, by step: Double) -> Tensor {
    var entries = scalars
    entries[place] += step
    return Tensor(shape: shape, scalars: entries)
  }
}

/// A slope for each entry.
private func slopes(
  _ x: Tensor<Double>, _ slope: (Int) throws -> Double
) rethrows -> Tensor<Double> {
  Tensor(shape: x.shape, scalars: try x.scalars.indices.map(slope))
}

private let numericalMutants: [Mutant<GradientByDifferences>] = [
  Mutant(
    "forward",
    "It goes to one side only, (f(x + h) - f(x)) / h. Its error shrinks with h; that of the central difference, with h²."
  ) { f, x, h in
    let here = try f(x)
    return try slopes(x) { (try f(x.moved($0, by: h)) - here) / h }
  },
  Mutant("backward", "It goes to the left only, (f(x) - f(x - h)) / h; take both sides.") {
    f, x, h in
    let here = try f(x)
    return try slopes(x) { (here - (try f(x.moved($0, by: -h)))) / h }
  },
  Mutant(
    "half-forward",
    "The second point is x itself: after x was moved by +h it must be moved back by 2h, or set anew. So you have half of a one-sided difference."
  ) { f, x, h in
    let here = try f(x)
    return try slopes(x) { (try f(x.moved($0, by: h)) - here) / (2 * h) }
  },
  Mutant(
    "over-h", "It divides by h. The two points lie 2h apart: divide by 2h."
  ) { f, x, h in try central(f, x, h).gradient * 2 },
  Mutant("times-h", "It divides by 2 and multiplies by h: (2 * h) needs its brackets.") { f, x, h in
    try central(f, x, h).gradient * (h * h)
  },
  Mutant("not-divided", expecting: "factor.2h") { f, x, h in try central(f, x, h).gradient * (2 * h)
  },
  Mutant("over-2", expecting: "factor.h") { f, x, h in try central(f, x, h).gradient * h },
  Mutant("sign", expecting: "factor.-1") { f, x, h in -(try central(f, x, h).gradient) },
  Mutant(
    "not-restored",
    "What was moved stays moved: for each entry, begin from x itself, or put the entry back."
  ) { f, x, h in
    var point = x
    return try slopes(x) { p in
      point = point.moved(p, by: h)
      let right = try f(point)
      point = point.moved(p, by: -2 * h)
      return (right - (try f(point))) / (2 * h)
    }
  },
  Mutant(
    "left-at-right",
    "What was moved stays moved: after each entry it lies h too far to the right. Put it back before the next one."
  ) { f, x, h in
    var point = x
    return try slopes(x) { p in
      let left = try f(point.moved(p, by: -h))
      point = point.moved(p, by: h)
      return (try f(point) - left) / (2 * h)
    }
  },
  Mutant(
    "all-at-once",
    "All entries are moved at once, so that every entry gets the slope along the diagonal. Move one and leave the others."
  ) { f, x, h in
    let slope = (try f(x + h) - (try f(x - h))) / (2 * h)
    return Tensor(repeating: slope, shape: x.shape)
  },
  Mutant("own-step", "It uses a step of its own, 1e-5, and not h.") { f, x, _ in
    try central(f, x, 1e-5).gradient
  },
  Mutant("half-step", "It goes h/2 to either side, and h to either side is asked for.") { f, x, h in
    try central(f, x, h / 2).gradient
  },
  Mutant("double-step", "It goes 2h to either side, and h to either side is asked for.") {
    f, x, h in
    try central(f, x, 2 * h).gradient
  },
  Mutant(
    "relative-step",
    "The step is multiplied with the entry: x·(1 + h) is another point than x + h, and where x is 0 nothing moves at all."
  ) { f, x, h in
    try slopes(x) { p in
      let step = h * x.scalars[p]
      return (try f(x.moved(p, by: step)) - (try f(x.moved(p, by: -step)))) / (2 * h)
    }
  },
  Mutant(
    "second-derivative",
    "It adds the values at both sides, as a second derivative does; the slope is their difference."
  ) { f, x, h in
    let here = try f(x)
    return try slopes(x) { p in
      (try f(x.moved(p, by: h)) + (try f(x.moved(p, by: -h))) - 2 * here) / (h * h)
    }
  },
  Mutant("values-added", "The values at both sides are added; subtract them.") { f, x, h in
    try slopes(x) { p in (try f(x.moved(p, by: h)) + (try f(x.moved(p, by: -h)))) / (2 * h) }
  },
  Mutant("flat", expecting: "shape.reshaped") { f, x, h in
    try central(f, x, h).gradient.reshaped(to: [x.count])
  },
  Mutant("last-skipped", "The last entry is left out: go through all of x.count places.") {
    f, x, h in
    let right = try central(f, x, h).gradient
    return slopes(x) { $0 == x.count - 1 ? 0 : right.scalars[$0] }
  },
  Mutant("first-skipped", "The first entry is left out: counting begins at 0.") { f, x, h in
    let right = try central(f, x, h).gradient
    return slopes(x) { $0 == 0 ? 0 : right.scalars[$0] }
  },
  Mutant("first-row-only", "Only the entries of the first row are moved; go through all of them.") {
    f, x, h in
    let right = try central(f, x, h).gradient
    return slopes(x) { $0 < x.rowSize ? right.scalars[$0] : 0 }
  },
  Mutant(
    "only-last", "All slopes but the last are lost: a new tensor of zeros is made for each entry."
  ) {
    f, x, h in
    let right = try central(f, x, h).gradient
    return slopes(x) { $0 == x.count - 1 ? right.scalars[$0] : 0 }
  },
  Mutant("summed", "Each slope is added to the one before; every entry has its own.") { f, x, h in
    let right = try central(f, x, h).gradient.scalars
    return slopes(x) { right[...$0].reduce(0, +) }
  },
  Mutant("absolute", "It takes absolute values; a slope has a sign.") { f, x, h in
    try central(f, x, h).gradient.absolute()
  },
  Mutant("zeros", expecting: "zeros") { _, x, _ in x * 0 },
]
