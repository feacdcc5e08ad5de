import NeuralNets
import Solutions4
import Tensors
import Testing

private typealias T = Tensor<Double>

@Suite("The solutions 4.1 to 4.8 equal the core")
struct Lesson4CoreTests {
  private var generator = SeededGenerator(seed: 231)

  /// Random numbers among which there are zeros, where conventions show.
  private mutating func inputs(_ shape: [Int]) -> T {
    T(randomNormal: shape, using: &generator).map { abs($0) < 0.2 ? 0 : $0 }
  }

  private func expectClose(_ a: T, _ b: T) {
    #expect(a.shape == b.shape)
    if a.shape == b.shape { #expect((a - b).absolute().max() < 1e-12) }
  }

  @Test("in tanh and ReLU")
  mutating func tanhAndReLU() throws {
    let (x, dout) = (inputs([7, 5]), inputs([7, 5]))
    let tanh = Tanh.forward(x)
    expectClose(try tanhForward(x), tanh.out)
    expectClose(try tanhBackward(dout, output: tanh.out), Tanh.backward(dout, tanh.cache))
    let relu = ReLU.forward(x)
    expectClose(try reluForward(x), relu.out)
    expectClose(try reluBackward(dout, input: x), ReLU.backward(dout, relu.cache))
  }

  @Test("in leaky ReLU, ELU and PReLU")
  mutating func leaky() throws {
    let (x, dout) = (inputs([7, 5]), inputs([7, 5]))
    let leaky = LeakyReLU.forward(x, slope: 0.2)
    expectClose(try leakyReLUForward(x, slope: 0.2), leaky.out)
    expectClose(
      try leakyReLUBackward(dout, input: x, slope: 0.2), LeakyReLU.backward(dout, leaky.cache))
    let elu = ELU.forward(x, alpha: 1.5)
    expectClose(try eluForward(x, alpha: 1.5), elu.out)
    expectClose(try eluBackward(dout, input: x, alpha: 1.5), ELU.backward(dout, elu.cache))
    let slopes: T = [0.25, -1, 2, 0, 0.5]
    let prelu = PReLU.forward(x, slopes: slopes)
    expectClose(try preluForward(x, slopes: slopes), prelu.out)
    let mine = try preluBackward(dout, input: x, slopes: slopes)
    let core = PReLU.backward(dout, prelu.cache)
    expectClose(mine.dx, core.dx)
    expectClose(mine.dslopes, core.dslopes)
  }

  @Test("in maxout, ties and all")
  mutating func maxout() throws {
    // Whole numbers, so that the pieces often tie.
    let x = T(randomUniform: [11, 3], in: -2..<2, using: &generator).map { $0.rounded() }
    let w1 = T(randomUniform: [3, 5], in: -2..<2, using: &generator).map { $0.rounded() }
    let w2 = T(randomUniform: [3, 5], in: -2..<2, using: &generator).map { $0.rounded() }
    let (b1, b2): (T, T) = ([0, 1, 0, -1, 0], [1, 1, 0, 0, -1])
    let (a, b) = (matmul(x, w1) + b1, matmul(x, w2) + b2)
    #expect((a - b).scalars.contains(0))
    let joined = T(stacking: (0..<11).map { T(a.row($0).scalars + b.row($0).scalars) })
    let core = Maxout.forward(joined, pieces: 2)
    expectClose(try maxoutForward(x, w1: w1, b1: b1, w2: w2, b2: b2), core.out)
    let dout = T(randomNormal: [11, 5], using: &generator)
    let routed = Maxout.backward(dout, core.cache).transposed()
    let mine = try maxoutBackward(dout, x: x, w1: w1, b1: b1, w2: w2, b2: b2)
    expectClose(mine.db1, routed[rows: 0..<5].sum(axis: 1))
    expectClose(mine.db2, routed[rows: 5..<10].sum(axis: 1))
    expectClose(mine.dw1, matmul(routed[rows: 0..<5], x).transposed())
    expectClose(mine.dw2, matmul(routed[rows: 5..<10], x).transposed())
    expectClose(
      mine.dx,
      matmul(routed[rows: 0..<5], w1, transposeA: true, transposeB: true)
        + matmul(routed[rows: 5..<10], w2, transposeA: true, transposeB: true))
  }

  @Test("in networks of one to four layers", arguments: [[5, 3], [3, 7, 2], [2, 3, 5, 7, 3]])
  func networks(widths: [Int]) throws {
    var generator = SeededGenerator(seed: 231)
    let x = T(randomNormal: [11, widths[0]], using: &generator)
    let labels = (0..<11).map { _ in generator.integer(below: widths[widths.count - 1]) }
    let layers = zip(widths, widths.dropFirst()).map { inputs, outputs in
      (
        weights: T(randomNormal: [inputs, outputs], using: &generator),
        bias: T(randomNormal: [outputs], using: &generator)
      )
    }
    var network = Network<Double>([])
    for (k, layer) in layers.enumerated() {
      if k > 0 { network.layers.append(ReLULayer()) }
      network.layers.append(AffineLayer(weights: layer.weights, bias: layer.bias))
    }
    let core = network.lossAndGradients(
      on: x, labels: labels, regularizer: .l2(0.3), using: &generator)
    let forward = try networkLoss(x, labels: labels, layers: layers, reg: 0.3)
    #expect(abs(forward.loss - core.loss) < 1e-12)
    expectClose(forward.scores, network.scores(for: x))
    let gradients = try networkGradients(x, labels: labels, layers: layers, reg: 0.3)
    for (k, gradient) in gradients.enumerated() {
      expectClose(gradient.weights, core.gradients[2 * k])
      expectClose(gradient.bias, core.gradients[2 * k + 1])
    }
    guard layers.count == 2 else { return }
    let (w1, b1) = layers[0]
    let (w2, b2) = layers[1]
    let two = try twoLayerLoss(x, labels: labels, w1: w1, b1: b1, w2: w2, b2: b2, reg: 0.3)
    #expect(abs(two.loss - core.loss) < 1e-12)
    expectClose(two.scores, forward.scores)
    let both = try twoLayerGradients(x, labels: labels, w1: w1, b1: b1, w2: w2, b2: b2, reg: 0.3)
    for (mine, own) in zip([both.dw1, both.db1, both.dw2, both.db2], core.gradients) {
      expectClose(mine, own)
    }
  }
}
