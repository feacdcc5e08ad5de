import NeuralNets
import Tensors
import Testing

/// A gate, forward or backward, and how many times longer than doubling every number it may take.
///
/// Loops that are not compiled for Float take a hundred times longer than they should: the bounds are generous.
private struct Timed: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let bound: Double
  let run: @Sendable () -> Tensor<Float>
}

private let x: Tensor<Float> = {
  var generator = SeededGenerator(seed: 9)
  return Tensor(randomNormal: [64, 512], using: &generator)
}()
private let leaky = LeakyReLU.forward(x).cache
private let elu = ELU.forward(x).cache
private let prelu = PReLU.forward(x, slopes: [0.1]).cache
private let units = Tensor<Float>(repeating: 0.2, shape: [512])
private let preluUnits = PReLU.forward(x, slopes: units).cache
private let maxout = Maxout.forward(x, pieces: 2)
private let softmax = Softmax.forward(x).cache
private let reluCache = ReLU.forward(x).cache
private let sigmoid = Sigmoid.forward(x).cache
private let tanhCache = Tanh.forward(x).cache

private let timed: [Timed] = [
  Timed(testDescription: "ReLU", bound: 25) { ReLU.forward(x).out },
  Timed(testDescription: "ReLU, backward", bound: 25) { ReLU.backward(x, reluCache) },
  Timed(testDescription: "sigmoid", bound: 60) { Sigmoid.forward(x).out },
  Timed(testDescription: "sigmoid, backward", bound: 25) { Sigmoid.backward(x, sigmoid) },
  Timed(testDescription: "tanh", bound: 60) { Tanh.forward(x).out },
  Timed(testDescription: "tanh, backward", bound: 25) { Tanh.backward(x, tanhCache) },
  Timed(testDescription: "leaky ReLU", bound: 25) { LeakyReLU.forward(x).out },
  Timed(testDescription: "leaky ReLU, backward", bound: 25) { LeakyReLU.backward(x, leaky) },
  Timed(testDescription: "PReLU, one slope", bound: 40) { PReLU.forward(x, slopes: [0.1]).out },
  Timed(testDescription: "PReLU, one slope, backward", bound: 60) { PReLU.backward(x, prelu).dx },
  Timed(testDescription: "PReLU, units", bound: 40) { PReLU.forward(x, slopes: units).out },
  Timed(testDescription: "PReLU, units, backward", bound: 60) { PReLU.backward(x, preluUnits).dx },
  Timed(testDescription: "ELU", bound: 60) { ELU.forward(x).out },
  Timed(testDescription: "ELU, backward", bound: 25) { ELU.backward(x, elu) },
  Timed(testDescription: "maxout", bound: 40) { Maxout.forward(x, pieces: 2).out },
  Timed(testDescription: "maxout, backward", bound: 40) {
    Maxout.backward(maxout.out, maxout.cache)
  },
  Timed(testDescription: "softmax", bound: 250) { Softmax.forward(x).out },
  Timed(testDescription: "softmax, backward", bound: 60) { Softmax.backward(x, softmax) },
]

@Suite("Speed of the gates", .serialized)
struct GateSpeedTests {
  /// The shortest of many runs: other programs can only make a run longer.
  private func seconds(_ run: () -> Tensor<Float>) -> Double {
    let clock = ContinuousClock()
    return (0..<30).map { _ in
      clock.measure { #expect(run().count > 0) } / .seconds(1)
    }.min() ?? .infinity
  }

  @Test("is that of vector code in Float", arguments: timed)
  fileprivate func speed(gate: Timed) {
    let doubling = seconds { x + x }
    let ratio = seconds(gate.run) / doubling
    #expect(ratio < gate.bound, "\(ratio) times as long as doubling")
  }
}
