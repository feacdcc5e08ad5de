import GradientChecks
import NeuralNets
import Tensors
import Testing

@Suite("PReLU")
struct PReLUTests {
  private let x = Tensor<Double>(linspace: -3, 3, shape: [2, 6])
  private let dout = Tensor<Double>(linspace: 2, -1, shape: [2, 6])

  // PyTorch 2.13 in float64: F.prelu(x, slopes) with these x and dout, and torch.autograd.grad(out, [x, slopes], dout).
  @Test("with a slope for each unit agrees with PyTorch")
  func slopePerUnit() {
    let (out, cache) = PReLU.forward(x, slopes: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6])
    let expected: Tensor<Double> = [
      [
        -0.30000000000000004, -0.49090909090909096, -0.5727272727272728, -0.5454545454545455,
        -0.40909090909090917, -0.16363636363636375,
      ],
      [
        0.27272727272727293, 0.8181818181818183, 1.3636363636363638, 1.9090909090909092,
        2.4545454545454546, 3,
      ],
    ]
    #expect(largestDifference(out, expected) < 1e-12)
    let gradients = PReLU.backward(dout, cache)
    let dx: Tensor<Double> = [
      [
        0.2, 0.34545454545454546, 0.43636363636363634, 0.4727272727272728, 0.4545454545454546,
        0.3818181818181819,
      ],
      [
        0.36363636363636354, 0.09090909090909083, -0.18181818181818188, -0.4545454545454546,
        -0.7272727272727273, -1,
      ],
    ]
    #expect(largestDifference(gradients.dx, dx) < 1e-12)
    let dslopes: Tensor<Double> = [
      -6, -4.239669421487603, -2.7768595041322315, -1.6115702479338845, -0.7438016528925622,
      -0.1735537190082646,
    ]
    #expect(largestDifference(gradients.dslopes, dslopes) < 1e-12)
  }

  // The same with x.reshape(1, 2, 3, 2).
  @Test("with a slope for each map, or one for all, agrees with PyTorch")
  func slopePerMap() {
    let (out, cache) = PReLU.forward(x.reshaped(to: [1, 2, 3, 2]), slopes: [0.1, 0.3])
    #expect(out.shape == [1, 2, 3, 2])
    #expect(abs(out[0, 0, 0, 1] - -0.24545454545454548) < 1e-12)
    let gradients = PReLU.backward(dout.reshaped(to: [1, 2, 3, 2]), cache)
    #expect(largestDifference(gradients.dslopes, [-15.545454545454547, 0]) < 1e-12)
    #expect(abs(gradients.dx[0, 0, 2, 1] - 0.06363636363636364) < 1e-12)
    let single = PReLU.backward(dout, PReLU.forward(x, slopes: [0.25]).cache)
    #expect(largestDifference(single.dslopes, [-15.545454545454547]) < 1e-12)
  }

  @Test("has the right gradients, for units and for maps", arguments: [[5, 3], [2, 3, 4, 2]])
  func gradients(shape: [Int]) {
    var generator = SeededGenerator(seed: 6)
    let x = Tensor<Double>(randomNormal: shape, using: &generator)
    let slopes = Tensor<Double>(randomNormal: [3], using: &generator)
    let dx = GradientCheck().report(
      "dx", at: x, forward: { PReLU.forward($0, slopes: slopes).out },
      backward: { PReLU.backward($0, PReLU.forward(x, slopes: slopes).cache).dx })
    #expect(dx.passed, "\(dx)")
    let dslopes = GradientCheck().report(
      "dslopes", at: slopes, forward: { PReLU.forward(x, slopes: $0).out },
      backward: { PReLU.backward($0, PReLU.forward(x, slopes: slopes).cache).dslopes })
    #expect(dslopes.passed && dslopes.checkedCount == 3, "\(dslopes)")
  }

  @Test("has the right gradients in Float too")
  func gradientsInFloat() {
    let (x, dout) = (x.cast(to: Float.self), dout.cast(to: Float.self))
    let slopes: Tensor<Float> = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6]
    let single = PReLU.backward(dout, PReLU.forward(x, slopes: slopes).cache)
    let double = PReLU.backward(
      self.dout, PReLU.forward(self.x, slopes: slopes.cast(to: Double.self)).cache)
    #expect(largestDifference(single.dx.cast(to: Double.self), double.dx) < 1e-6)
    #expect(largestDifference(single.dslopes.cast(to: Double.self), double.dslopes) < 1e-6)
  }

  @Test("gives slopes no gradient where there is no example")
  func empty() {
    let none = Tensor<Float>(zeros: [0, 3])
    let gradients = PReLU.backward(none, PReLU.forward(none, slopes: [1, 2, 3]).cache)
    #expect(gradients.dx == none)
    #expect(gradients.dslopes == [0, 0, 0])
  }
}
