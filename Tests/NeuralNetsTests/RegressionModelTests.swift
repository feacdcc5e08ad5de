import GradientChecks
import NeuralNets
import Tensors
import Testing

/// Points of the plane with a value each.
private struct Samples: BatchSource {
  let x: Tensor<Double>
  let y: Tensor<Double>

  var count: Int { x.rowCount }

  func batch(
    _ rows: [Int], using generator: inout some RandomSource
  ) -> (x: Tensor<Double>, y: Tensor<Double>) {
    (x.gathering(rows: rows), y.gathering(rows: rows))
  }
}

/// A network whose outputs are judged by their mean squared distance from values.
private struct Regressor: Model {
  var network: Network<Double>

  func lossAndGradients(
    on batch: (x: Tensor<Double>, y: Tensor<Double>), mode: NetworkMode,
    using generator: inout some RandomSource
  ) -> (loss: Double, gradients: [Tensor<Double>], trace: Void) {
    let (out, cache) = network.forward(batch.x, mode: mode, using: &generator)
    let error = out - batch.y
    let loss = (error * error).mean()
    let gradient = error * (2 / Double(error.count))
    return (loss, network.parameterGradients(gradient, cache), ())
  }

  mutating func visitParameters(_ visit: (inout Tensor<Double>, ParameterKey) -> Void) {
    network.visitParameters(visit)
  }
}

private func samples(seed: UInt64) -> Samples {
  var generator = SeededGenerator(seed: seed)
  let x = Tensor<Double>(randomUniform: [200, 2], using: &generator) * 4 - 2
  let y = Tensor(stacking: (0..<200).map { Tensor([x[$0, 0] * x[$0, 0] - x[$0, 1]]) })
  return Samples(x: x, y: y)
}

@Suite("A regressor")
struct RegressionModelTests {
  private let start: Regressor = {
    var generator = SeededGenerator(seed: 1)
    return Regressor(network: .fullyConnected([2, 30, 1], .tanh, using: &generator))
  }()

  @Test("has the right gradients, penalty included")
  func gradients() {
    let few = samples(seed: 2)
    let batch = (x: few.x[rows: 0..<5], y: few.y[rows: 0..<5])
    var unused = SeededGenerator(seed: 0)
    let (_, gradients) = start.lossAndGradients(
      on: batch, regularizer: .l2(0.3), using: &unused)
    for key in start.parameters.map(\.key) {
      let report = GradientCheck().report(
        key.path, of: start.gradient(of: key.path, in: gradients),
        at: start[parameter: key.path]
      ) { value in
        var changed = start
        changed[parameter: key.path] = value
        return changed.lossAndGradients(on: batch, regularizer: .l2(0.3), using: &unused).loss
      }
      #expect(report.passed, "\(report)")
    }
  }

  @Test("learns a parabola to a hundredth of its variance, and the best one is kept by its score")
  func learns() {
    let (training, validation) = (samples(seed: 3), samples(seed: 4))
    var generator = SeededGenerator(seed: 5)
    var solver = Solver(start, plan: SolverPlan(.epochs(150), batches: .shuffled(20))) { _ in
      Momentum(learningRate: 0.02)
    }
    func loss(_ model: Regressor) -> Double {
      var unused = SeededGenerator(seed: 0)
      return model.lossAndGradients(
        on: (x: validation.x, y: validation.y), mode: .test, using: &unused
      ).loss
    }
    solver.train(on: training, score: { -loss($0) }, using: &generator)
    let spread = validation.y - validation.y.mean()
    let variance = (spread * spread).mean()
    #expect(solver.history.ending == .finished)
    #expect(loss(solver.model) < 0.01 * variance)
    #expect(solver.history.scores.count == 151)
    let highest = solver.history.scores.map(\.value).max()
    #expect(solver.best.map { -loss($0) } == highest)
    #expect(solver.history.scores[0].value < -0.5 * variance)
    #expect(solver.history.accuracies.isEmpty)
  }

  @Test("diverges when its loss passes three times the first: it has no loss of a guess")
  func divergence() {
    var generator = SeededGenerator(seed: 6)
    var solver = Solver(start, plan: SolverPlan(.steps(200), batches: .drawn(20))) { _ in
      SGD(learningRate: 10)
    }
    solver.train(on: samples(seed: 3), using: &generator)
    #expect(solver.history.ending == .diverged && solver.history.losses.count < 30)
  }
}
