import Datasets
import NeuralNets
import Notebooks
import Tensors

/// Training and validation pictures, a row each, prepared by a rule.
struct Inputs {
  let x: Tensor<Float>
  let labels: [Int]
  let xValidation: Tensor<Float>
  let validationLabels: [Int]

  init(
    _ train: LabeledImages, _ validation: LabeledImages,
    rule: (Tensor<Float>) -> Tensor<Float>
  ) {
    x = rule(train.rows(Float.self))
    labels = train.labels
    xValidation = rule(validation.rows(Float.self))
    validationLabels = validation.labels
  }

  var classCount: Int { (labels.max() ?? 0) + 1 }
}

/// A network that was trained, and how that went.
struct Run {
  let name: String
  let rate: Double
  let losses: [Double]
  let hasDiverged: Bool
  var trainAccuracy = 0.0
  var validationAccuracy = 0.0

  init(_ name: String, _ rate: Double, _ history: TrainingHistory) {
    (self.name, self.rate, losses) = (name, rate, history.losses)
    hasDiverged = history.ending == .diverged
  }

  /// The mean loss of the last twenty steps; infinite if training ran away.
  var loss: Double {
    hasDiverged
      ? .infinity
      : losses.suffix(20).reduce(0, +) / Double(min(20, losses.count))
  }

  var described: String { hasDiverged ? "ran away" : decimals(loss, 3) }
}

/// Trains networks on one set of inputs: several rates for a quarter of the steps, and on with the best of them.
func bestRun(
  _ name: String, _ inputs: Inputs, hidden: [Int], weights: Initialization,
  rates: [Double],
  steps: Int, seed: UInt64
) -> Run {
  func trained(_ rate: Double, _ steps: Int) -> Solver<Classifier<Float>> {
    var random = SeededGenerator(seed: seed)
    let sizes = [inputs.x.rowSize] + hidden + [inputs.classCount]
    let plan = SolverPlan(
      .steps(steps), batches: .shuffled(100), accuracySamples: 0)
    let network = Network<Float>.fullyConnected(
      sizes, .relu, initialization: weights, using: &random)
    var solver = Solver(network, plan: plan) { _ in
      Momentum(learningRate: rate)
    }
    solver.train(on: inputs.x, labels: inputs.labels, using: &random)
    return solver
  }
  let tries =
    rates.count == 1
    ? []
    : rates.map { Run(name, $0, trained($0, max(15, steps / 4)).history) }
  let rate = tries.min { $0.loss < $1.loss }?.rate ?? rates[0]
  let solver = trained(rate, steps)
  var run = Run(name, rate, solver.history)
  run.trainAccuracy = solver.network.accuracy(
    on: inputs.x, labels: inputs.labels)
  run.validationAccuracy = solver.network.accuracy(
    on: inputs.xValidation, labels: inputs.validationLabels)
  return run
}
