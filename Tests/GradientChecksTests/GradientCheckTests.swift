import GradientChecks
import NeuralNets
import Tensors
import Testing

/// An affine layer and a softmax loss with a penalty, whose gradient with respect to the weights is planted full of mistakes.
private struct Example {
  let x: Tensor<Double>
  let w: Tensor<Double>
  let labels = [0, 2, 1, 4, 3, 0, 1]
  let regularizer = Regularizer.l2(0.3)

  init(seed: UInt64 = 1) {
    var generator = SeededGenerator(seed: seed)
    x = Tensor(randomNormal: [7, 5], using: &generator)
    w = Tensor(randomNormal: [5, 5], using: &generator)
  }

  func loss(_ w: Tensor<Double>) -> Double {
    SoftmaxLoss.evaluate(matmul(x, w), labels: labels).loss + regularizer.penalty(of: w)
  }

  var dataGradient: Tensor<Double> {
    matmul(x, SoftmaxLoss.evaluate(matmul(x, w), labels: labels).gradient, transposeA: true)
  }

  var gradient: Tensor<Double> { dataGradient + regularizer.gradient(at: w) }

  func report(_ gradient: Tensor<Double>) -> GradientReport {
    GradientCheck().report("dw", of: gradient, at: w, loss)
  }
}

@Suite("Gradient check")
struct GradientCheckTests {
  @Test("accepts a correct gradient, whatever the seed", arguments: 0..<20)
  func correct(seed: UInt64) {
    let example = Example(seed: seed)
    let report = example.report(example.gradient)
    #expect(report.passed, "\(report)")
    #expect(report.checkedCount == 25)
    #expect(report.largestDifference < 1e-8)
  }

  @Test(
    "rejects a gradient that is off by a factor", arguments: [7, 1.0 / 7, 2, 0.5, -1, 1.0001, 0])
  func factors(factor: Double) {
    let example = Example()
    let report = example.report(example.gradient * factor)
    #expect(report.verdict == .wrong)
    #expect(report.wrongCount == 25)
  }

  @Test("rejects a transposed gradient, and one without the penalty or with half of it")
  func terms() {
    let example = Example()
    #expect(example.report(example.gradient.transposed()).verdict == .wrong)
    #expect(example.report(example.dataGradient).verdict == .wrong)
    let half = example.dataGradient + Regularizer.l2(0.3, halved: true).gradient(at: example.w)
    #expect(example.report(half).verdict == .wrong)
  }

  @Test("names the one entry that is off by a ten-thousandth of itself", arguments: 0..<25)
  func oneEntry(offset: Int) {
    let example = Example()
    var gradient = example.gradient
    gradient[offset / 5, offset % 5] *= 1 + 1e-4
    let report = example.report(gradient)
    #expect(report.verdict == .wrong)
    #expect(report.wrongCount == 1)
    #expect(report.worst?.index == [offset / 5, offset % 5])
    #expect(report.worst?.analytic == gradient[offset / 5, offset % 5])
  }

