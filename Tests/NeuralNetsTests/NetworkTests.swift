import GradientChecks
import NeuralNets
import Tensors
import Testing

/// An affine layer whose numbers are evenly spaced, as the course's notebooks like them.
private func evenLayer(
  _ inputs: Int, _ outputs: Int, weights: ClosedRange<Double>, bias: ClosedRange<Double>
) -> AffineLayer<Double> {
  AffineLayer(
    weights: Tensor(linspace: weights.lowerBound, weights.upperBound, shape: [inputs, outputs]),
    bias: Tensor(linspace: bias.lowerBound, bias.upperBound, shape: [outputs]))
}

/// A ReLU network of normal weights, drawn in the course's order.
private func drawnNetwork(
  _ sizes: [Int], scale: Double, using generator: inout some RandomSource
) -> Network<Double> {
  .fullyConnected(
    sizes, .relu, initialization: .constant(standardDeviation: scale), using: &generator)
}

@Suite("Networks, beside the figures that the course's notebooks print")
struct NetworkOracleTests {
  // Assignment 2, FullyConnectedNets: np.random.seed(231); X = randn(2, 15), y = randint(10,
  // size=2); then for reg in [0, 3.14] a net 15-20-30-10 of .05 randn without biases; the penalty
  // is halved.
  @Test("the three-layer net starts at the printed losses, with and without regularisation")
  func threeLayers() {
    var generator = NumPyGenerator(seed: 231)
    let x = Tensor<Double>(randomNormal: [2, 15], using: &generator)
    let labels = generator.integers(2, below: 10)
    for (reg, expected) in [(0, 2.3004790897684924), (3.14, 7.052114776533016)] {
      let network = drawnNetwork([15, 20, 30, 10], scale: 0.05, using: &generator)
      let (loss, gradients) = network.drawless(
        on: x, labels: labels, regularizer: .l2(reg, halved: true))
      #expect(abs(loss - expected) < 2e-15 * expected)
      #expect(gradients.map(\.shape) == [[15, 20], [20], [20, 30], [30], [30, 10], [10]])
    }
  }

  // Assignment 2, TwoLayerNet: N, D, H, C = 3, 5, 50, 7; W1 = linspace(-.7, .3), b1 = linspace(-.1,
  // .9), W2 = linspace(-.3, .4), b2 = linspace(-.9, .1), X = linspace(-5.5, 4.5, 15).reshape(5,
  // 3).T, y = [0, 5, 1].
  @Test("the two-layer net gives the printed scores and losses")
  func twoLayers() {
    let network = Network<Double>([
      evenLayer(5, 50, weights: -0.7...0.3, bias: -0.1...0.9), ReLULayer(),
      evenLayer(50, 7, weights: -0.3...0.4, bias: -0.9...0.1),
    ])
    let x = Tensor<Double>(linspace: -5.5, 4.5, shape: [5, 3]).transposed()
    let expected: Tensor<Double> = [
      [
        11.531651082430411, 12.291734395625888, 13.051817708821353, 13.811901022016835,
        14.571984335212306, 15.332067648407788, 16.092150961603263,
      ],
      [
        12.057690976760085, 12.746141052133215, 13.434591127506339, 14.123041202879465,
        14.81149127825259, 15.499941353625719, 16.18839142899884,
      ],
      [
        12.583730871089754, 13.200547708640524, 13.817364546191309, 14.434181383742082,
        15.050998221292861, 15.667815058843631, 16.28463189639442,
      ],
    ]
    #expect(largestDifference(network.scores(for: x), expected) < 1e-13)
    #expect(network.predict(x) == [6, 6, 6])
    let plain = network.drawless(on: x, labels: [0, 5, 1]).loss
    #expect(abs(plain - 3.4702243555953918) < 1e-13)
    let regularized = network.drawless(
      on: x, labels: [0, 5, 1], regularizer: .l2(1, halved: true)
    ).loss
    #expect(abs(regularized - 26.594842695238583) < 1e-13)
  }

  // Assignment 1, two_layer_net: seed 0, W1 = .1 randn(4, 10), W2 = .1 randn(10, 3); seed 1, X = 10
  // randn(5, 4), y = [0, 1, 2, 2, 1]; reg = .05, not halved.
  @Test("the toy net of assignment 1 gives the printed scores and loss")
  func toy() {
    let (network, x, labels) = toyProblem()
    let expected: Tensor<Double> = [
      [-0.8123374131092695, -1.2765462405665546, -0.7033599477779823],
      [-0.17129677014393294, -1.1880331063857748, -0.473104441510171],
      [-0.5159047523520925, -1.0135431409752373, -0.8504214959143411],
      [-0.1541929118833914, -0.4862963841756697, -0.529019523892004],
      [-0.00618732519891361, -0.12435260970276742, -0.15226949317417682],
    ]
    #expect(largestDifference(network.scores(for: x), expected) < 1e-14)
    let loss = network.drawless(on: x, labels: labels, regularizer: .l2(0.05)).loss
    #expect(abs(loss - 1.3037878913298206) < 1e-14)
    let halved = network.drawless(
      on: x, labels: labels, regularizer: .l2(0.1, halved: true)
    ).loss
    #expect(abs(halved - 1.3037878913298206) < 1e-14)
  }

