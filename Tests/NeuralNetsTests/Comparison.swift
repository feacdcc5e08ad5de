import NeuralNets
import Tensors
import Testing

/// The largest difference between entries of two tensors; infinite when the shapes differ or an entry is not a number.
func largestDifference<Scalar>(_ a: Tensor<Scalar>, _ b: Tensor<Scalar>) -> Scalar {
  guard a.shape == b.shape else { return .infinity }
  var largest: Scalar = 0
  for (a, b) in zip(a.scalars, b.scalars) {
    if !(abs(a - b) <= largest) { largest = (a - b).isNaN ? .infinity : abs(a - b) }
  }
  return largest
}

@Suite("Comparing tensors in tests")
struct ComparisonTests {
  @Test("rejects other shapes, other values and numbers that are none")
  func rejects() {
    let a: Tensor<Double> = [[1, 2], [3, 4]]
    #expect(largestDifference(a, a) == 0)
    #expect(largestDifference(a, a.reshaped(to: [4])) == .infinity)
    #expect(largestDifference(a, Tensor(zeros: [0, 2])) == .infinity)
    #expect(largestDifference(a, [[1, 2], [3, 4.5]]) == 0.5)
    #expect(largestDifference(a, Tensor(shape: [2, 2], scalars: [1, 2, .nan, 4])) == .infinity)
  }
}
