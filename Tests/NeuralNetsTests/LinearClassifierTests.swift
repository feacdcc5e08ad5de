import GradientChecks
import NeuralNets
import Tensors
import Testing

private typealias Linear = LinearClassifier<Double>

@Suite("Linear classifier")
struct LinearClassifierTests {
  @Test("scores are x w + b, and the prediction is the highest, the first of equals")
  func scores() {
    let model = Linear(
      weights: [[1, 0, 2], [0, 1, -1]], bias: [0, 0.5, 0], loss: .softmax)
    let x: Tensor<Double> = [[1, 1], [0, 3], [1, 0.5], [-1, -1]]
    #expect(
      model.scores(for: x) == [[1, 1.5, 1], [0, 3.5, -3], [1, 1, 1.5], [-1, -0.5, -1]])
    #expect(model.predict(x) == [1, 1, 2, 1])
    #expect(model.predict([[0, -0.5]]) == [2])
    #expect(model.predict([[0.5, 0]]) == [2])
    #expect(Linear(weights: [[1, 1]], bias: [0, 0], loss: .hinge).predict([[2]]) == [0])
    #expect(model.accuracy(on: x, labels: [1, 1, 2, 0]) == 0.75)
  }

  @Test(
    "the gradients of weights and bias are right", arguments: [ClassificationLoss.softmax, .hinge],
    [Regularizer.none, .l2(0.3), .l2(0.3, halved: true), .elasticNet(0.1, beta: 2)])
  func gradients(loss: ClassificationLoss, regularizer: Regularizer) {
    var generator = SeededGenerator(seed: 8)
    let x = Tensor<Double>(randomNormal: [7, 5], using: &generator)
    let labels = generator.integers(7, below: 3)
    var model = Linear(
      inputCount: 5, classCount: 3, loss: loss, weightScale: 1, using: &generator)
    model.bias = [0.3, -1, 0.7]
    let (value, gradients) = model.lossAndGradients(on: x, labels: labels, regularizer: regularizer)
    #expect(abs(value - model.loss(on: x, labels: labels, regularizer: regularizer)) < 1e-14)
    let check = GradientCheck()
    let dw = check.report("dw", of: gradients.weights, at: model.weights) { w in
      var moved = model
      moved.weights = w
      return moved.loss(on: x, labels: labels, regularizer: regularizer)
    }
    #expect(dw.passed && dw.checkedCount == 15, "\(dw)")
    let db = check.report("db", of: gradients.bias, at: model.bias) { b in
      var moved = model
      moved.bias = b
      return moved.loss(on: x, labels: labels, regularizer: regularizer)
    }
    #expect(db.passed && db.checkedCount == 3, "\(db)")
  }

  @Test(
    "a batch, learned from in blocks, gives what its rows give together",
    arguments: [1, 24, 25, 26, 140, 431])
  func blocks(size: Int) {
    let (x, labels) = clouds()
    var generator = SeededGenerator(seed: 1)
    let model = Linear(
      inputCount: 2, classCount: 3, loss: .softmax, weightScale: 1, using: &generator)
    let batch = generator.integers(size, below: 90)
    let blocked = model.lossAndGradients(
      on: x, labels: labels, batch: batch, regularizer: .l2(0.1))
    let rows = x.gathering(rows: batch)
    let (loss, dscores) = SoftmaxLoss.evaluate(
      model.scores(for: rows), labels: batch.map { labels[$0] })
    let dw = matmul(rows, dscores, transposeA: true) + model.weights * 0.2
    #expect(abs(blocked.loss - loss - Regularizer.l2(0.1).penalty(of: model.weights)) < 1e-13)
    #expect(largestDifference(blocked.gradients.weights, dw) < 1e-13)
    #expect(largestDifference(blocked.gradients.bias, dscores.sum(axis: 0)) < 1e-13)
  }

  @Test("starts at ln 10 and at 9 with small random weights")
  func start() {
    var generator = SeededGenerator(seed: 2)
    let x = Tensor<Double>(randomUniform: [50, 30], using: &generator)
    let labels = generator.integers(50, below: 10)
    for (loss, expected) in [(ClassificationLoss.softmax, Double.log(10)), (.hinge, 9)] {
      let model = Linear(inputCount: 30, classCount: 10, loss: loss, using: &generator)
      #expect(abs(model.loss(on: x, labels: labels) - expected) < 0.02)
      #expect(
        model.loss(on: x, labels: labels, regularizer: .l2(10)) > model.loss(on: x, labels: labels))
    }
  }

  @Test("the bias trick scores as weights and bias do")
  func biasTrick() {
    let x: Tensor<Double> = [[1, 2], [3, 4], [5, 6]]
    #expect(appendingOnes(x) == [[1, 2, 1], [3, 4, 1], [5, 6, 1]])
    let model = Linear(weights: [[1, 0], [0, 1]], bias: [0.5, -2], loss: .hinge)
    let trick = Linear(
      weights: [[1, 0], [0, 1], [0.5, -2]], bias: [0, 0], loss: .hinge, learnsBias: false)
    #expect(model.scores(for: x) == trick.scores(for: appendingOnes(x)))
  }
}

