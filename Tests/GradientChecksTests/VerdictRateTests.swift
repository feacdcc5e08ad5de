import Foundation
import GradientChecks
import NeuralNets
import Tensors
import Testing

/// A loss, a point and the gradient there, with what makes it hard to measure.
private struct Loss {
  let x: Tensor<Double>
  let gradient: Tensor<Double>
  let value: (Tensor<Double>) -> Double
}

/// A kind of losses, and the share of entries that may stay undecided.
private struct Kind: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let limit: Double
  /// How many of the variants are tried.
  let variantCount: Int
  let make: @Sendable (inout SeededGenerator) -> Loss

  init(
    _ name: String, undecided limit: Double = 0.02, variantCount: Int = 7,
    _ make: @escaping @Sendable (inout SeededGenerator) -> Loss
  ) {
    (testDescription, self.limit, self.make) = (name, limit, make)
    self.variantCount = variantCount
  }
}

/// The gradients that are judged: the right one, and wrong ones.
private let variants:
  [(
    name: String, isRight: Bool, change: @Sendable (Tensor<Double>) -> Tensor<Double>
  )] = [
    ("right", true, { $0 }),
    ("a tenth too large", false, { $0 * 1.1 }),
    ("wrong sign", false, { -$0 }),
    ("zero", false, { $0 * 0 }),
    ("largest entry a tenth too large", false, { changingLargest($0) { $0 * 1.1 } }),
    ("largest entry of the wrong sign", false, { changingLargest($0) { -$0 } }),
    ("largest entry zero", false, { changingLargest($0) { $0 * 0 } }),
  ]

private func changingLargest(
  _ gradient: Tensor<Double>, _ change: (Double) -> Double
) -> Tensor<Double> {
  var scalars = gradient.scalars
  let largest = scalars.indices.max { abs(scalars[$0]) < abs(scalars[$1]) }
  if let largest { scalars[largest] = change(scalars[largest]) }
  return Tensor(shape: gradient.shape, scalars: scalars)
}

private let kinds: [Kind] =
  [
    Kind("eight sigmoid layers", undecided: 0.1) { net(&$0, Sigmoid.self) },
    Kind("eight ReLU layers", undecided: 0.1) { reluNet(&$0) },
    Kind("softmax, scores up to 5") { softmax(&$0, size: 5) },
    Kind("softmax, scores up to 40", undecided: 0.8) { softmax(&$0, size: 40) },
    Kind("softmax, scores up to 1000", undecided: 1) { softmax(&$0, size: 1000) },
    Kind("softmax, scores 0 and -40", undecided: 1) { _ in
      let scores: Tensor<Double> = [[0, -40]]
      let gradient = SoftmaxLoss.evaluate(scores, labels: [0]).gradient
      return Loss(x: scores, gradient: gradient) { SoftmaxLoss.evaluate($0, labels: [0]).loss }
    },
    Kind("a sum of a million products", variantCount: 4) { sumOfAMillion(&$0) },
    Kind("logarithms near 0") { random in
      let x = Tensor<Double>(randomUniform: [9], in: -8..<0, using: &random).map {
        Double.pow(10, $0)
      }
      return Loss(x: x, gradient: x.map { 1 / $0 }) { $0.map { Double.log($0) }.sum() }
    },
    Kind("1 + 1e-9 x²") { small(&$0, beside: 1, size: 1e-9) },
    Kind("1 + 1e-10 x²", undecided: 0.1) { small(&$0, beside: 1, size: 1e-10) },
    Kind("1 + 1e-13 x²", undecided: 1) { small(&$0, beside: 1, size: 1e-13) },
    Kind("20 + 1e-18 x²", undecided: 1) { small(&$0, beside: 20, size: 1e-18) },
  ]
  + [1e-20, 1e-8, 1e-4, 1e4, 1e8, 1e20].map { scale in
    Kind("hinge and penalty, times \(scale)") { scaledHinge(&$0, scale: scale) }
  }
  + [1e-8, 1e-4, 1e4, 1e8].map { scale in
    Kind("tanh of variables of \(scale)") { random in
      let x = Tensor<Double>(randomNormal: [9], using: &random)
      return Loss(
        x: x * scale, gradient: x.map { (1 - Double.tanh($0) * Double.tanh($0)) / scale }
      ) { ($0 / scale).map { Double.tanh($0) }.sum() }
    }
  }

private func small(
  _ random: inout SeededGenerator, beside constant: Double, size: Double
) -> Loss {
  let x = Tensor<Double>(randomNormal: [9], using: &random)
  return Loss(x: x, gradient: 2 * size * x) { constant + size * ($0 * $0).sum() }
}

private func softmax(_ random: inout SeededGenerator, size: Double) -> Loss {
  let scores = Tensor<Double>(randomUniform: [5, 7], in: -size..<size, using: &random)
  let labels = random.integers(5, below: 7)
  return Loss(x: scores, gradient: SoftmaxLoss.evaluate(scores, labels: labels).gradient) {
    SoftmaxLoss.evaluate($0, labels: labels).loss
  }
}

private func scaledHinge(_ random: inout SeededGenerator, scale: Double) -> Loss {
  let x = Tensor<Double>(randomNormal: [7, 5], using: &random)
  let w = Tensor<Double>(randomNormal: [5, 3], using: &random)
  let labels = random.integers(7, below: 3)
  func scores(_ w: Tensor<Double>) -> Tensor<Double> { matmul(x, w) }
  let data = matmul(
    x, HingeLoss.evaluate(scores(w), labels: labels).gradient, transposeA: true)
  return Loss(x: w, gradient: scale * (data + 0.2 * w)) {
    scale * (HingeLoss.evaluate(scores($0), labels: labels).loss + 0.1 * ($0 * $0).sum())
  }
}