  @Test("says where a gradient is not a number, and which shape it should have")
  func notFinite() {
    let example = Example()
    var gradient = example.gradient
    gradient[3, 1] = .nan
    guard case .notFinite(let index, let value) = example.report(gradient).verdict else {
      Issue.record("NaN was not noticed")
      return
    }
    #expect(index == [3, 1] && value.isNaN)
    gradient[3, 1] = .infinity
    #expect(example.report(gradient).verdict == .notFinite(index: [3, 1], value: .infinity))
    #expect(
      example.report(example.gradient.flattened()).verdict
        == .wrongShape(expected: [5, 5], got: [25]))
    #expect(
      example.report(Tensor(zeros: [])).verdict == .wrongShape(expected: [5, 5], got: []))
  }

  @Test("passes nothing that proves nothing: no entries, all zero, a function that changes")
  func undecided() {
    let check = GradientCheck()
    let x: Tensor<Double> = [1, 2, 3]
    let none = Tensor<Double>(zeros: [0])
    #expect(
      check.report("dx", of: none, at: none) { _ in 1 }.verdict == .undecided(.nothingToCheck))
    let zero = Tensor<Double>(zeros: [3])
    #expect(check.report("dx", of: zero, at: x) { _ in 1 }.verdict == .undecided(.allZero))
    var lenient = check
    lenient.acceptsAllZero = true
    #expect(lenient.report("dx", of: zero, at: x) { _ in 1 }.passed)
    var calls = 0.0
    let changing = check.report("dx", of: zero + 1, at: x) { x in
      calls += 1
      return x.sum() + calls
    }
    #expect(changing.verdict == .undecided(.functionChanges))
    #expect(
      check.report("dx", of: zero + 1, at: x) { _ in .nan }.verdict
        == .undecided(.functionNotFinite))
  }

  @Test("leaves out entries on a kink and judges the others")
  func kink() {
    let x: Tensor<Double> = [-1, 0, 2, 0.5, -3]
    func relu(_ x: Tensor<Double>) -> Tensor<Double> { maximum(x, 0) }
    for conventionAtZero in [0.0, 1.0] {
      let backward = { (dout: Tensor<Double>) -> Tensor<Double> in
        dout * Tensor<Double>([0, conventionAtZero, 1, 1, 0])
      }
      let report = GradientCheck().report("dx", at: x, forward: relu, backward: backward)
      #expect(report.passed, "\(report)")
      #expect(report.skippedCount == 1)
      #expect(report.entries[1].judgement == .undecided(.kink))
    }
    let wrong = GradientCheck().report("dx", at: x, forward: relu) { $0 * [0, 0, 1, 1, 1] }
    #expect(wrong.worst?.index == [4])
  }

  @Test(
    "sees a kink that lies within the step, left or right",
    arguments: [2e-6, -2e-6, 4e-5, -4e-5, 3e-8, 1e-13, -1e-13])
  func nearKink(distance: Double) {
    let x = Tensor([distance, 1])
    let correct = Tensor<Double>(distance > 0 ? [1, 1] : [0, 1])
    let report = GradientCheck().report("dx", of: correct, at: x) { maximum($0, 0).sum() }
    #expect(report.passed, "\(report)")
    let flipped = Tensor<Double>(distance > 0 ? [0, 1] : [1, 1])
    let other = GradientCheck().report("dx", of: flipped, at: x) { maximum($0, 0).sum() }
    #expect(abs(distance) < 1e-12 ? other.skippedCount == 1 : other.wrongCount == 1)
  }

  @Test("does not decide when nearly everything lies on a kink")
  func onlyKinks() {
    let x = Tensor<Double>(zeros: [4])
    let report = GradientCheck().report("dx", of: x, at: x) { maximum($0, 0).sum() }
    #expect(report.verdict == .undecided(.tooManyKinks))
  }

  @Test("judges kinks at every output, not only where they add up")
  func cancellingKinks() {
    let x: Tensor<Double> = [0, 1]
    let report = GradientCheck().report("dx", of: [0, 1], at: x, upstream: [[1, 1], [-1, -1]]) {
      Tensor(stacking: [maximum($0, 0), maximum(-$0, 0)])
    }
    #expect(report.skippedCount == 1)
    #expect(report.passed)
  }

  @Test(
    "accepts a net of eight ReLU layers, at every seed, and rejects it without one mask",
    arguments: 0..<5)
  func deep(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let x = Tensor<Double>(randomNormal: [4, 6], using: &generator)
    let layers = (0..<8).map { _ in
      Tensor<Double>(randomNormal: [6, 6], standardDeviation: 0.6, using: &generator)
    }
    func forward(_ x: Tensor<Double>) -> (out: Tensor<Double>, inputs: [Tensor<Double>]) {
      var (out, inputs) = (x, [Tensor<Double>]())
      for w in layers {
        inputs.append(out)
        out = maximum(matmul(out, w), 0)
      }
      return (out, inputs)
    }
    func backward(_ dout: Tensor<Double>, forgetting forgotten: Int?) -> Tensor<Double> {
      var gradient = dout
      for (i, w) in layers.enumerated().reversed() {
        let z = matmul(forward(x).inputs[i], w)
        if i != forgotten { gradient *= z.map { $0 > 0 ? 1 : 0 } }
        gradient = matmul(gradient, w, transposeB: true)
      }
      return gradient
    }
    let f = { forward($0).out }
    let right = GradientCheck().report("dx", at: x, forward: f) { backward($0, forgetting: nil) }
    #expect(right.passed, "\(right)")
    let wrong = GradientCheck().report("dx", at: x, forward: f) { backward($0, forgetting: 3) }
    #expect(wrong.verdict == .wrong, "\(wrong)")
  }
}

@Suite("Gradient check on many entries")
struct LargeGradientCheckTests {
  private let x = Tensor<Double>(linspace: -2, 2, shape: [60, 50])

  private func f(_ x: Tensor<Double>) -> Double { (x * x * x).sum() / 100 }

  private var gradient: Tensor<Double> { x * x * 0.03 }

  @Test("looks at some entries and along random directions through all")
  func samples() {
    let report = GradientCheck().report("dx", of: gradient, at: x, f)
    #expect(report.passed, "\(report)")
    #expect(report.checkedCount == 500 && report.directions.count == 10)
    #expect("\(report)".contains("500 of 3000 entries agree, and so do 10 random directions"))
  }

  @Test("finds the single wrong entry that was not among those looked at")
  func search() {
    var wrong = gradient
    wrong[59, 49] *= 1.5
    wrong[0, 3] *= 1 + 1e-3
    var check = GradientCheck()
    check.entryLimit = 20
    let report = check.report("dx", of: wrong, at: x, f)
    #expect(report.verdict == .wrong)
    #expect(report.worst?.index == [59, 49] || report.worst?.index == [0, 3])
  }
}

