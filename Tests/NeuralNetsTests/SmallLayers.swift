import NeuralNets
import Tensors

/// Moves each feature to mean 0: by its batch in training, by a running mean when it answers; the
/// result is moved by what it learns.
struct RunningCentering: Layer {
  var shift: Tensor<Double>
  var mean: Tensor<Double>

  init(featureCount: Int) {
    shift = Tensor(zeros: [featureCount])
    mean = Tensor(zeros: [featureCount])
  }

  struct Cache: Sendable {
    let mode: NetworkMode
    let mean: Tensor<Double>
  }

  func forward(
    _ x: Tensor<Double>, mode: NetworkMode, using generator: inout some RandomSource
  ) -> (out: Tensor<Double>, cache: Cache) {
    let center = mode == .train ? x.mean(axis: 0) : mean
    return (x - center + shift, Cache(mode: mode, mean: center))
  }

  func backward(
    _ dout: Tensor<Double>, _ cache: Cache
  ) -> (dx: Tensor<Double>, gradients: [Tensor<Double>]) {
    let dx = cache.mode == .train ? dout - dout.mean(axis: 0) : dout
    return (dx, [dout.sum(axis: 0)])
  }

  mutating func absorb(_ cache: Cache) {
    mean = mean * 0.9 + cache.mean * 0.1
  }

  mutating func visitParameters(_ visit: (inout Tensor<Double>, ParameterKey) -> Void) {
    visit(&shift, ParameterKey(.bias))
  }

  mutating func visitState(_ visit: (inout Tensor<Double>, String) -> Void) {
    visit(&mean, "mean")
  }
}

/// Drops each number with probability 1/4 in training, and makes up for it.
struct SmallDropout: Layer {
  func forward(
    _ x: Tensor<Double>, mode: NetworkMode, using generator: inout some RandomSource
  ) -> (out: Tensor<Double>, cache: Tensor<Double>) {
    guard mode == .train else { return (x, Tensor(ones: x.shape)) }
    var mask = x
    mask.update { $0 = generator.uniform() < 0.25 ? 0 : 4.0 / 3 }
    return (x * mask, mask)
  }

  func backward(
    _ dout: Tensor<Double>, _ cache: Tensor<Double>
  ) -> (dx: Tensor<Double>, gradients: [Tensor<Double>]) {
    (dout * cache, [])
  }
}

/// Adds a random number in either mode, which in test mode a layer must not.
struct RestlessLayer: Layer {
  func forward(
    _ x: Tensor<Double>, mode: NetworkMode, using generator: inout some RandomSource
  ) -> (out: Tensor<Double>, cache: Int) {
    (x + generator.normal(), 0)
  }

  func backward(
    _ dout: Tensor<Double>, _ cache: Int
  ) -> (dx: Tensor<Double>, gradients: [Tensor<Double>]) {
    (dout, [])
  }
}

/// Three clouds of points in the plane, far apart.
func clouds(seed: UInt64 = 5, count: Int = 90) -> (x: Tensor<Double>, labels: [Int]) {
  var generator = SeededGenerator(seed: seed)
  let labels = (0..<count).map { $0 % 3 }
  let centers: Tensor<Double> = [[4, 0], [-2, 3.5], [-2, -3.5]]
  let x =
    centers.gathering(rows: labels)
    + Tensor<Double>(randomNormal: [count, 2], standardDeviation: 0.4, using: &generator)
  return (x, labels)
}
