import NeuralNets
import Tensors
import Testing

@Suite("Initialisation")
struct InitializationTests {
  static let named: [(name: String, scheme: Initialization, fanIn: Double, mean: Double)] = [
    // The variance times fan-in, and times the mean of the fans; 0 where it does not depend on them.
    ("xavier", .xavier, 1, 0), ("xavierUniform", .xavierUniform, 1, 0),
    ("glorot", .glorot, 0, 1), ("glorotUniform", .glorotUniform, 0, 1),
    ("he", .he, 2, 0), ("heUniform", .heUniform, 2, 0),
  ]

  @Test("draws weights with mean 0 and the variance it names", arguments: 0..<6)
  func variance(index: Int) {
    let (name, scheme, fanIn, mean) = Self.named[index]
    let expected = fanIn > 0 ? fanIn / 400 : mean / 250
    for seed in [231, 1, 2] as [UInt64] {
      var generator = SeededGenerator(seed: seed)
      let w: Tensor<Double> = scheme.weights([400, 100], using: &generator)
      #expect(w.shape == [400, 100])
      // Five standard errors of the mean and of the variance of 40,000 numbers.
      #expect(abs(w.mean()) < 5 * (expected / 40_000).squareRoot(), "\(name)")
      #expect(abs(w.variance() / expected - 1) < 5 * (2.0 / 40_000).squareRoot(), "\(name)")
      // The fourth moment tells the distributions apart: 3 for normal numbers, 1.8 for even ones.
      let kurtosis = w.power(4).mean() / (w.variance() * w.variance())
      #expect(abs(kurtosis - (scheme.distribution == .normal ? 3 : 1.8)) < 0.2, "\(name)")
    }
  }

  // torch.nn.init.xavier_uniform_(torch.empty(100, 400)): bound sqrt(6 / 500); kaiming_uniform_ with nonlinearity relu:
  // sqrt(6 / 400), both as PyTorch 2.13 documents them.
  @Test("keeps even weights within the bounds that PyTorch documents")
  func bounds() {
    var generator = SeededGenerator(seed: 1)
    for (scheme, bound) in [
      (Initialization.glorotUniform, (6.0 / 500).squareRoot()),
      (.heUniform, (6.0 / 400).squareRoot()), (.xavierUniform, (3.0 / 400).squareRoot()),
    ] {
      let w: Tensor<Double> = scheme.weights([400, 100], using: &generator)
      let largest = w.absolute().max()
      #expect(largest <= bound && largest > 0.99 * bound)
    }
  }

  @Test("counts fan-in and fan-out of affine and convolutional weights")
  func fans() {
    #expect(Fans(ofWeights: [3072, 100]) == Fans(fanIn: 3072, fanOut: 100))
    // 32 filters of 7 x 5 over 3 channels: an output sees 105 numbers, an input is seen by 32 maps.
    #expect(Fans(ofWeights: [32, 3, 7, 5]) == Fans(fanIn: 105, fanOut: 1120))
    var generator = SeededGenerator(seed: 1)
    let filters: Tensor<Double> = Initialization.he.weights([64, 8, 5, 3], using: &generator)
    #expect(filters.shape == [64, 8, 5, 3])
    #expect(abs(filters.variance() * 120 / 2 - 1) < 0.1)
  }

  @Test("with a constant deviation is the course's weight scale times randn, digit for digit")
  func constant() {
    var generator = NumPyGenerator(seed: 231)
    let w: Tensor<Double> = Initialization.constant(standardDeviation: 1e-3).weights(
      [5, 4], using: &generator)
    var again = NumPyGenerator(seed: 231)
    #expect(w == Tensor<Double>(randomNormal: [5, 4], using: &again) * 1e-3)
    let zeros: Tensor<Float> = Initialization.zeros.weights([5, 4], using: &generator)
    #expect(zeros == Tensor(zeros: [5, 4]))
  }

  @Test("refuses weights that belong to no layer it knows, and layers without inputs")
  func contracts() async {
    await #expect(processExitsWith: .failure) { _ = Fans(ofWeights: [3, 4, 5]) }
    await #expect(processExitsWith: .failure) { _ = Fans(ofWeights: [0, 4]) }
  }
}
