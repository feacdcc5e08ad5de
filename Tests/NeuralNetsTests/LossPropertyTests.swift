import GradientChecks
import NeuralNets
import Tensors
import Testing

/// The two losses over classes, to test what both have in common.
private let losses: [ClassificationLoss] = [.softmax, .hinge, .hinge(margin: 2.5)]

private func randomCase(
  seed: UInt64, rows: Int = 7, classes: Int = 5
) -> (scores: Tensor<Double>, labels: [Int]) {
  var generator = SeededGenerator(seed: seed)
  let scores = Tensor<Double>(randomNormal: [rows, classes], using: &generator)
  return (scores, generator.integers(rows, below: classes))
}

@Suite("Losses over classes")
struct ClassificationLossTests {
  @Test("have the right gradient", arguments: losses, 0..<5)
  func gradient(loss: ClassificationLoss, seed: UInt64) {
    let (scores, labels) = randomCase(seed: seed)
    let report = GradientCheck().report(
      "dscores", of: loss.evaluate(scores, labels: labels).gradient, at: scores
    ) { loss.evaluate($0, labels: labels).loss }
    #expect(report.passed, "\(report)")
    #expect(report.checkedCount == 35)
  }

  @Test("do not change when all scores of a row move by as much", arguments: losses)
  func shift(loss: ClassificationLoss) {
    let (scores, labels) = randomCase(seed: 1)
    let shifts = Tensor<Double>(linspace: -900, 900, shape: [7, 1])
    let (a, b) = (
      loss.evaluate(scores, labels: labels), loss.evaluate(scores + shifts, labels: labels)
    )
    #expect(abs(a.loss - b.loss) < 1e-12)
    #expect(largestDifference(a.gradient, b.gradient) < 1e-12)
    #expect(a.gradient.sum(axis: 1).absolute().max() < 1e-15)
  }

  @Test(
    "are means: the batch twice has the same loss, and half the gradient an entry",
    arguments: losses)
  func duplication(loss: ClassificationLoss) {
    let (scores, labels) = randomCase(seed: 2)
    let once = loss.evaluate(scores, labels: labels)
    let twice = loss.evaluate(
      Tensor(concatenating: [scores, scores], axis: 0), labels: labels + labels)
    #expect(abs(once.loss - twice.loss) < 1e-14)
    #expect(largestDifference(twice.gradient[rows: 0..<7] * 2, once.gradient) < 1e-15)
  }

  @Test("do not care about the order of the rows", arguments: losses)
  func permutation(loss: ClassificationLoss) {
    let (scores, labels) = randomCase(seed: 3)
    let order = [4, 0, 6, 2, 5, 1, 3]
    let straight = loss.evaluate(scores, labels: labels)
    let mixed = loss.evaluate(scores.gathering(rows: order), labels: order.map { labels[$0] })
    #expect(abs(straight.loss - mixed.loss) < 1e-14)
    #expect(mixed.gradient == straight.gradient.gathering(rows: order))
  }

  @Test("agree between Float and Double to single precision", arguments: losses)
  func float(loss: ClassificationLoss) {
    let (scores, labels) = randomCase(seed: 4)
    let double = loss.evaluate(scores, labels: labels)
    let float = loss.evaluate(scores.cast(to: Float.self), labels: labels)
    #expect(abs(Double(float.loss) - double.loss) < 1e-6)
    #expect(largestDifference(float.gradient.cast(to: Double.self), double.gradient) < 1e-6)
  }

  @Test("pass NaN on instead of hiding it", arguments: losses)
  func notANumber(loss: ClassificationLoss) {
    var (scores, labels) = randomCase(seed: 5)
    labels[2] = 1
    for column in 0..<5 {
      var broken = scores
      broken[2, column] = .nan
      #expect(loss.evaluate(broken, labels: labels).loss.isNaN)
    }
    scores[0, 0] = 1
    #expect(loss.evaluate(scores, labels: labels).loss.isFinite)
  }

