import NeuralNets
import Synchronization
import Tensors
import Testing

@Suite("Layers with running averages and with random numbers")
struct LayerProtocolTests {
  private let network: Network<Double> = {
    var generator = SeededGenerator(seed: 1)
    return Network([
      RunningCentering(featureCount: 2),
      AffineLayer(inputCount: 2, outputCount: 12, initialization: .he, using: &generator),
      TanhLayer(), SmallDropout(),
      AffineLayer(inputCount: 12, outputCount: 3, initialization: .he, using: &generator),
    ])
  }()

  @Test("learn, remember what they saw and forget the chance when they answer")
  func learns() throws {
    let (x, labels) = clouds()
    let far = x + Tensor([100, -50])
    var generator = SeededGenerator(seed: 2)
    var solver = Solver(network, plan: SolverPlan(.steps(120), batches: .drawn(30))) { _ in
      Momentum(learningRate: 0.05)
    }
    solver.train(on: far, labels: labels, using: &generator)
    #expect(solver.network.accuracy(on: far, labels: labels) == 1)
    let (mean, path) = try #require(solver.network.state.first)
    #expect(path == "0.mean" && solver.network.state.count == 1)
    #expect(largestDifference(mean, far.mean(axis: 0)) < 1)
    #expect(solver.network.scores(for: far) == solver.network.scores(for: far))
    let first = solver.network.forward(far, mode: .train, using: &generator).out
    #expect(first != solver.network.forward(far, mode: .train, using: &generator).out)
  }

  @Test("have names that say where they are, also inside one another")
  func names() {
    let keys = network.parameters.map(\.key)
    #expect(keys.map(\.path) == ["0.bias", "1.weights", "1.bias", "4.weights", "4.bias"])
    #expect(keys.map(\.role) == [.bias, .weights, .bias, .weights, .bias])
    let nested = Network<Double>([TanhLayer(), network])
    #expect(nested.parameters.map(\.key.path) == keys.map { "1.\($0)" })
    #expect(nested.state.map(\.path) == ["1.0.mean"])
    #expect(nested[parameter: "1.4.weights"] == network[parameter: "4.weights"])
    var changed = network
    changed[parameter: "4.bias"] = [1, 2, 3]
    #expect(changed.parameters.map(\.value) != network.parameters.map(\.value))
    #expect(changed.parameters.last?.value == [1, 2, 3])
    #expect(Set(Classifier(network).parameters.map(\.key)) == Set(keys))
  }

  @Test("a parameter that is not there, or of another shape, is refused by name")
  func refused() async {
    await #expect(processExitsWith: .failure) {
      _ = AffineLayer<Double>(weights: [[1]], bias: [0])[parameter: "slope"]
    }
    await #expect(processExitsWith: .failure) {
      var layer = AffineLayer<Double>(weights: [[1]], bias: [0])
      layer[parameter: "bias"] = [0, 0]
    }
  }

  @Test("a layer that draws a random number when it answers is stopped")
  func restless() async {
    await #expect(processExitsWith: .failure) {
      _ = Network<Double>([RestlessLayer()]).scores(for: [[1]])
    }
  }

  @Test("no cache outlives its layer when a network answers, and all do when it learns")
  func caches() {
    let counter = LiveCaches()
    let network = Network<Double>((0..<4).map { _ in CountedLayer(counter: counter) })
    _ = network.scores(for: Tensor(ones: [2, 3]))
    #expect(counter.seen.withLock { $0 } == [0, 0, 0, 0])
    counter.seen.withLock { $0 = [] }
    var generator = SeededGenerator(seed: 3)
    _ = network.forward(Tensor(ones: [2, 3]), mode: .train, using: &generator)
    #expect(counter.seen.withLock { $0 } == [0, 1, 2, 3])
  }

  @Test("the gradient of the input comes alone as with the others", arguments: CheckedNetwork.all)
  func inputGradient(checked: CheckedNetwork) {
    var generator = SeededGenerator(seed: 4)
    let x = Tensor<Double>(randomNormal: [5, 6], using: &generator)
    let (out, cache) = checked.network.forward(x, mode: .train, using: &generator)
    let dout = Tensor<Double>(randomNormal: out.shape, using: &generator)
    #expect(
      checked.network.inputGradient(dout, cache) == checked.network.backward(dout, cache).dx)
  }
}

/// How many caches are alive, and how many each forward pass found alive.
private final class LiveCaches: Sendable {
  let alive = Mutex(0)
  let seen = Mutex<[Int]>([])
}

/// Notes at each pass how many caches of its like are alive.
private struct CountedLayer: Layer {
  typealias Scalar = Double
  let counter: LiveCaches

  final class Cache: Sendable {
    let counter: LiveCaches

    init(counter: LiveCaches) {
      self.counter = counter
      counter.alive.withLock { $0 += 1 }
    }

    deinit { counter.alive.withLock { $0 -= 1 } }
  }

  func forward(
    _ x: Tensor<Double>, mode: NetworkMode, using generator: inout some RandomSource
  ) -> (out: Tensor<Double>, cache: Cache) {
    let alive = counter.alive.withLock { $0 }
    counter.seen.withLock { $0.append(alive) }
    return (x, Cache(counter: counter))
  }

  func backward(
    _ dout: Tensor<Double>, _ cache: Cache
  ) -> (dx: Tensor<Double>, gradients: [Tensor<Double>]) {
    (dout, [])
  }
}
