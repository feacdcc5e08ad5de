import NeuralNets
import Tensors
import Testing

private func smallNetwork(seed: UInt64 = 6) -> Network<Double> {
  var generator = SeededGenerator(seed: seed)
  return .fullyConnected(
    [2, 10, 3], .tanh, initialization: .constant(standardDeviation: 0.5), using: &generator)
}

@Suite("Solver, beside the course's")
struct SolverOracleTests {
  // Assignment 1, two_layer_net: the toy net, learning rate 1e-1, decay .95 an epoch (which is one
  // step here), reg 5e-6 not halved, 100 steps of 200 examples drawn from the 5 with replacement,
  // by the stream that drew the weights (np.random.seed(0)). The notebook prints the final training
  // loss 0.017149607938732093.
  @Test("the toy net of assignment 1 ends at the printed loss")
  func toy() {
    let (network, x, labels) = toyProblem()
    var generator = NumPyGenerator(seed: 0)
    _ = Tensor<Double>(randomNormal: [4 * 10 + 10 * 3], using: &generator)
    var solver = Solver(
      network,
      plan: SolverPlan(
        .steps(100), batches: .drawn(200), regularizer: .l2(5e-6), learningRateDecay: 0.95)
    ) { _ in SGD(learningRate: 1e-1) }
    solver.train(on: x, labels: labels, using: &generator)
    #expect(solver.history.losses.count == 100)
    #expect(abs(solver.history.losses[0] - 1.2419938024915662) < 1e-13)
    #expect(abs(solver.history.losses[99] - 0.017149607938732093) < 1e-14)
  }

  // NumPy, written like the course's solver.py: np.random.seed(231); X = randn(60, 2, 3), y =
  // randint(4, size=60), Xv = randn(20, 2, 3), yv = randint(4, size=20); a net 6-8-5-4 of .3 randn,
  // momentum .9, rate .05, halved reg .1, batches of 16 by np.random.choice(60, 16), rate times .9
  // an epoch, three epochs, accuracy on 25 training examples by np.random.choice(60, 25) at the
  // first step and the end of each epoch.
  @Test("losses and accuracies are those of the course's solver on the same random stream")
  func momentum() {
    var generator = NumPyGenerator(seed: 231)
    let x = Tensor<Double>(randomNormal: [60, 2, 3], using: &generator)
    let labels = generator.integers(60, below: 4)
    let xValidation = Tensor<Double>(randomNormal: [20, 2, 3], using: &generator)
    let validationLabels = generator.integers(20, below: 4)
    let network = Network<Double>.fullyConnected(
      [6, 8, 5, 4], .relu, initialization: .constant(standardDeviation: 0.3), using: &generator)
    var solver = Solver(
      network,
      plan: SolverPlan(
        .epochs(3), batches: .drawn(16), regularizer: .l2(0.1, halved: true),
        learningRateDecay: 0.9, accuracySamples: 25)
    ) { _ in Momentum(learningRate: 0.05) }
    let history = solver.train(
      on: x, labels: labels, validation: (xValidation, validationLabels), using: &generator)
    let losses: Tensor<Double> = [
      1.8986991122361732, 1.8593653840905837, 1.9097473857622462, 1.80984941490193,
      1.7997054087789062, 1.7869428352956134, 1.7521708026689737, 1.7276882805893974,
      1.7014786631602334,
    ]
    #expect(largestDifference(Tensor(history.losses), losses) < 1e-12)
    #expect(history.accuracies.map(\.train) == [0.16, 0.24, 0.4, 0.28])
    #expect(history.accuracies.map(\.validation) == [0.2, 0.15, 0.15, 0.15])
    #expect(history.accuracies.map(\.step) == [1, 3, 6, 9])
    #expect(history.accuracies.map(\.epoch) == [0, 1, 2, 3])
    #expect(solver.best?.accuracy(on: xValidation, labels: validationLabels) == 0.2)
  }
}

@Suite("Solver, properties")
struct SolverPropertyTests {
  @Test(
    "learns to tell clouds apart, in both kinds of epoch",
    arguments: [SolverPlan.Batches.drawn(20), .shuffled(20)])
  func learns(batches: SolverPlan.Batches) {
    let (x, labels) = clouds()
    var generator = SeededGenerator(seed: 1)
    var solver = Solver(smallNetwork(), plan: SolverPlan(.epochs(20), batches: batches)) { _ in
      Momentum(learningRate: 0.1)
    }
    solver.train(on: x, labels: labels, using: &generator)
    #expect(solver.history.ending == .finished)
    #expect(solver.history.losses.count == 20 * (batches == .drawn(20) ? 4 : 5))
    #expect(solver.network.accuracy(on: x, labels: labels) == 1)
  }

