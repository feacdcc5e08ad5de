import Grading
import Tensors

/// Predicts a label for each test picture: the one that most of its `k` nearest training pictures have.
///
/// When labels tie, the smallest of them wins. Every neighbour counts the same, however near it is.
/// Lesson 1, "Let the data decide".
///
/// - Parameters:
///   - distances: from each test picture to each training picture, shape `[Nte, Ntr]`.
///   - trainLabels: the label of each training picture, `Ntr` of them, from 0 on.
///   - k: how many neighbours vote, 1 to `Ntr`.
/// - Returns: a label for each test picture, `Nte` of them.
/// - Throws: `Unattempted` until it is written.
public func majorityVote(
  _ distances: Tensor<Double>, trainLabels: [Int], k: Int
) throws -> [Int] {
  // TODO: find the k nearest of each row, count their labels, and break ties in favour of the smallest label.
  throw Unattempted()
}
