import NeuralNets
import Solutions2
import Tensors
import Testing

@Suite("The solutions 2.8 to 2.14 equal the core")
struct Lesson2TrainingCoreTests {
  private var generator = SeededGenerator(seed: 231)

  private func expectClose(_ a: Tensor<Double>, _ b: Tensor<Double>, _ allowed: Double = 1e-12) {
    #expect(a.shape == b.shape)
    if a.shape == b.shape { #expect((a - b).absolute().max() <= allowed) }
  }

  @Test("in softmax loss and gradient, with and without regularisation", arguments: [0, 0.7])
  mutating func softmax(reg: Double) throws {
    let x = Tensor<Double>(randomNormal: [11, 7], using: &generator)
    let w = Tensor<Double>(randomNormal: [7, 5], using: &generator)
    let labels = (0..<11).map { _ in generator.integer(below: 5) }
    let core = SoftmaxLoss.evaluate(matmul(x, w), labels: labels)
    let regularizer = Regularizer.l2(reg)
    let solution = try softmaxLossVectorized(w, x, labels: labels, reg: reg)
    #expect(abs(solution.loss - core.loss - regularizer.penalty(of: w)) < 1e-12)
    expectClose(
      solution.gradient,
      matmul(x, core.gradient, transposeA: true) + regularizer.gradient(at: w))
  }

  @Test("in binary cross-entropy, extreme scores and all")
  mutating func entropy() throws {
    let random = Tensor<Double>(randomNormal: [5, 3], using: &generator)
    let targets = Tensor<Double>(randomUniform: [5, 3], in: 0..<1, using: &generator)
    for scores in [random, random * 1000] {
      let solution = try binaryCrossEntropyLoss(scores, targets: targets)
      let core = BinaryCrossEntropy.evaluate(scores, targets: targets)
      #expect(abs(solution.loss - core.loss) <= 1e-12 * core.loss)
      expectClose(solution.gradient, core.gradient)
    }
  }

  @Test("in the penalties and the max-norm projection")
  mutating func penalties() throws {
    let w: Tensor<Double> = [[0, 3, -1], [2, 0, -4]]
    let pairs = [
      (try l2Penalty(w, reg: 0.3), Regularizer.l2(0.3)),
      (try l1Penalty(w, reg: 0.3), .l1(0.3)),
      (try elasticNetPenalty(w, reg: 0.3, beta: 0.6), .elasticNet(0.3, beta: 0.6)),
    ]
    for (solution, core) in pairs {
      #expect(abs(solution.value - core.penalty(of: w)) < 1e-12)
      expectClose(solution.gradient, core.gradient(at: w))
    }
    var projected = w
    Regularizer.project(&projected, maxNorm: 3)
    expectClose(try maxNormProjection(w, maxNorm: 3), projected)
  }

  @Test("in the colour histogram, grey pixels and all")
  mutating func colors() throws {
    var picture = Tensor<Float>(randomUniform: [1, 3, 13, 11], in: 0..<255, using: &generator)
    for c in 0..<3 { picture[0, c, 5, 7] = 77 }
    let core = ColorHistogram(bins: 9).features(of: picture)
    let solution = try colorHistogram(picture.row(0).cast(to: Double.self), bins: 9)
    expectClose(solution, core.row(0).cast(to: Double.self), 1e-6)
  }

  @Test("in oriented gradients, with a rest beyond the last cell")
  mutating func edges() throws {
    let picture = Tensor<Float>(randomUniform: [1, 1, 13, 19], in: 0..<255, using: &generator)
    let core = HistogramOfOrientedGradients(orientations: 9, cellSize: 4).features(of: picture)
    let gray = picture.reshaped(to: [13, 19]).cast(to: Double.self)
    let solution = try orientedGradients(gray, cellSize: 4, orientations: 9)
    #expect(solution.shape == [3, 4, 9])
    expectClose(solution.flattened(), core.row(0).cast(to: Double.self), 1e-4)
  }

  @Test("in gradient descent: the whole set in one batch is the core's step")
  mutating func descent() throws {
    let x = Tensor<Double>(randomNormal: [11, 3], using: &generator)
    let labels = (0..<11).map { $0 % 4 }
    let start = Tensor<Double>(zeros: [3, 4])
    let step = { (w: Tensor<Double>, rows: [Int]) in
      let loss = SoftmaxLoss.evaluate(
        matmul(x.gathering(rows: rows), w), labels: rows.map { labels[$0] })
      return (
        loss: loss.loss,
        gradient: matmul(x.gathering(rows: rows), loss.gradient, transposeA: true)
      )
    }
    let solution = try gradientDescent(
      from: start, batchSize: 11, epochs: 1, learningRate: 0.5, shuffledOrder: { Array(0..<11) },
      lossAndGradient: step)
    #expect(abs((solution.losses.first ?? 0) - 1.386_294_361_119_890_6) < 1e-12)  // ln 4
    expectClose(solution.weights, -0.5 * step(start, Array(0..<11)).gradient)
  }
}