  @Test("a shuffled epoch shows every example once, the last ones too")
  func epochs() {
    // The gradient of the bias counts the examples: with weights of zero each example of class 0
    // adds the same.
    let x = Tensor<Double>(linspace: 1, 7, shape: [7, 1])
    var generator = SeededGenerator(seed: 2)
    var seen: [Double] = []
    let spy = SpyLayer { seen += $0 }
    let layer = AffineLayer<Double>(weights: [[0, 0]], bias: [0, 0])
    var solver = Solver(
      Network<Double>([spy, layer]),
      plan: SolverPlan(.epochs(2), batches: .shuffled(3), accuracySamples: 0)
    ) { _ in SGD(learningRate: 0) }
    solver.train(on: x, labels: [0, 1, 0, 1, 0, 1, 0], using: &generator)
    #expect(seen.count == 14)
    #expect(seen.prefix(7).sorted() == [1, 2, 3, 4, 5, 6, 7])
    #expect(seen.suffix(7).sorted() == [1, 2, 3, 4, 5, 6, 7])
    #expect(Array(seen.prefix(7)) != Array(seen.suffix(7)))
  }

  @Test("each rule is asked for by role, and a parameter without one stays as it is")
  func frozen() {
    let (x, labels) = clouds()
    let network = smallNetwork()
    var generator = SeededGenerator(seed: 3)
    var solver = Solver(network, plan: SolverPlan(.steps(5), batches: .drawn(10))) { key in
      key.role == .bias ? nil : SGD(learningRate: 0.1)
    }
    solver.train(on: x, labels: labels, using: &generator)
    for (before, after) in zip(network.parameters, solver.network.parameters) {
      #expect((before.value == after.value) == (before.key.role == .bias))
    }
  }

  @Test("a parameter is frozen, and its regulariser chosen, by its path")
  func paths() {
    let (x, labels) = clouds()
    let network = smallNetwork()
    func trained(_ penalty: Double) -> Network<Double> {
      var plan = SolverPlan(.steps(40), batches: .drawn(10))
      plan.regularizer = { $0.path == "2.bias" ? .l2(penalty) : .none }
      var generator = SeededGenerator(seed: 3)
      var solver = Solver(network, plan: plan) { key in
        key.path == "0.weights" ? nil : SGD(learningRate: 0.1)
      }
      solver.train(on: x, labels: labels, using: &generator)
      return solver.network
    }
    let (free, held) = (trained(0), trained(2))
    for path in ["0.weights", "0.bias", "2.weights", "2.bias"] {
      #expect((free[parameter: path] == network[parameter: path]) == (path == "0.weights"))
    }
    #expect(held[parameter: "2.bias"].norm() < free[parameter: "2.bias"].norm() / 2)
  }

  @Test("the learning rate shrinks after each epoch, not after each step")
  func decay() {
    let (x, labels) = clouds()
    var generator = SeededGenerator(seed: 4)
    var rates: [Double] = []
    var solver = Solver(
      smallNetwork(), plan: SolverPlan(.epochs(2), batches: .drawn(30), learningRateDecay: 0.5)
    ) { _ in SGD(learningRate: 0.4) }
    solver.train(on: x, labels: labels, using: &generator) { step in
      rates.append(step.learningRate)
      return true
    }
    #expect(rates == [0.4, 0.4, 0.2, 0.2, 0.2, 0.1])
  }

  @Test("two calls go on where the first stopped: they are one long run")
  func resumes() {
    let (x, labels) = clouds()
    func run(_ steps: [Int]) -> Solver<Classifier<Double>> {
      var generator = SeededGenerator(seed: 5)
      var solver = Solver(
        smallNetwork(),
        plan: SolverPlan(.steps(0), batches: .shuffled(20), accuracySamples: 0)
      ) { _ in Momentum(learningRate: 0.05) }
      for count in steps {
        solver.plan.duration = .steps(count)
        solver.train(on: x, labels: labels, using: &generator)
      }
      return solver
    }
    let (once, twice) = (run([23]), run([9, 14]))
    #expect(once.history == twice.history)
    #expect(once.network.parameters.map(\.value) == twice.network.parameters.map(\.value))
    #expect(once.epoch == 4 && twice.epoch == 4)
  }

  @Test("stops when it is told to, and when the loss runs away unless it may")
  func stops() {
    let (x, labels) = clouds()
    func history(
      rate: Double, stopsOnDivergence: Bool = true, until: Int = .max
    ) -> TrainingHistory {
      var generator = SeededGenerator(seed: 6)
      var solver = Solver(
        smallNetwork(), plan: SolverPlan(.steps(200), stopsOnDivergence: stopsOnDivergence)
      ) { _ in SGD(learningRate: rate) }
      return solver.train(on: x, labels: labels, using: &generator) { $0.number < until }
    }
    let told = history(rate: 0.1, until: 7)
    #expect(told.ending == .stopped && told.losses.count == 7)
    let wild = history(rate: 1e4)
    #expect(wild.ending == .diverged && wild.losses.count < 200)
    let free = history(rate: 1e4, stopsOnDivergence: false)
    #expect(free.ending == .finished && free.losses.count == 200)
  }