  // NumPy: sizes 6-5-4-3, weights linspace(-.6 + .1 i, .5), biases linspace(-.2, .3), X =
  // linspace(-1, 1.5, 24) .reshape(4, 6), y = [0, 2, 1, 1], reg = .1, not halved; backward as in
  // the course's `layers.py`.
  @Test("gradients with regularisation agree with NumPy's")
  func gradients() {
    let network = Network<Double>([
      evenLayer(6, 5, weights: -0.6...0.5, bias: -0.2...0.3), ReLULayer(),
      evenLayer(5, 4, weights: -0.5...0.5, bias: -0.2...0.3), ReLULayer(),
      evenLayer(4, 3, weights: -0.4...0.5, bias: -0.2...0.3),
    ])
    let (loss, gradients) = network.drawless(
      on: Tensor(linspace: -1, 1.5, shape: [4, 6]), labels: [0, 2, 1, 1], regularizer: .l2(0.1))
    #expect(abs(loss - 1.7440814828817728) < 1e-13)
    let biases: [Tensor<Double>] = [
      [
        0.00061938599889648, 0.00097580876684135, 0.00133223153478622, 0.01083160142653521,
        0.0203309713182842,
      ],
      [0.01085724970951739, -0.00488901096594926, 0.01957688412111976, 0.01957688412111981],
      [-0.02895723171905484, -0.18135856470890963, 0.2103157964279645],
    ]
    // Of each weight gradient, the sum of all entries and the sum of each times its place.
    let sums = [
      (-0.20429111507076134, 14.255839928111437), (0.11279086134238805, 8.25113267278041),
      (0.12, 3.19468155559918),
    ]
    for (i, (sum, weighted)) in sums.enumerated() {
      let (dw, db) = (gradients[2 * i], gradients[2 * i + 1])
      let places = Tensor(linspace: 0, Double(dw.count - 1), shape: [dw.count])
      #expect(abs(dw.sum() - sum) < 1e-12)
      #expect(abs(dw.flattened().dot(places) - weighted) < 1e-12)
      #expect(largestDifference(db, biases[i]) < 1e-14)
    }
  }
}

/// The toy net and data of assignment 1's `two_layer_net` notebook.
func toyProblem() -> (network: Network<Double>, x: Tensor<Double>, labels: [Int]) {
  var weights = NumPyGenerator(seed: 0)
  let network = drawnNetwork([4, 10, 3], scale: 0.1, using: &weights)
  var data = NumPyGenerator(seed: 1)
  let x = Tensor<Double>(randomNormal: [5, 4], standardDeviation: 10, using: &data)
  return (network, x, [0, 1, 2, 2, 1])
}

/// A network to be checked, of some depth.
struct CheckedNetwork: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let network: Network<Double>

  /// Every activation between two affine layers, and ReLU networks of one to five layers.
  static let all: [CheckedNetwork] = {
    var generator = SeededGenerator(seed: 11)
    var all: [CheckedNetwork] = []
    for activation in Activation.allCases {
      all.append(
        CheckedNetwork(
          testDescription: activation.title,
          network: .fullyConnected([6, 5, 4], activation, using: &generator)))
    }
    let one = AffineLayer<Double>(
      inputCount: 6, outputCount: 5, initialization: .he, using: &generator)
    let two = AffineLayer<Double>(
      inputCount: 5, outputCount: 4, initialization: .he, using: &generator)
    for (name, layer) in [
      ("PReLU, one slope", PReLULayer<Double>() as any Layer<Double>),
      ("ELU, another alpha", ELULayer<Double>(alpha: 0.8)),
      ("leaky ReLU, steeper", LeakyReLULayer<Double>(slope: 0.3)),
    ] {
      all.append(CheckedNetwork(testDescription: name, network: Network([one, layer, two])))
    }
    for depth in 1...5 {
      let sizes = [6] + [7, 3, 5, 9].prefix(depth - 1) + [4]
      all.append(
        CheckedNetwork(
          testDescription: "\(depth) layers",
          network: drawnNetwork(sizes, scale: 0.7, using: &generator)))
    }
    return all
  }()
}

@Suite("Networks, properties")
struct NetworkPropertyTests {
  private let x: Tensor<Double>
  private let labels = [3, 0, 2, 2, 1]

  init() {
    var generator = SeededGenerator(seed: 12)
    x = Tensor(randomNormal: [5, 2, 3], using: &generator)
  }

