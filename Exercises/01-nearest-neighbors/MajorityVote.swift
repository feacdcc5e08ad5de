import Grading
import Tensors

/// Predicts the label that most of the `k` nearest training pictures have.
///
/// When labels tie, the smallest of them wins. Every neighbour counts the same,
/// however near it is. Lesson 1, "Let the data decide".
///
/// - Parameters:
///   - distances: from each test picture to each training picture, shape
///     `[Nte, Ntr]`.
///   - trainLabels: the label of each training picture, `Ntr` of them, from 0.
///   - k: how many neighbours vote, 1 to `Ntr`.
/// - Returns: a label for each test picture, `Nte` of them.
/// - Throws: `Unattempted` until it is written.
public func majorityVote(
  _ distances: Tensor<Double>, trainLabels: [Int], k: Int
) throws -> [Int] {
  // TODO: count the labels of each row's k nearest; ties go to the smallest.
  throw Unattempted()
}