  @Test("the best network is that of the highest validation accuracy, not the last")
  func best() {
    let (x, labels) = clouds()
    let (xValidation, validationLabels) = clouds(seed: 7)
    var generator = SeededGenerator(seed: 7)
    var solver = Solver(smallNetwork(), plan: SolverPlan(.epochs(6), batches: .drawn(30))) { _ in
      SGD(learningRate: 0.5)
    }
    solver.train(
      on: x, labels: labels, validation: (xValidation, validationLabels), using: &generator)
    // Go on with labels that are wrong: the network gets worse, the best one stays.
    solver.train(
      on: x, labels: labels.map { ($0 + 1) % 3 }, validation: (xValidation, validationLabels),
      using: &generator)
    let highest = solver.history.accuracies.compactMap(\.validation).max()
    #expect(solver.best?.accuracy(on: xValidation, labels: validationLabels) == highest)
    #expect(solver.network.accuracy(on: xValidation, labels: validationLabels) < 0.5)
  }

  @Test("max-norm and the proximal step act on weights after each update")
  func afterStep() {
    let (x, labels) = clouds()
    func trained(_ regularizer: Regularizer) -> [Tensor<Double>] {
      var generator = SeededGenerator(seed: 8)
      var solver = Solver(
        smallNetwork(), plan: SolverPlan(.steps(50), batches: .drawn(20), regularizer: regularizer)
      ) { _ in SGD(learningRate: 0.2) }
      solver.train(on: x, labels: labels, using: &generator)
      return solver.network.parameters.filter(\.key.role.isRegularized).map(\.value)
    }
    for weights in trained(.maxNorm(0.5)) {
      #expect((weights * weights).sum(axis: 0).max() <= 0.25 + 1e-12)
    }
    let sparse = trained(.l1(0.1, proximal: true))
    #expect(sparse.flatMap(\.scalars).contains(0))
    #expect(trained(.none).flatMap(\.scalars).allSatisfy { $0 != 0 })
  }
}

/// Tells what passes through it in training, and changes nothing.
private struct SpyLayer: Layer {
  typealias Scalar = Double
  nonisolated(unsafe) let tell: ([Double]) -> Void

  func forward(
    _ x: Tensor<Double>, mode: NetworkMode, using generator: inout some RandomSource
  ) -> (out: Tensor<Double>, cache: [Int]) {
    tell(x.scalars)
    return (x, x.shape)
  }

  func backward(
    _ dout: Tensor<Double>, _ cache: [Int]
  ) -> (dx: Tensor<Double>, gradients: [Tensor<Double>]) {
    (dout, [])
  }
}

@Suite("Layers that come from outside the package")
struct ForeignLayerTests {
  /// A layer with everything a later lesson may want: a random number a pass, a running mean that
  /// only training changes, another answer in test mode.
  private struct NoisyCentering: Layer {
    var runningMean = 0.0

    func forward(
      _ x: Tensor<Double>, mode: NetworkMode, using generator: inout some RandomSource
    ) -> (out: Tensor<Double>, cache: Double) {
      if mode == .test { return (x - runningMean, runningMean) }
      let mean = x.mean()
      return (x - mean + 0.01 * generator.normal(), mean)
    }

    func backward(
      _ dout: Tensor<Double>, _ cache: Double
    ) -> (dx: Tensor<Double>, gradients: [Tensor<Double>]) {
      (dout - dout.mean(), [])
    }

    mutating func absorb(_ cache: Double) {
      runningMean = 0.9 * runningMean + 0.1 * cache
    }
  }

  @Test("may draw random numbers, know the mode and keep running averages")
  func noisyCentering() {
    let (x, labels) = clouds()
    let network = Network<Double>([
      NoisyCentering(), AffineLayer(weights: Tensor(zeros: [2, 3]), bias: [0, 0, 0]),
    ])
    func trained() -> Solver<Classifier<Double>> {
      var generator = SeededGenerator(seed: 9)
      var solver = Solver(network, plan: SolverPlan(.steps(20), batches: .drawn(20))) { _ in
        SGD(learningRate: 0.1)
      }
      solver.train(on: x + 5, labels: labels, using: &generator)
      return solver
    }
    let solver = trained()
    let running = (solver.network.layers[0] as? NoisyCentering)?.runningMean ?? 0
    #expect(abs(running - 5 * (1 - Double.pow(0.9, 20))) < 0.5)
    #expect(solver.network.accuracy(on: x + 5, labels: labels) > 0.9)
    #expect(solver.history == trained().history)
    var generator = SeededGenerator(seed: 10)
    let first = network.lossAndGradients(on: x, labels: labels, using: &generator)
    let other = network.lossAndGradients(on: x, labels: labels, using: &generator)
    #expect(first.gradients != other.gradients)
    generator = SeededGenerator(seed: 10)
    #expect(
      network.lossAndGradients(on: x, labels: labels, using: &generator).gradients
        == first.gradients)
  }
}