@Suite("Training a linear classifier")
struct LinearTrainingTests {
  private typealias Plan = Linear.TrainingPlan

  private func trained(
    _ loss: ClassificationLoss, _ plan: Plan, seed: UInt64 = 11, learnsBias: Bool = true
  ) -> (model: Linear, history: TrainingHistory) {
    let (x, labels) = clouds()
    var generator = SeededGenerator(seed: seed)
    var model = Linear(
      inputCount: 2, classCount: 3, loss: loss, learnsBias: learnsBias, using: &generator)
    let history = model.train(on: x, labels: labels, plan: plan, using: &generator)
    return (model, history)
  }

  @Test("separates what can be separated", arguments: [ClassificationLoss.softmax, .hinge], 0..<3)
  func separates(loss: ClassificationLoss, seed: UInt64) {
    let (x, labels) = clouds()
    let (model, history) = trained(
      loss, Plan(steps: 200, batchSize: 20, learningRate: 0.1), seed: seed)
    #expect(model.accuracy(on: x, labels: labels) == 1)
    #expect(history.losses.count == 200 && history.ending == .finished)
    #expect(history.losses[199] < history.losses[0] / 5)
  }

  @Test("learns in Float as in Double")
  func float() {
    let (x, labels) = clouds()
    var generator = SeededGenerator(seed: 1)
    var model = LinearClassifier<Float>(
      inputCount: 2, classCount: 3, loss: .softmax, using: &generator)
    let single = x.cast(to: Float.self)
    model.train(
      on: single, labels: labels, plan: .init(steps: 200, batchSize: 20, learningRate: 0.1),
      using: &generator)
    #expect(model.accuracy(on: single, labels: labels) == 1)
  }

  @Test("the same seed gives the same history and weights, another one others")
  func seeds() {
    let plan = Plan(steps: 30, batchSize: 60, learningRate: 0.1, regularizer: .l2(0.01))
    let (a, b) = (trained(.softmax, plan), trained(.softmax, plan))
    #expect(a.history == b.history)
    #expect(a.model.weights == b.model.weights)
    #expect(a.history != trained(.softmax, plan, seed: 12).history)
  }

  // The plain loop of the course, one step after the other.
  @Test("takes the steps of the course's loop, batches drawn from NumPy's stream")
  func steps() {
    let (x, labels) = clouds()
    let start: Tensor<Double> = [[0.1, 0, -0.1], [0, 0.2, 0]]
    var model = Linear(weights: start, bias: [0, 0, 0], loss: .hinge)
    var generator = NumPyGenerator(seed: 231)
    let plan = Plan(
      steps: 7, batchSize: 30, learningRate: 0.1, learningRateDecay: 0.5, regularizer: .l2(0.2))
    model.train(on: x, labels: labels, plan: plan, using: &generator)

    var (w, b, rate) = (start, Tensor<Double>(zeros: [3]), 0.1)
    var again = NumPyGenerator(seed: 231)
    for step in 1...7 {
      let batch = again.integers(30, below: 90)
      let rows = x.gathering(rows: batch)
      let dscores = HingeLoss.evaluate(matmul(rows, w) + b, labels: batch.map { labels[$0] })
        .gradient
      w -= (matmul(rows, dscores, transposeA: true) + w * 0.4) * rate
      b -= dscores.sum(axis: 0) * rate
      if step % 3 == 0 { rate /= 2 }  // three batches of 30 are one pass over 90 examples
    }
    #expect(largestDifference(model.weights, w) < 1e-13)
    #expect(largestDifference(model.bias, b) < 1e-13)
  }

