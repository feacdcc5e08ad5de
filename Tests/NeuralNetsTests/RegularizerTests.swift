import GradientChecks
import NeuralNets
import Tensors
import Testing

@Suite("Regularisers")
struct RegularizerTests {
  private let w: Tensor<Double> = [[1, -2], [0.5, 3]]  // Σ w² = 14.25, Σ |w| = 6.5

  @Test("penalties follow the course: L2 whole, by option halved; beta weighs the squares")
  func penalties() {
    #expect(Regularizer.none.penalty(of: w) == 0)
    #expect(Regularizer.l2(0.5).penalty(of: w) == 7.125)
    #expect(Regularizer.l2(0.5, halved: true).penalty(of: w) == 3.5625)
    #expect(Regularizer.l1(2).penalty(of: w) == 13)
    #expect(Regularizer.elasticNet(2, beta: 0.25).penalty(of: w) == 2 * (0.25 * 14.25 + 6.5))
    #expect(Regularizer.maxNorm(1).penalty(of: w) == 0)
  }

  @Test(
    "the gradient belongs to the penalty",
    arguments: [
      Regularizer.l2(0.5), .l2(0.5, halved: true), .l1(2), .elasticNet(2, beta: 0.25),
      .elasticNet(0.3, beta: 4, halved: true),
    ])
  func gradients(regularizer: Regularizer) {
    let report = GradientCheck().report("dw", of: regularizer.gradient(at: w), at: w) {
      regularizer.penalty(of: $0)
    }
    #expect(report.passed && report.checkedCount == 4, "\(report)")
  }

  @Test("L1 is flat at zero, and leaves its gradient to the proximal step if there is one")
  func flat() {
    #expect(Regularizer.l1(2).gradient(at: [0, 1, -1] as Tensor<Double>) == [0, 2, -2])
    let proximal = Regularizer.elasticNet(2, beta: 0.5, proximal: true)
    #expect(proximal.gradient(at: [0, 1, -1] as Tensor<Double>) == [0, 2, -2])
    #expect(proximal.penalty(of: [1, -1] as Tensor<Double>) == 6)
  }

  @Test("the proximal step moves towards zero by rate times strength, and stops there")
  func shrink() {
    var w: Tensor<Double> = [1, -1, 0.25, -0.25, 0.5, 0]
    Regularizer.l1(5, proximal: true).finishStep(on: &w, learningRate: 0.1)
    #expect(w == [0.5, -0.5, 0, 0, 0, 0])
    var untouched: Tensor<Double> = [1, -1]
    Regularizer.l1(5).finishStep(on: &untouched, learningRate: 0.1)
    #expect(untouched == [1, -1])
  }

  @Test(
    "shrinking is the minimum of (v - w)² / 2 + amount |v|", arguments: [-2, -0.3, 0, 0.1, 1.7])
  func proximalMinimum(w: Double) {
    var v = Tensor<Double>([w])
    Regularizer.shrink(&v, by: 0.4)
    let objective = { (v: Double) in (v - w) * (v - w) / 2 + 0.4 * abs(v) }
    for candidate in stride(from: -2.0, through: 2, by: 0.01) {
      #expect(objective(v[0]) <= objective(candidate) + 1e-15)
    }
  }

  @Test("max-norm shortens the columns that are too long, and no others")
  func maxNorm() {
    var w: Tensor<Double> = [[3, 0.3, 0], [4, 0.4, 0]]
    Regularizer.maxNorm(1).finishStep(on: &w, learningRate: 1)
    #expect(largestDifference(w, [[0.6, 0.3, 0], [0.8, 0.4, 0]]) < 1e-15)
  }

  @Test("max-norm shortens the filters that are too long: each is a row of [F, C, H, W]")
  func maxNormOfFilters() {
    let long: [Double] = [1, 2, 2, 4, 0, 0, 0, 0, 0, 0, 0, 0]
    let short = long.map { $0 / 10 }
    var w = Tensor(shape: [2, 3, 2, 2], scalars: long + short)
    Regularizer.maxNorm(2.5).finishStep(on: &w, learningRate: 1)
    let expected = Tensor(shape: [2, 3, 2, 2], scalars: long.map { $0 / 2 } + short)
    #expect(largestDifference(w, expected) < 1e-15)
    #expect(Regularizer.l2(0.5).penalty(of: w) > 0)
    #expect(Regularizer.l2(0.5).gradient(at: w) == w)
  }

  @Test("Float agrees with Double to single precision")
  func float() {
    let regularizer = Regularizer.elasticNet(2, beta: 0.25)
    let single = w.cast(to: Float.self)
    #expect(abs(Double(regularizer.penalty(of: single)) - regularizer.penalty(of: w)) < 1e-5)
    let gradient = regularizer.gradient(at: single).cast(to: Double.self)
    #expect(largestDifference(gradient, regularizer.gradient(at: w)) < 1e-6)
  }
}
