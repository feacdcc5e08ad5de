import GradientChecks
import NeuralNets
import Tensors
import Testing

@Suite("Maxout")
struct MaxoutTests {
  // PyTorch 2.13 in float64: x = linspace(-3, 3, 12).reshape(2, 6) * [1, -1.3, 0.7, 2, -0.4, 0.9];
  // x.reshape(2, 3, 2).max(1)[0], and its gradient for g = linspace(2, -1, 12)[:4].reshape(2, 2).
  @Test("of three pieces agrees with PyTorch")
  func oracle() {
    let factors: Tensor<Double> = [1, -1.3, 0.7, 2, -0.4, 0.9]
    let x = Tensor<Double>(linspace: -3, 3, shape: [2, 6]) * factors
    let (out, cache) = Maxout.forward(x, pieces: 3)
    let expected: Tensor<Double> = [
      [0.3272727272727274, 3.190909090909091], [0.9545454545454546, 3.8181818181818183],
    ]
    #expect(largestDifference(out, expected) < 1e-12)
    let dout = Tensor<Double>(linspace: 2, -1, shape: [12])[rows: 0..<4].reshaped(to: [2, 2])
    let dx = Maxout.backward(dout, cache)
    // PyTorch's gradient is that of its own x, before the factors.
    let gradient: Tensor<Double> = [
      [0, -2.2454545454545456, 0, 0, -0.8, 0], [0, 0, 1.018181818181818, 2.3636363636363638, 0, 0],
    ]
    #expect(largestDifference(dx * factors, gradient) < 1e-12)
  }

  @Test(
    "has the right gradient",
    arguments: [([3, 6], 1), ([3, 6], 2), ([4, 6], 3), ([2, 4, 3, 2], 2)])
  func gradient(shape: [Int], pieces: Int) {
    var generator = SeededGenerator(seed: 7)
    let x = Tensor<Double>(randomNormal: shape, using: &generator)
    let report = GradientCheck().report(
      "dx", at: x, forward: { Maxout.forward($0, pieces: pieces).out },
      backward: { Maxout.backward($0, Maxout.forward(x, pieces: pieces).cache) })
    #expect(report.passed, "\(report)")
    let dout = Tensor<Double>(linspace: -1, 2, shape: [shape[0], shape[1] / pieces] + shape[2...])
    let single = Maxout.backward(
      dout.cast(to: Float.self), Maxout.forward(x.cast(to: Float.self), pieces: pieces).cache)
    let double = Maxout.backward(dout, Maxout.forward(x, pieces: pieces).cache)
    #expect(largestDifference(single.cast(to: Double.self), double) < 1e-6)
  }

  @Test("keeps channels apart: the pieces of a map are maps")
  func maps() {
    let x = Tensor<Float>(linspace: 0, 23, shape: [1, 4, 3, 2])
    let out = Maxout.forward(x, pieces: 2).out
    #expect(out == x[rows: 0..<1].reshaped(to: [2, 12])[rows: 1..<2].reshaped(to: [1, 2, 3, 2]))
  }

  @Test("contains ReLU and leaky ReLU")
  func containsReLU() {
    let x = Tensor<Double>(linspace: -2, 3, shape: [4, 5])
    let withZero = Tensor(concatenating: [Tensor(zeros: x.shape), x], axis: 1)
    #expect(Maxout.forward(withZero, pieces: 2).out == ReLU.forward(x).out)
    let withLeak = Tensor(concatenating: [x, x * 0.01], axis: 1)
    #expect(Maxout.forward(withLeak, pieces: 2).out == LeakyReLU.forward(x).out)
  }

  @Test("gives a tie to the first piece, and the gradient to no other")
  func ties() {
    let (out, cache) = Maxout.forward([[2, 2, 2], [1, 3, 3]] as Tensor<Double>, pieces: 3)
    #expect(out == [[2], [3]])
    #expect(Maxout.backward([[5], [7]], cache) == [[5, 0, 0], [0, 7, 0]])
  }

  @Test("passes on what is not a number, whichever piece it is in, and stands ±1000")
  func extremes() {
    let x = Tensor<Float>(
      shape: [4, 2], scalars: [.nan, 1, 1, .nan, -1000, 1000, -.infinity, -1000])
    let out = Maxout.forward(x, pieces: 2).out
    #expect(out[0, 0].isNaN && out[1, 0].isNaN)
    #expect(out[2, 0] == 1000 && out[3, 0] == -1000)
    let none = Tensor<Float>(zeros: [0, 4])
    let (empty, cache) = Maxout.forward(none, pieces: 2)
    #expect(empty.shape == [0, 2])
    #expect(Maxout.backward(empty, cache).shape == [0, 4])
  }
}
