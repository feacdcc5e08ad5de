import GradientChecks
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
  Activation(
    testDescription: "leaky ReLU", forward: { LeakyReLU.forward($0, slope: 0.2).out },
    forwardInFloat: { LeakyReLU.forward($0, slope: 0.2).out },
    backward: { LeakyReLU.backward($1, LeakyReLU.forward($0, slope: 0.2).cache) },
    backwardInFloat: { LeakyReLU.backward($1, LeakyReLU.forward($0, slope: 0.2).cache) }),
  Activation(
    testDescription: "PReLU", forward: { PReLU.forward($0, slopes: [0.25]).out },
    forwardInFloat: { PReLU.forward($0, slopes: [0.25]).out },
    backward: { PReLU.backward($1, PReLU.forward($0, slopes: [0.25]).cache).dx },
    backwardInFloat: { PReLU.backward($1, PReLU.forward($0, slopes: [0.25]).cache).dx }),
  Activation(
    testDescription: "ELU", forward: { ELU.forward($0, alpha: 0.7).out },
    forwardInFloat: { ELU.forward($0, alpha: 0.7).out },
    backward: { ELU.backward($1, ELU.forward($0, alpha: 0.7).cache) },
    backwardInFloat: { ELU.backward($1, ELU.forward($0, alpha: 0.7).cache) }),
  Activation(
    testDescription: "softmax", forward: { Softmax.forward($0).out },
    forwardInFloat: { Softmax.forward($0).out },
    backward: { Softmax.backward($1, Softmax.forward($0).cache) },
    backwardInFloat: { Softmax.backward($1, Softmax.forward($0).cache) }),
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

  @Test("have the right gradient in Float, to single precision", arguments: activations)
  fileprivate func gradientInFloat(gate: Activation) {
    var generator = SeededGenerator(seed: 5)
    let x = Tensor<Float>(randomNormal: [3, 5], standardDeviation: 2, using: &generator)
    let dout = Tensor<Float>(randomNormal: [3, 5], using: &generator)
    var check = GradientCheck()
    check.relativeTolerance = 1e-5
    let report = check.report(
      "dx", of: gate.backwardInFloat(x, dout).cast(to: Double.self), at: x.cast(to: Double.self),
      upstream: dout.cast(to: Double.self), gate.forward)
    #expect(report.passed && report.checkedCount == 15, "\(report)")
  }

  @Test("pass on what is not a number, and leave the other rows alone", arguments: activations)
  fileprivate func notANumber(gate: Activation) {
    let x = Tensor<Float>(shape: [2, 2], scalars: [0.5, -0.5, 1, .nan])
    let out = gate.forwardInFloat(x)
    #expect(out[1, 1].isNaN)
    #expect(out[0, 0].isFinite && out[0, 1].isFinite)
    let inDouble = gate.forward(x.cast(to: Double.self))
    #expect(inDouble[1, 1].isNaN && inDouble[0, 1].isFinite)
  }

  @Test("pass back what is not a number, where they block too", arguments: activations)
  fileprivate func upstreamNotANumber(gate: Activation) {
    let x = Tensor<Float>(shape: [3, 1], scalars: [2, -2, .nan])
    let dout = Tensor<Float>(shape: [3, 1], scalars: [.nan, .nan, .nan])
    #expect(gate.backwardInFloat(x, dout).scalars.allSatisfy { $0.isNaN })
    let inDouble = gate.backward(x.cast(to: Double.self), dout.cast(to: Double.self))
    #expect(inDouble.scalars.allSatisfy { $0.isNaN })
  }

  @Test("ReLU has no gradient where its input is not a number, and blocks infinity")
  func reluNotANumber() {
    let x = Tensor<Float>([.nan, -1, -.infinity, 1, .infinity])
    let dx = ReLU.backward(Tensor([5, .infinity, 5, 5, 5]), ReLU.forward(x).cache)
    #expect(dx[0].isNaN)
    #expect(dx.scalars.dropFirst() == [0, 0, 5, 5])
  }

  // np.exp(x) in float64
  @Test("ELU loses no digits of its gradient far below 0, where out + alpha would lose them all")
  func eluFarBelow() {
    let dx = ELU.backward([1, 1, 1], ELU.forward([-5, -10, -20] as Tensor<Float>).cache)
    let expected = [0.006737946999085467, 4.5399929762484854e-05, 2.061153622438558e-09]
    for (value, exact) in zip(dx.scalars, expected) {
      #expect(abs(Double(value) / exact - 1) < 4e-7)
    }
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
    let infinite = ReLU.backward(Tensor(repeating: .infinity, shape: [3]), cache)
    #expect(infinite == Tensor([0, 0, .infinity]))
    let lost = ReLU.backward(Tensor(repeating: .nan, shape: [3]), cache)
    #expect(lost.scalars.allSatisfy { $0.isNaN })
    let unknown = ReLU.forward(Tensor([Double.nan, 1])).cache
    #expect(ReLU.backward([5, 5], unknown).scalars.map { $0.isNaN } == [true, false])
  }

  @Test("sigmoid and tanh have their largest slope in the middle: 1/4 and 1")
  func slopes() {
    #expect(Sigmoid.backward([1], Sigmoid.forward([0] as Tensor<Double>).cache) == [0.25])
    #expect(Tanh.backward([1], Tanh.forward([0] as Tensor<Double>).cache) == [1])
  }

  // PyTorch 2.13 in float64: x = linspace(-3, 3, 12).reshape(2, 6), g = linspace(2, -1,
  // 12).reshape(2, 6); F.leaky_relu(x, 0.2) and torch.autograd.grad(out, x, g).
  @Test("leaky ReLU agrees with PyTorch, also at 0")
  func leakyReLU() {
    let x = Tensor<Double>(linspace: -3, 3, shape: [2, 6])
    let dout = Tensor<Double>(linspace: 2, -1, shape: [2, 6])
    let (out, cache) = LeakyReLU.forward(x, slope: 0.2)
    let expected: Tensor<Double> = [
      [
        -0.6000000000000001, -0.49090909090909096, -0.38181818181818183, -0.27272727272727276,
        -0.1636363636363637, -0.05454545454545459,
      ],
      [
        0.27272727272727293, 0.8181818181818183, 1.3636363636363638, 1.9090909090909092,
        2.4545454545454546, 3,
      ],
    ]
    #expect(largestDifference(out, expected) < 1e-12)
    let gradient: Tensor<Double> = [
      [
        0.4, 0.34545454545454546, 0.29090909090909095, 0.2363636363636364, 0.18181818181818185,
        0.1272727272727273,
      ],
      [
        0.36363636363636354, 0.09090909090909083, -0.18181818181818188, -0.4545454545454546,
        -0.7272727272727273, -1,
      ],
    ]
    #expect(largestDifference(LeakyReLU.backward(dout, cache), gradient) < 1e-12)
    let atZero = LeakyReLU.forward([0] as Tensor<Double>).cache
    #expect(LeakyReLU.backward([5], atZero) == [0.05])
  }

  // The same x and g; F.elu(x, 0.7).
  @Test("ELU agrees with PyTorch, also at 0")
  func elu() {
    let x = Tensor<Double>(linspace: -3, 3, shape: [2, 6])
    let dout = Tensor<Double>(linspace: 2, -1, shape: [2, 6])
    let (out, cache) = ELU.forward(x, alpha: 0.7)
    let expected: Tensor<Double> = [
      [
        -0.6651490521424952, -0.6398684368734866, -0.5962494535637358, -0.5209895880608295,
        -0.39113678256801127, -0.16708972931218846,
      ],
      [
        0.27272727272727293, 0.8181818181818183, 1.3636363636363638, 1.9090909090909092,
        2.4545454545454546, 3,
      ],
    ]
    #expect(largestDifference(out, expected) < 1e-12)
    let gradient: Tensor<Double> = [
      [
        0.06970189571500952, 0.10386360903670497, 0.15090988572547506, 0.21155775956447412,
        0.28078474311998974, 0.33912471771042557,
      ],
      [
        0.36363636363636354, 0.09090909090909083, -0.18181818181818188, -0.4545454545454546,
        -0.7272727272727273, -1,
      ],
    ]
    #expect(largestDifference(ELU.backward(dout, cache), gradient) < 1e-12)
    #expect(ELU.backward([5], ELU.forward([0] as Tensor<Double>, alpha: 2).cache) == [10])
  }

  @Test("ELU loses no digits near 0, where exp(x) - 1 would lose them all")
  func eluNearZero() {
    let x: Tensor<Float> = [-1e-30, -1e-10, -1e-5, -1e-3]
    let out = ELU.forward(x).out
    // np.expm1 in float64
    let expected: [Double] = [
      -1e-30, -9.9999999995e-11, -9.999950000166666e-06, -0.0009995001666250082,
    ]
    for (value, exact) in zip(out.scalars, expected) {
      #expect(abs(Double(value) / exact - 1) < 4e-7)
    }
    #expect(ELU.forward([-1000] as Tensor<Float>).out == [-1])
  }

  @Test("refuse an upstream gradient of another shape")
  func contracts() async {
    await #expect(processExitsWith: .failure) {
      _ = LeakyReLU.backward([1, 2], LeakyReLU.forward([1] as Tensor<Double>).cache)
    }
    await #expect(processExitsWith: .failure) {
      _ = ELU.forward([1] as Tensor<Double>, alpha: 0)
    }
    await #expect(processExitsWith: .failure) {
      _ = PReLU.forward(Tensor<Double>(zeros: [2, 3]), slopes: [0.1, 0.2])
    }
    await #expect(processExitsWith: .failure) {
      _ = Maxout.forward(Tensor<Double>(zeros: [2, 5]), pieces: 2)
    }
  }
}
