import NearestNeighbors
import NeuralNets
import Tensors

/// Makes a case's data and returns its work, whose result all contestants must agree on.
typealias Workload = @Sendable () -> () -> Double

/// The cases by name; `peers.py` has the same ones, on the same numbers.
let sightlineWorkloads: [String: Workload] = [
  "knn-l2": nearestNeighbors,
  "distances-l1": distances,
  "softmax-sgd": softmaxSteps,
  "five-layer-step": fiveLayerSteps,
  "product-large": { product(2048, 2048, 2048, times: 1) },
  "product-small": { product(200, 10, 100, times: 2000) },
  "exp": { elementwise { Float.exp($0, into: $1) } },
  "tanh": { elementwise { Float.tanh($0, into: $1) } },
  "sigmoid": { elementwise { Float.sigmoid($0, into: $1) } },
]

/// Pixels from 0 to 255, shape `[rows, 3072]`.
private func pixels(_ rows: Int, using generator: inout NumPyGenerator) -> Tensor<Float> {
  Tensor(generator.integers(rows * 3072, below: 256).map { Float($0) }).reshaped(to: [rows, 3072])
}

/// The vote of the 5 nearest of 5,000 examples for 500 queries, learning included.
@Sendable
private func nearestNeighbors() -> () -> Double {
  var generator = NumPyGenerator(seed: 231)
  let examples = pixels(5000, using: &generator)
  let queries = pixels(500, using: &generator)
  let labels = generator.integers(5000, below: 10)
  return {
    let classifier = KNearestNeighbors(examples: examples, labels: labels)
    let votes = classifier.predict(queries, k: 5)
    return Double(votes.enumerated().reduce(0) { $0 + ($1.offset + 1) * $1.element })
  }
}

/// The L1 distances of 100 queries from 5,000 examples.
@Sendable
private func distances() -> () -> Double {
  var generator = NumPyGenerator(seed: 231)
  let examples = pixels(5000, using: &generator)
  let queries = pixels(100, using: &generator)
  return { Double(Distance.l1.pairwise(from: queries, to: examples).mean()) }
}

/// A thousand steps of softmax regression on 49,000 rows of 3,073 numbers, 200 of them a step.
@Sendable
private func softmaxSteps() -> () -> Double {
  var generator = NumPyGenerator(seed: 231)
  let few = Tensor<Float>(randomNormal: [500, 3073], using: &generator)
  let x = few.gathering(rows: (0..<49_000).map { $0 % 500 })
  let labels = generator.integers(49_000, below: 10)
  return {
    var batches = NumPyGenerator(seed: 7)
    var classifier = LinearClassifier<Float>(
      weights: Tensor(zeros: [3073, 10]), bias: Tensor(zeros: [10]), loss: .softmax,
      learnsBias: false)
    let history = classifier.train(
      on: x, labels: labels, plan: .init(steps: 1000, batchSize: 200, learningRate: 1e-3),
      using: &batches)
    return history.losses.last ?? .nan
  }
}

/// A hundred training steps of a net 3072-100-100-100-100-10 with ReLU, batches of 100, by SGD.
@Sendable
private func fiveLayerSteps() -> () -> Double {
  var generator = NumPyGenerator(seed: 231)
  let batches = (0..<10).map { _ in Tensor<Float>(randomNormal: [100, 3072], using: &generator) }
  let labels = (0..<10).map { _ in generator.integers(100, below: 10) }
  let network = Network<Float>.fullyConnected(
    [3072, 100, 100, 100, 100, 10], .relu, using: &generator)
  return {
    var random = SeededGenerator(seed: 0)
    var solver = Solver(network, plan: SolverPlan()) { _ in SGD(learningRate: 1e-2) }
    return Double(
      (0..<100).map { t in solver.step(on: batches[t % 10], labels: labels[t % 10], using: &random)
      }
      .last ?? .nan)
  }
}

/// The product of an m x k and a k x n matrix, over and over.
private func product(_ m: Int, _ n: Int, _ k: Int, times: Int) -> () -> Double {
  let a = Tensor<Float>(linspace: -1, 2, shape: [m, k])
  let b = Tensor<Float>(linspace: 2, -1, shape: [k, n])
  return {
    var c = a
    for _ in 0..<times { c = matmul(a, b) }
    return Double(c[m / 3, n / 3])
  }
}

/// A function of a million Floats, twenty times.
func elementwise(
  _ function: @escaping (UnsafeBufferPointer<Float>, UnsafeMutableBufferPointer<Float>) -> Void
) -> () -> Double {
  let x = Tensor<Float>(linspace: -8, 8, shape: [1_000_000])
  let out = UnsafeMutableBufferPointer<Float>.allocate(capacity: x.count)
  out.initialize(repeating: 0)
  return {
    x.scalars.withUnsafeBufferPointer { x in
      for _ in 0..<20 { function(x, out) }
    }
    return Double(out[x.count / 3])
  }
}