private func sumOfAMillion(_ random: inout SeededGenerator) -> Loss {
  let a = Tensor<Double>(randomNormal: [500_000, 2], using: &random)
  let x = Tensor<Double>(randomNormal: [2, 1], using: &random)
  let gradient = matmul(a, matmul(a, x), transposeA: true)
  return Loss(x: x, gradient: gradient) {
    let out = matmul(a, $0)
    return (out * out).sum() / 2
  }
}

private func layers(_ random: inout SeededGenerator, _ deviation: Double) -> [Tensor<Double>] {
  (0..<8).map { _ in
    Tensor(randomNormal: [6, 6], standardDeviation: deviation, using: &random)
  }
}

/// The sum of the squares of a net's outputs, with respect to its inputs: through eight sigmoids
/// the gradient shrinks to some 1e-6 of the loss.
private func net(_ random: inout SeededGenerator, _: Sigmoid.Type) -> Loss {
  let x = Tensor<Double>(randomNormal: [4, 6], using: &random)
  let layers = layers(&random, 1)
  func outputs(_ x: Tensor<Double>) -> [Tensor<Double>] {
    layers.reduce([x]) { $0 + [matmul($0[$0.count - 1], $1).map { 1 / (1 + Double.exp(-$0)) }] }
  }
  let all = outputs(x)
  var gradient = 2 * all[8]
  for (i, w) in layers.enumerated().reversed() {
    gradient = matmul(gradient * all[i + 1] * (1 - all[i + 1]), w, transposeB: true)
  }
  return Loss(x: x, gradient: gradient) { x in
    let out = outputs(x)[8]
    return (out * out).sum()
  }
}

private func reluNet(_ random: inout SeededGenerator) -> Loss {
  let x = Tensor<Double>(randomNormal: [4, 6], using: &random)
  let layers = layers(&random, 0.6)
  func outputs(_ x: Tensor<Double>) -> [Tensor<Double>] {
    layers.reduce([x]) { $0 + [maximum(matmul($0[$0.count - 1], $1), 0)] }
  }
  let all = outputs(x)
  // Without the 1 the loss would be zero where all units of a layer are dead.
  var gradient = 2 * (all[8] + 1)
  for (i, w) in layers.enumerated().reversed() {
    gradient = matmul(gradient * all[i + 1].map { $0 > 0 ? 1 : 0 }, w, transposeB: true)
  }
  return Loss(x: x, gradient: gradient) { x in
    let out = outputs(x)[8] + 1
    return (out * out).sum()
  }
}

@Suite("A right gradient is never called wrong, a wrong one never right")
struct VerdictRateTests {
  @Test("over 20 seeds, with few entries undecided", arguments: kinds)
  private func rates(_ kind: Kind) {
    var counts = [[Int]](repeating: [0, 0, 0], count: variants.count)
    var (entries, open) = (0, 0)
    for seed in 0..<20 as Range<UInt64> {
      var random = SeededGenerator(seed: seed)
      let loss = kind.make(&random)
      let isZero = loss.gradient.scalars.allSatisfy { $0 == 0 }
      for (index, variant) in variants.prefix(kind.variantCount).enumerated()
      where variant.isRight || !isZero {
        let report = GradientCheck().report(
          variant.name, of: variant.change(loss.gradient), at: loss.x, loss.value)
        let outcome = report.passed ? 0 : report.verdict == .wrong ? 1 : 2
        counts[index][outcome] += 1
        #expect(
          outcome != (variant.isRight ? 1 : 0), "seed \(seed): \(report)")
        if variant.isRight {
          entries += report.entries.count
          open += report.skippedCount
        } else if variant.name == "wrong sign" {
          #expect(
            report.entries.allSatisfy { $0.judgement != .right || $0.analytic == 0 },
            "seed \(seed): \(report)")
        }
      }
    }
    #expect(Double(open) <= kind.limit * Double(entries))
    if ProcessInfo.processInfo.environment["SIGHTLINE_RATES"] != nil {
      let cells = zip(variants, counts).map { "\($0.name) \($1[0])/\($1[1])/\($1[2])" }
      print(
        "\(kind.testDescription): \(open) of \(entries) entries undecided; right/wrong/undecided: "
          + cells.joined(separator: ", "))
    }
  }

  @Test("gives reasons that are true")
  func reasons() {
    let check = GradientCheck()
    let x: Tensor<Double> = [0.5]
    // It changes with x, by less than its last digit.
    let tiny = check.report("dx", of: Tensor([0]), at: x) { 20 + 1e-18 * $0.sum() }
    #expect(!"\(tiny)".contains("does not change"), "\(tiny)")
    let claimed = check.report("dx", of: Tensor([1e-18]), at: x) { 20 + 1e-18 * $0.sum() }
    #expect(claimed.verdict == .undecided(.tooSmall))
    #expect("\(claimed)".contains("1 of 1 entries is too small to measure"), "\(claimed)")
    // The left side of the step is always outside the domain of the root.
    let edge = check.report("dx", of: Tensor([3]), at: Tensor([0])) { $0.squareRoot().sum() }
    #expect(edge.verdict == .undecided(.outsideDomain))
    #expect(!"\(edge)".contains("kink"), "\(edge)")
    let kink = check.report("dx", of: Tensor([0, 1]), at: Tensor([0, 1])) {
      maximum($0, 0).sum()
    }
    #expect(
      "\(kink)".hasSuffix(
        "One entry lies on a kink, where there is no derivative, and was left out."))
  }
}
