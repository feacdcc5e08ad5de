import GradientChecks
import NeuralNets
import Tensors
import Testing

@Suite("Frozen layers")
struct FrozenTests {
  private let pretrained: Network<Double> = {
    var generator = SeededGenerator(seed: 1)
    var centering = RunningCentering(featureCount: 6)
    centering.mean = [0.1, 0.2, 0.3, -0.1, -0.2, -0.3]
    return Network([
      AffineLayer(inputCount: 4, outputCount: 6, initialization: .he, using: &generator),
      centering, TanhLayer(), SmallDropout(),
    ])
  }()

  private var network: Network<Double> {
    var generator = SeededGenerator(seed: 2)
    return Network([
      AffineLayer(inputCount: 2, outputCount: 4, initialization: .he, using: &generator),
      Frozen(pretrained),
      AffineLayer(inputCount: 6, outputCount: 3, initialization: .he, using: &generator),
    ])
  }

  @Test("stay as they are to the last bit while what is around them learns")
  func training() {
    let (x, labels) = clouds()
    var generator = SeededGenerator(seed: 3)
    var solver = Solver(
      network, plan: SolverPlan(.steps(150), batches: .drawn(30), regularizer: .l2(0.001))
    ) { _ in Momentum(learningRate: 0.05) }
    solver.train(on: x, labels: labels, using: &generator)
    #expect(solver.network.accuracy(on: x, labels: labels) == 1)
    let trained = solver.network
    #expect(trained.state.map(\.path) == ["1.0.weights", "1.0.bias", "1.1.bias", "1.1.mean"])
    for (before, after) in zip(network.state, trained.state) {
      #expect(before.path == after.path && before.value == after.value)
    }
    let held = pretrained.parameters.map(\.value) + pretrained.state.map(\.value)
    #expect(trained.state.map(\.value) == held)
    // The layer before it has learned, so gradients have passed through.
    #expect(trained[parameter: "0.weights"] != network[parameter: "0.weights"])
    #expect(trained.parameters.map(\.key.path) == ["0.weights", "0.bias", "2.weights", "2.bias"])
  }

  @Test("let the right gradient through, that of test mode")
  func gradients() {
    var generator = SeededGenerator(seed: 4)
    let x = Tensor<Double>(randomNormal: [5, 4], using: &generator)
    let frozen = Frozen(pretrained)
    let (out, cache) = frozen.forward(x, mode: .train, using: &generator)
    #expect(out == pretrained.scores(for: x))
    let report = GradientCheck().report(
      "dx", at: x, forward: { pretrained.scores(for: $0) },
      backward: { frozen.backward($0, cache).dx })
    #expect(report.passed, "\(report)")
    #expect(frozen.inputGradient(out, cache) == frozen.backward(out, cache).dx)
    #expect(frozen.backward(out, cache).gradients.isEmpty && frozen.parameterCount == 0)
  }
}
