import NeuralNets
import Tensors
import Testing

/// An activation gate as a test sees it.
private struct Activation: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let forward: @Sendable (Tensor<Double>) -> Tensor<Double>
  let forwardInFloat: @Sendable (Tensor<Float>) -> Tensor<Float>
  /// The gradient at `x` for the upstream gradient `dout`.
  let backward: @Sendable (Tensor<Double>, Tensor<Double>) -> Tensor<Double>
  let backwardInFloat: @Sendable (Tensor<Float>, Tensor<Float>) -> Tensor<Float>
}

private let activations = [
  Activation(
    testDescription: "ReLU", forward: { ReLU.forward($0).out },
    forwardInFloat: { ReLU.forward($0).out },
    backward: { ReLU.backward($1, ReLU.forward($0).cache) },
    backwardInFloat: { ReLU.backward($1, ReLU.forward($0).cache) }),
  Activation(
    testDescription: "sigmoid", forward: { Sigmoid.forward($0).out },
    forwardInFloat: { Sigmoid.forward($0).out },
    backward: { Sigmoid.backward($1, Sigmoid.forward($0).cache) },
    backwardInFloat: { Sigmoid.backward($1, Sigmoid.forward($0).cache) }),
  Activation(
    testDescription: "tanh", forward: { Tanh.forward($0).out },
    forwardInFloat: { Tanh.forward($0).out },
    backward: { Tanh.backward($1, Tanh.forward($0).cache) },
    backwardInFloat: { Tanh.backward($1, Tanh.forward($0).cache) }),
]

@Suite("Activation gates")
struct ActivationTests {
  @Test("have the right gradient", arguments: activations)
  fileprivate func gradient(gate: Activation) {
    var generator = SeededGenerator(seed: 4)
    let x = Tensor<Double>(randomNormal: [3, 5, 2], standardDeviation: 2, using: &generator)
    let report = GradientCheck().report(
      "dx", at: x, forward: gate.forward, backward: { gate.backward(x, $0) })
    #expect(report.passed && report.checkedCount == 30, "\(report)")
  }

  @Test("agree between Float and Double to single precision", arguments: activations)
  fileprivate func float(gate: Activation) {
    let x = Tensor<Double>(linspace: -6, 6, shape: [7, 11])
    let dout = Tensor<Double>(linspace: 2, -3, shape: [7, 11])
    let (single, upstream) = (x.cast(to: Float.self), dout.cast(to: Float.self))
    let out = gate.forwardInFloat(single).cast(to: Double.self)
    #expect(largestDifference(out, gate.forward(x)) < 1e-6)
    let dx = gate.backwardInFloat(single, upstream).cast(to: Double.self)
    #expect(largestDifference(dx, gate.backward(x, dout)) < 1e-6)
  }

  @Test("keep the shape, also without elements, and stay finite at ±1000", arguments: activations)
  fileprivate func extremes(gate: Activation) {
    let none = Tensor<Double>(zeros: [0, 3])
    #expect(gate.forward(none).shape == [0, 3])
    #expect(gate.backward(none, none).shape == [0, 3])
    let x: Tensor<Double> = [-1000, 1000]
    #expect(gate.forward(x).scalars.allSatisfy { $0.isFinite })
    #expect(gate.backward(x, [1, 1]).scalars.allSatisfy { $0.isFinite })
  }

  // The course's assignment 2: x = linspace(-.5, .5, 12), shape (3, 4).
  @Test("ReLU gives the values that the course's notebook prints, and no gradient at 0")
  func relu() {
    let out = ReLU.forward(Tensor<Double>(linspace: -0.5, 0.5, shape: [3, 4])).out
    let expected: Tensor<Double> = [
      [0, 0, 0, 0], [0, 0, 0.045454545454545414, 0.13636363636363635],
      [0.2272727272727273, 0.31818181818181823, 0.40909090909090917, 0.5],
    ]
    #expect(largestDifference(out, expected) < 1e-10)
    let cache = ReLU.forward([-1, 0, 1] as Tensor<Double>).cache
    #expect(ReLU.backward([5, 5, 5], cache) == [0, 0, 5])
  }

  @Test("sigmoid and tanh have their largest slope in the middle: 1/4 and 1")
  func slopes() {
    #expect(Sigmoid.backward([1], Sigmoid.forward([0] as Tensor<Double>).cache) == [0.25])
    #expect(Tanh.backward([1], Tanh.forward([0] as Tensor<Double>).cache) == [1])
  }
}
