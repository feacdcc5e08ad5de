import Tensors

// Random inputs. Extents are prime and different from each other wherever that is possible: a transposed answer
// cannot hide behind a square one.

extension Check {
  /// Independent numbers of the normal distribution with mean 0 and standard deviation 1.
  package func normal(_ shape: [Int]) -> Tensor<Double> {
    Tensor(randomNormal: shape, using: &random)
  }

  /// Independent numbers, evenly distributed over a range.
  package func uniform(_ shape: [Int], in range: Range<Double>) -> Tensor<Double> {
    Tensor(randomUniform: shape, in: range, using: &random)
  }

  /// Random labels below `classCount`.
  package func labels(_ count: Int, below classCount: Int) -> [Int] {
    (0..<count).map { _ in random.integer(below: classCount) }
  }
}