  @Test("leaves the bias alone with the bias trick")
  func fixedBias() {
    let plan = Plan(steps: 20, batchSize: 20, learningRate: 0.1)
    #expect(trained(.softmax, plan, learnsBias: false).model.bias == Tensor(zeros: [3]))
    #expect(trained(.softmax, plan).model.bias != Tensor(zeros: [3]))
  }

  @Test("the proximal step reaches exact zeros, the gradient step does not; max-norm caps")
  func regularizers() {
    func weights(_ regularizer: Regularizer) -> Tensor<Double> {
      trained(
        .softmax, Plan(steps: 300, batchSize: 20, learningRate: 0.05, regularizer: regularizer)
      ).model.weights
    }
    #expect(weights(.l1(0.3, proximal: true)).scalars.contains(0))
    #expect(!weights(.l1(0.3)).scalars.contains(0))
    let capped = weights(.maxNorm(0.25))
    let norms = (capped * capped).sum(axis: 0).squareRoot()
    #expect(norms.max() < 0.25 + 1e-12 && norms.max() > 0.24)
    #expect(weights(.l2(1)).norm() < weights(.none).norm())
  }

  @Test("stops when the callback says so, and tells it where it is")
  func callback() {
    let (x, labels) = clouds()
    var generator = SeededGenerator(seed: 1)
    var model = Linear(inputCount: 2, classCount: 3, loss: .softmax, using: &generator)
    var seen: [TrainingHistory.Step] = []
    let history = model.train(
      on: x, labels: labels, plan: Plan(steps: 50, batchSize: 10, learningRate: 0.1),
      using: &generator
    ) { step in
      seen.append(step)
      return step.number < 4
    }
    #expect(history.ending == .stopped)
    #expect(seen.map(\.number) == [1, 2, 3, 4])
    #expect(seen.map(\.loss) == history.losses)
    #expect(seen.allSatisfy { $0.count == 50 && $0.learningRate == 0.1 })
  }

  @Test("stops when the loss runs away, unless told to go on")
  func divergence() {
    let wild = Plan(steps: 400, batchSize: 10, learningRate: 50, regularizer: .l2(1))
    let stopped = trained(.hinge, wild).history
    #expect(stopped.ending == .diverged)
    #expect(stopped.losses.count < 20)
    var stubborn = wild
    stubborn.stopsOnDivergence = false
    #expect(trained(.hinge, stubborn).history.ending == .finished)
    #expect(trained(.hinge, stubborn).history.losses.count == 400)
  }

  @Test("no steps leave the weights as they are")
  func noSteps() {
    let (model, history) = trained(.softmax, Plan(steps: 0))
    #expect(history.losses.isEmpty && history.ending == .finished)
    #expect(model.bias == Tensor(zeros: [3]))
  }
}

@Suite("Divergence stop")
struct DivergenceStopTests {
  private func step(_ stop: inout DivergenceStop, _ loss: Double) -> Bool {
    stop.hasDiverged(after: loss)
  }

  @Test("notices what is not a number at once")
  func notFinite() {
    var stop = DivergenceStop(classCount: 10)
    #expect(step(&stop, 2.3) == false)
    #expect(step(&stop, .nan) == true)
    var first = DivergenceStop(classCount: 10)
    #expect(step(&first, .infinity) == true)
  }

  @Test("forgives a jump, not a flight; the limit is three times the larger of first loss and ln C")
  func smoothing() {
    var stop = DivergenceStop(classCount: 10)  // ln 10 = 2.3, so the limit is 6.9
    #expect(step(&stop, 0.1) == false)
    #expect(step(&stop, 60) == false)  // smoothed: 6.09
    #expect(step(&stop, 5) == false)
    #expect(step(&stop, 30) == true)  // 8.4
    var high = DivergenceStop(classCount: 10)
    let losses = [9.0] + Array(repeating: 26.9, count: 100)
    for loss in losses {
      let diverged = high.hasDiverged(after: loss)
      #expect(!diverged)
    }
  }
}