  @Test("refuse a label that is no class")
  func label() async {
    await #expect(processExitsWith: .failure) {
      _ = SoftmaxLoss.evaluate(Tensor<Double>(zeros: [1, 3]), labels: [3])
    }
    await #expect(processExitsWith: .failure) {
      _ = HingeLoss.evaluate(Tensor<Double>(zeros: [2, 3]), labels: [0])
    }
  }

  @Test("start at ln C and C - 1 when all scores are equal")
  func start() {
    let scores = Tensor<Double>(zeros: [3, 10])
    #expect(abs(SoftmaxLoss.evaluate(scores, labels: [1, 2, 3]).loss - Double.log(10)) < 1e-15)
    #expect(HingeLoss.evaluate(scores, labels: [1, 2, 3]).loss == 9)
  }

  @Test("softmax stays finite at scores of ±1000, Float and Double")
  func extreme() {
    let (loss, gradient) = SoftmaxLoss.evaluate(
      [[1000, -1000, 0], [-1000, 1000, 0]] as Tensor<Double>, labels: [0, 0])
    #expect(loss == 1000)
    #expect(gradient == [[0, 0, 0], [-0.5, 0.5, 0]])
    let float = SoftmaxLoss.evaluate(
      [[1000, -1000, 0], [-1000, 1000, 0]] as Tensor<Float>, labels: [0, 0])
    #expect(float.loss == 1000)
    #expect(float.gradient == [[0, 0, 0], [-0.5, 0.5, 0]])
  }

  @Test("hinge does not care once the margin is met, and is flat exactly at it")
  func margin() {
    let (loss, gradient) = HingeLoss.evaluate([[2, 1, -50]] as Tensor<Double>, labels: [0])
    #expect(loss == 0)
    #expect(gradient == Tensor(zeros: [1, 3]))
    let wide = HingeLoss.evaluate([[2, 1, -50]] as Tensor<Double>, labels: [0], margin: 3)
    #expect(wide.loss == 2)
    #expect(wide.gradient == [[-1, 1, 0]])
  }
}

@Suite("Binary cross-entropy")
struct BinaryCrossEntropyTests {
  // PyTorch: F.binary_cross_entropy_with_logits(torch.tensor([0.5, -1.5, 2., 0.], dtype=float64),
  //                                             torch.tensor([1., 0., 0., 0.3], dtype=float64))
  @Test("has the value and the gradient that PyTorch gives")
  func definition() {
    let scores: Tensor<Double> = [0.5, -1.5, 2, 0]
    let targets: Tensor<Double> = [1, 0, 0, 0.3]
    let (loss, gradient) = BinaryCrossEntropy.evaluate(scores, targets: targets)
    #expect(abs(loss - 0.8738913634414442) < 1e-14)
    let expected: Tensor<Double> = [
      -0.09438516719953635, 0.04560638095158909, 0.22019926949447058, 0.05,
    ]
    #expect(largestDifference(gradient, expected) < 1e-15)
  }

  @Test("has the right gradient", arguments: 0..<5)
  func gradient(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let scores = Tensor<Double>(randomNormal: [3, 4], standardDeviation: 3, using: &generator)
    let targets = Tensor<Double>(randomUniform: [3, 4], using: &generator)
    let report = GradientCheck().report(
      "dscores", of: BinaryCrossEntropy.evaluate(scores, targets: targets).gradient, at: scores
    ) { BinaryCrossEntropy.evaluate($0, targets: targets).loss }
    #expect(report.passed && report.checkedCount == 12, "\(report)")
  }

  @Test("is exact at ±1000, where the sigmoid is 0 or 1")
  func extreme() {
    let scores: Tensor<Double> = [1000, 1000, -1000, -1000]
    let (loss, gradient) = BinaryCrossEntropy.evaluate(scores, targets: [1, 0, 1, 0])
    #expect(loss == 500)
    #expect(gradient == [0, 0.25, -0.25, 0])
    let float = BinaryCrossEntropy.evaluate(
      [1000, 1000, -1000, -1000] as Tensor<Float>, targets: [1, 0, 1, 0])
    #expect(float.loss == 500)
    #expect(float.gradient == [0, 0.25, -0.25, 0])
  }

  @Test("is half the softmax loss's machinery: two classes with scores s and 0 give the same")
  func softmax() {
    let s = Tensor<Double>(linspace: -3, 4, shape: [5])
    let pairs = Tensor(stacking: [Tensor(zeros: [5]), s]).transposed()
    let labels = [0, 1, 1, 0, 1]
    let two = SoftmaxLoss.evaluate(pairs, labels: labels)
    let one = BinaryCrossEntropy.evaluate(s, targets: [0, 1, 1, 0, 1])
    #expect(abs(one.loss - two.loss) < 1e-15)
    for i in 0..<5 { #expect(abs(one.gradient[i] - two.gradient[i, 1]) < 1e-15) }
  }
}