  @Test("every gradient is right", arguments: CheckedNetwork.all)
  func gradients(checked: CheckedNetwork) {
    let network = checked.network
    let regularizer = Regularizer.elasticNet(0.03, beta: 0.7)
    let (_, gradients) = network.drawless(
      on: x, labels: labels, regularizer: regularizer)
    #expect(gradients.count == network.parameters.count)
    for (i, parameter) in network.parameters.enumerated() {
      let report = GradientCheck().report(
        "parameter \(i), \(parameter.key.role.name)", of: gradients[i], at: parameter.value
      ) { value in
        var changed = network
        var place = 0
        changed.visitParameters { parameter, _ in
          if place == i { parameter = value }
          place += 1
        }
        return changed.drawless(on: x, labels: labels, regularizer: regularizer).loss
      }
      #expect(report.passed, "\(report)")
    }
  }

  @Test("the gradient of the input is right, too", arguments: CheckedNetwork.all)
  func inputGradient(checked: CheckedNetwork) {
    var unused = SeededGenerator(seed: 0)
    let cache = checked.network.forward(x, mode: .train, using: &unused).cache
    let report = GradientCheck().report(
      "dx", at: x, forward: { checked.network.scores(for: $0) },
      backward: { checked.network.backward($0, cache).dx })
    #expect(report.passed, "\(report)")
  }

  @Test("what is left out for the first layer changes no gradient", arguments: CheckedNetwork.all)
  func parameterGradients(checked: CheckedNetwork) {
    var unused = SeededGenerator(seed: 0)
    let (out, cache) = checked.network.forward(x, mode: .train, using: &unused)
    let all = checked.network.backward(out, cache).gradients
    #expect(checked.network.parameterGradients(out, cache) == all)
    let behindOthers = Network<Double>([TanhLayer(), checked.network, ReLULayer()])
    let (nested, nestedCache) = behindOthers.forward(x, mode: .train, using: &unused)
    let gradients = behindOthers.backward(nested, nestedCache).gradients
    #expect(gradients.count == all.count)
    #expect(behindOthers.parameterGradients(nested, nestedCache) == gradients)
  }

  @Test("Float agrees with Double to single precision")
  func float() {
    var generator = SeededGenerator(seed: 13)
    let double = drawnNetwork([6, 8, 4], scale: 0.5, using: &generator)
    let layers: [any Layer<Float>] = double.layers.map { layer in
      guard let affine = layer as? AffineLayer<Double> else { return ReLULayer<Float>() }
      return AffineLayer(
        weights: affine.weights.cast(to: Float.self), bias: affine.bias.cast(to: Float.self))
    }
    let (loss, gradients) = Network(layers).drawless(
      on: x.cast(to: Float.self), labels: labels)
    let (reference, references) = double.drawless(on: x, labels: labels)
    #expect(abs(Double(loss) - reference) < 1e-5)
    #expect(gradients.count == 4)
    for (a, b) in zip(gradients, references) {
      #expect(largestDifference(a.cast(to: Double.self), b) < 1e-5)
    }
  }

  @Test("a copy is a snapshot: what happens to one leaves the other as it was")
  func snapshot() {
    var network = CheckedNetwork.all[0].network
    let before = network
    network.visitParameters { parameter, _ in parameter += 1 }
    for (a, b) in zip(network.parameters, before.parameters) {
      #expect(a.value == b.value + 1)
    }
    #expect(network.parameters.count == 4)
    #expect(network.parameterCount == 6 * 5 + 5 + 5 * 4 + 4)
  }

  @Test("many rows get the scores they would get alone")
  func manyRows() {
    var generator = SeededGenerator(seed: 14)
    let network = CheckedNetwork.all[0].network
    let many = Tensor<Double>(randomNormal: [1203, 6], using: &generator)
    let scores = network.scores(for: many)
    #expect(scores.shape == [1203, 4])
    for row in [0, 499, 500, 1000, 1202] {
      let alone = network.scores(for: many[rows: row..<row + 1])
      #expect(largestDifference(alone, scores[rows: row..<row + 1]) < 1e-12)
    }
    #expect(network.scores(for: Tensor(zeros: [0, 6])).shape == [0, 4])
  }

  @Test(
    "maxout has twice the weights of its other layers' units, and the others' count is the same")
  func sizes() {
    var generator = SeededGenerator(seed: 15)
    for activation in Activation.allCases {
      let network = Network<Float>.fullyConnected([6, 5, 5, 4], activation, using: &generator)
      let pieces = activation == .maxout ? 2 : 1
      let slopes = activation == .prelu ? 10 : 0
      #expect(network.parameterCount == pieces * (6 * 5 + 5 + 5 * 5 + 5) + slopes + 5 * 4 + 4)
      #expect(network.scores(for: Tensor(zeros: [3, 6])).shape == [3, 4])
    }
  }

  @Test("a cache of another network is refused")
  func wrongCache() async {
    await #expect(processExitsWith: .failure) {
      var unused = SeededGenerator(seed: 0)
      let x = Tensor<Double>(zeros: [1, 2])
      let cache = Network<Double>([TanhLayer()]).forward(x, mode: .train, using: &unused).cache
      _ = Network<Double>([ReLULayer()]).backward(x, cache)
    }
  }
}
