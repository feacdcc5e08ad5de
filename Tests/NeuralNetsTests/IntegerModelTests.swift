import GradientChecks
import NeuralNets
import Tensors
import Testing

/// A text as pairs of neighbouring letters, each letter a number.
private struct Pairs: BatchSource {
  let letters: [Int]

  var count: Int { letters.count - 1 }

  var chanceLoss: Double { Double.log(Double((letters.max() ?? 0) + 1)) }

  func batch(
    _ rows: [Int], using generator: inout some RandomSource
  ) -> (letters: [Int], next: [Int]) {
    (rows.map { letters[$0] }, rows.map { letters[$0 + 1] })
  }
}

/// Tells the next letter from the last: a row of scores for each letter, looked up by its number.
private struct BigramModel: Model {
  var rows: Tensor<Double>

  func lossAndGradients(
    on batch: (letters: [Int], next: [Int]), mode: NetworkMode,
    using generator: inout some RandomSource
  ) -> (loss: Double, gradients: [Tensor<Double>], trace: Void) {
    let (loss, dscores) = SoftmaxLoss.evaluate(
      rows.gathering(rows: batch.letters), labels: batch.next)
    var gradient = Tensor<Double>(zeros: rows.shape)
    for (i, letter) in batch.letters.enumerated() {
      gradient[rows: letter..<letter + 1] += dscores[rows: i..<i + 1]
    }
    return (loss, [gradient], ())
  }

  mutating func visitParameters(_ visit: (inout Tensor<Double>, ParameterKey) -> Void) {
    visit(&rows, ParameterKey(ParameterRole("embedding", isRegularized: false)))
  }
}

@Suite("A model with whole numbers for input")
struct IntegerModelTests {
  private let text = Array("abracadabra, abracadabra, a cab, a card, a crab".utf8)

  @Test("has the right gradient, of letters that come twice in a batch as well")
  func gradient() {
    var generator = SeededGenerator(seed: 1)
    let model = BigramModel(rows: Tensor(randomNormal: [4, 4], using: &generator))
    let batch = (letters: [2, 0, 2, 2], next: [1, 3, 0, 1])
    let gradients = model.lossAndGradients(on: batch, mode: .train, using: &generator).gradients
    let report = GradientCheck().report("rows", of: gradients[0], at: model.rows) { rows in
      BigramModel(rows: rows).lossAndGradients(on: batch, mode: .test, using: &generator).loss
    }
    #expect(report.passed && report.checkedCount == 16, "\(report)")
  }

  @Test("learns how often letters follow one another: its loss comes down to their entropy")
  func learns() {
    let alphabet = Set(text).sorted()
    let pairs = Pairs(letters: text.compactMap { alphabet.firstIndex(of: $0) })
    var counts = Tensor<Double>(zeros: [alphabet.count, alphabet.count])
    for i in 0..<pairs.count { counts[pairs.letters[i], pairs.letters[i + 1]] += 1 }
    let sums = counts.sum(axis: 1)
    var entropy = 0.0
    for a in 0..<alphabet.count {
      for b in 0..<alphabet.count where counts[a, b] > 0 {
        entropy -= counts[a, b] / Double(pairs.count) * Double.log(counts[a, b] / sums[a])
      }
    }
    var generator = SeededGenerator(seed: 2)
    var solver = Solver(
      BigramModel(rows: Tensor(zeros: [alphabet.count, alphabet.count])),
      plan: SolverPlan(.steps(600), batches: .shuffled(pairs.count))
    ) { _ in Momentum(learningRate: 1) }
    solver.train(on: pairs, using: &generator)
    #expect(abs(solver.history.losses[0] - pairs.chanceLoss) < 1e-12)
    let last = solver.history.losses[599]
    #expect(last > entropy && last < entropy + 0.02, "\(last), entropy \(entropy)")
  }
}
