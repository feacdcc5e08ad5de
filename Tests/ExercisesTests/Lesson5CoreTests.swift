import NeuralNets
import Solutions5
import Tensors
import Testing

@Suite("The solutions of lesson 5 equal the core")
struct Lesson5CoreTests {
  private var generator = SeededGenerator(seed: 231)

  private mutating func normal(_ shape: [Int]) -> Tensor<Double> {
    Tensor(randomNormal: shape, using: &generator)
  }

  private func expectClose(_ a: Tensor<Double>, _ b: Tensor<Double>, _ allowed: Double = 1e-11) {
    #expect(a.shape == b.shape)
    if a.shape == b.shape { #expect((a - b).absolute().max() <= allowed) }
  }

  @Test("in centring, of pictures too", arguments: [[11, 3], [7, 3, 2, 5]])
  mutating func centering(shape: [Int]) throws {
    let train = normal(shape) + 3
    let test = normal([2] + shape.dropFirst())
    let core = Centering(fitting: train)
    let solution = try centered(train: train, test: test)
    expectClose(solution.train, core.centered(train))
    expectClose(solution.test, core.centered(test))
  }

  @Test("in normalising, with a feature that never changes")
  mutating func normalizing() throws {
    var train = normal([11, 3]) * [1, 5, 0.1]
    for i in 0..<11 { train[i, 1] = 4 }
    let test = normal([5, 3])
    let core = Standardization(fitting: train)
    let solution = try normalized(train: train, test: test)
    expectClose(solution.train, core.standardized(train))
    expectClose(solution.test, core.standardized(test))
  }

  @Test("in principal components", arguments: [1, 3, 5])
  mutating func components(count: Int) throws {
    let data = normal([17, 5]) * [9, 5, 3, 2, 1] + 4
    let core = PrincipalComponents(fitting: data, count: count)
    let solution = try principalComponents(of: data, count: count)
    expectClose(solution.components, core.components)
    expectClose(solution.variances, core.variances)
    expectClose(solution.coordinates, core.projected(data))
  }

  @Test("in whitening", arguments: [1e-5, 0.3])
  mutating func whitening(epsilon: Double) throws {
    let train = normal([17, 4]) * [9, 5, 3, 1] + 4
    let test = normal([3, 4])
    let core = PrincipalComponents(fitting: train)
    let solution = try whitened(train: train, test: test, epsilon: epsilon)
    expectClose(solution.train, core.whitened(train, epsilon: epsilon))
    expectClose(solution.test, core.whitened(test, epsilon: epsilon))
    // Turned back, it is what the patches of lesson 2 are whitened with.
    let turnedBack = matmul(solution.test, core.components)
    expectClose(turnedBack, Whitening(fitting: train, epsilon: epsilon).whitened(test))
  }

  @Test("in the weights that one seed gives, digit for digit")
  func weights() throws {
    var (own, core) = (SeededGenerator(seed: 1), SeededGenerator(seed: 1))
    let xavier = try xavierWeights(fanIn: 7, fanOut: 5, using: &own)
    #expect(xavier.weights == Initialization.xavier.weights([7, 5], using: &core))
    #expect(xavier.bias == Tensor(zeros: [5]))
    for shape in [[11, 3], [4, 3, 5, 2]] {
      let fanIn = try fans(ofShape: shape).fanIn
      let he = try heWeights(shape: shape, fanIn: fanIn, using: &own)
      #expect(he == Initialization.he.weights(shape, using: &core))
    }
  }

  @Test("in fans", arguments: [[3072, 100], [10, 3], [96, 3, 11, 11], [4, 6, 3, 5]])
  func fanCount(shape: [Int]) throws {
    let (core, solution) = (Fans(ofWeights: shape), try fans(ofShape: shape))
    #expect(solution.fanIn == core.fanIn)
    #expect(solution.fanOut == core.fanOut)
  }
}
