import NeuralNets
import Tensors
import Testing

/// The scores of cat, car and frog pictures in the course's second lecture, and their classes.
private let lectureScores: Tensor<Double> = [
  [3.2, 5.1, -1.7], [1.3, 4.9, 2.0], [2.2, 2.5, -3.1],
]
private let lectureLabels = [0, 1, 2]

/// The scores and labels of the course's random stream: `0.001 * randn(50, 10)`, then `randint(10, size=50)`.
private func streamCase() -> (scores: Tensor<Double>, labels: [Int]) {
  var generator = NumPyGenerator(seed: 231)
  let scores = Tensor<Double>(randomNormal: [50, 10], using: &generator) * 0.001
  return (scores, generator.integers(50, below: 10))
}

@Suite("Softmax loss")
struct SoftmaxLossTests {
  @Test("agrees with NumPy on scores linspace(-1.3, 2.1, 20).reshape(4, 5)")
  func oracle() {
    let scores = Tensor<Double>(linspace: -1.3, 2.1, shape: [4, 5])
    let (loss, gradient) = SoftmaxLoss.evaluate(scores, labels: [3, 0, 4, 1])
    #expect(abs(loss - 1.641240684816242) < 1e-10)
    let expected: Tensor<Double> = [
      [
        0.03386308544680314, 0.040498821082913486, 0.048434880858166975, -0.19207392657327044,
        0.06927713918538686,
      ],
      [
        -0.21613691455319686, 0.040498821082913486, 0.04843488085816696, 0.05792607342672954,
        0.06927713918538686,
      ],
      [
        0.03386308544680314, 0.040498821082913486, 0.048434880858166975, 0.057926073426729556,
        -0.18072286081461314,
      ],
      [
        0.03386308544680314, -0.20950117891708653, 0.048434880858166975, 0.057926073426729556,
        0.06927713918538682,
      ],
    ]
    #expect(largestDifference(gradient, expected) < 1e-10)
  }

  @Test("gives the course's printed loss on its own random stream, digit for digit")
  func stream() {
    let (scores, labels) = streamCase()
    #expect(SoftmaxLoss.evaluate(scores, labels: labels).loss == 2.302545844500738)
  }

  @Test("gives the lecture's probabilities and loss for the cat")
  func lecture() {
    let cat = lectureScores[rows: 0..<1]
    let p = SoftmaxLoss.probabilities(cat)
    #expect(p.shape == [1, 3])
    let rounded: [Double] = p.scalars.map { ($0 * 100).rounded() / 100 }
    #expect(rounded == [0.13, 0.87, 0] as [Double])
    let loss = SoftmaxLoss.evaluate(cat, labels: [0]).loss
    #expect((loss * 100).rounded() / 100 == 2.04)
  }
}

@Suite("Hinge loss")
struct HingeLossTests {
  @Test("agrees with NumPy on linspace(-1.3, 2.1, 20).reshape(4, 5) * [1, -1.3, 0.7, 2, -0.4]")
  func oracle() {
    let factors: Tensor<Double> = [1, -1.3, 0.7, 2, -0.4]
    let scores = Tensor<Double>(linspace: -1.3, 2.1, shape: [4, 5]) * factors
    let (loss, gradient) = HingeLoss.evaluate(scores, labels: [3, 0, 4, 1])
    #expect(abs(loss - 10.44671052631579) < 1e-10)
    let expected: Tensor<Double> = [
      [0.25, 0.25, 0.25, -1.0, 0.25],
      [-1.0, 0.25, 0.25, 0.25, 0.25],
      [0.25, 0.25, 0.25, 0.25, -1.0],
      [0.25, -1.0, 0.25, 0.25, 0.25],
    ]
    #expect(largestDifference(gradient, expected) < 1e-10)
  }

  @Test("gives the course's printed loss on its own random stream, digit for digit")
  func stream() {
    let (scores, labels) = streamCase()
    #expect(HingeLoss.evaluate(scores, labels: labels).loss == 8.999602749096233)
  }

  @Test("gives the lecture's losses: cat 2.9, car 0, frog 12.9")
  func lecture() {
    for (row, expected) in [2.9, 0, 12.9].enumerated() {
      let loss = HingeLoss.evaluate(
        lectureScores[rows: row..<row + 1], labels: [lectureLabels[row]]
      ).loss
      #expect(abs(loss - expected) < 1e-12)
    }
    let mean = HingeLoss.evaluate(lectureScores, labels: lectureLabels).loss
    #expect(abs(mean - 15.8 / 3) < 1e-12)
  }
}
