import NeuralNets
import Tensors
import Testing

@Suite("Softmax gate")
struct SoftmaxTests {
  // PyTorch 2.13 in float64: x = linspace(-3, 3, 12).reshape(2, 6), g = linspace(2, -1, 12).reshape(2, 6);
  // F.softmax(x, 1) and torch.autograd.grad(out, x, g). Both rows are alike but for a constant.
  @Test("agrees with PyTorch, forward and backward")
  func oracle() {
    let x = Tensor<Double>(linspace: -3, 3, shape: [2, 6])
    let (out, cache) = Softmax.forward(x)
    let p: [Double] = [
      0.0285776656435691, 0.04930768921065733, 0.08507511584809527, 0.14678796456359716,
      0.2532668492535031, 0.43698471548057805,
    ]
    #expect(largestDifference(out, Tensor(shape: [2, 6], scalars: p + p)) < 1e-12)
    let ds: [Double] = [
      0.030067441090893373, 0.038430584951719325, 0.04310553770440504, 0.034340889075291016,
      -0.009821265526480901, -0.13612318729582779,
    ]
    let dx = Softmax.backward(Tensor(linspace: 2, -1, shape: [2, 6]), cache)
    #expect(largestDifference(dx, Tensor(shape: [2, 6], scalars: ds + ds)) < 1e-12)
  }

  @Test("followed by the logarithm is the softmax loss")
  func loss() {
    var generator = SeededGenerator(seed: 8)
    let scores = Tensor<Double>(randomNormal: [5, 7], using: &generator)
    let labels = [6, 0, 3, 3, 1]
    let (p, cache) = Softmax.forward(scores)
    let (loss, gradient) = SoftmaxLoss.evaluate(scores, labels: labels)
    var dp = Tensor<Double>(zeros: [5, 7])
    var total = 0.0
    for (i, label) in labels.enumerated() {
      total -= Double.log(p[i, label]) / 5
      dp[i, label] = -1 / (5 * p[i, label])
    }
    #expect(abs(total - loss) < 1e-12)
    #expect(largestDifference(Softmax.backward(dp, cache), gradient) < 1e-12)
    #expect(SoftmaxLoss.probabilities(scores) == p)
  }

  @Test("sums to 1 whatever the scores, and its gradients to 0")
  func sums() {
    let x: Tensor<Float> = [[1000, 0, -1000], [1000, 1000, 1000], [-1000, -1000, -999]]
    let (p, cache) = Softmax.forward(x)
    #expect(largestDifference(p.sum(axis: 1), [1, 1, 1]) < 1e-6)
    #expect(p[0, 0] == 1 && p[0, 2] == 0)
    let dx = Softmax.backward([[3, -1, 4], [1, 5, -9], [2, 6, 5]], cache)
    #expect(largestDifference(dx.sum(axis: 1), [0, 0, 0]) < 1e-6)
  }

  @Test("takes rows of any number of dimensions")
  func manyDimensions() {
    let x = Tensor<Double>(linspace: -1, 1, shape: [2, 3, 4])
    #expect(
      Softmax.forward(x).out.flattened()
        == Softmax.forward(x.reshaped(to: [6, 4])).out.flattened())
    #expect(Softmax.forward(Tensor<Double>(zeros: [3, 0])).out.shape == [3, 0])
  }
}