@Suite("A gradient report in words")
struct GradientReportTests {
  @Test("a right gradient")
  func right() {
    let x: Tensor<Double> = [1, 2]
    let report = GradientCheck().report("dx", of: [2, 4], at: x) { ($0 * $0).sum() }
    #expect("\(report)".hasPrefix("dx: right. All 2 entries agree; largest difference "))
    #expect("\(report)".hasSuffix("where the largest entry is 4."))
  }

  @Test("a wrong one: the worst entry, both values, how many")
  func wrong() {
    let x: Tensor<Double> = [1, 2]
    let report = GradientCheck().report("dx", of: [2, 5], at: x) { ($0 * $0).sum() }
    #expect(
      "\(report)".hasPrefix(
        "dx: wrong. 1 of 2 entries differ; the worst is [1]: "
          + "yours is 5, the numerical gradient says 4 (± "), "\(report)")
  }

  @Test("shape, NaN and undecided")
  func others() {
    let x: Tensor<Double> = [1, 2]
    let check = GradientCheck()
    #expect(
      "\(check.report("dx", of: [1], at: x) { $0.sum() })"
        == "dx: wrong shape. A gradient has the shape of its variable, [2]; this one is [1].")
    #expect(
      "\(check.report("dx", of: Tensor([1, .nan]), at: x) { $0.sum() })"
        == "dx: wrong. The entry at [1] is not a number (NaN).")
    #expect(
      "\(check.report("dx", of: [0, 0], at: x) { _ in 3 })"
        .hasPrefix("dx: not decided. All entries are zero"))
  }
}

@Suite("Difference quotients")
struct DifferenceQuotientTests {
  /// The relative error of each way for exp at 1.
  private func error(_ quotient: DifferenceQuotient, _ h: Double) -> Double {
    abs(quotient.slope(of: Double.exp, at: 1, step: h) / Double.exp(1) - 1)
  }

  @Test("their error falls as h, h² and h⁴")
  func orders() {
    for (quotient, order) in [
      (DifferenceQuotient.oneSided, 1.0), (.central, 2), (.extrapolated, 4),
    ] {
      let slope = Double.log2(error(quotient, 0.02) / error(quotient, 0.01))
      #expect(abs(slope - order) < 0.05)
    }
  }

  @Test("their error is a U: truncation on the right, rounding on the left")
  func valley() {
    for quotient in DifferenceQuotient.allCases {
      let errors = stride(from: -1.0, through: -14, by: -0.25).map {
        error(quotient, Double.pow(10, $0))
      }
      let best = errors.min() ?? 1
      #expect(errors[0] > 100 * best && errors[errors.count - 1] > 100 * best)
    }
    #expect(error(.central, 1e-5) < 1e-9)
    #expect(error(.extrapolated, 1e-3) < 1e-11)
    #expect(error(.oneSided, 1e-8) > 1e-10)
  }

  @Test(
    "the gradient over a tensor is the slope along each coordinate",
    arguments: DifferenceQuotient.allCases)
  func gradient(quotient: DifferenceQuotient) {
    let x: Tensor<Double> = [[1, -2, 3], [0.5, 0, 4]]
    var calls = 0
    let gradient = quotient.gradient(
      of: {
        calls += 1
        return ($0 * $0 * $0).sum()
      }, at: x)
    #expect(gradient.shape == x.shape)
    let difference = (gradient - x * x * 3).absolute().max()
    #expect(difference < (quotient == .oneSided ? 2e-4 : 1e-8))
    let shared = quotient == .oneSided ? 1 : 0
    #expect(calls == quotient.evaluationsPerCoordinate * 6 + shared)
  }

  @Test("Float is good to three digits at its best step and to none at 1e-5")
  func float() {
    let scores = Tensor<Float>(linspace: -1.3, 2.1, shape: [4, 5])
    let loss = { (s: Tensor<Float>) in SoftmaxLoss.evaluate(s, labels: [3, 0, 4, 1]).loss }
    let exact = SoftmaxLoss.evaluate(scores, labels: [3, 0, 4, 1]).gradient
    func error(_ h: Float) -> Float {
      let n = DifferenceQuotient.central.gradient(of: loss, at: scores, step: h)
      return n.shape == exact.shape ? (n - exact).absolute().max() / 0.2 : .infinity
    }
    #expect(error(1e-2) < 1e-3)
    #expect(error(1e-5) > 1e-2)
  }
}

/// The largest difference between two tensors, entry by entry; infinite if their shapes differ.
private func largestDifference<Scalar: TensorScalar>(
  _ a: Tensor<Scalar>, _ b: Tensor<Scalar>
) -> Scalar {
  guard a.shape == b.shape else { return .infinity }
  return zip(a.scalars, b.scalars).reduce(0) { max($0, abs($1.0 - $1.1)) }
}
