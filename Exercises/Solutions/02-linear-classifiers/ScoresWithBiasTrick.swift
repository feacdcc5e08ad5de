import Tensors

/// The scores of a linear classifier that keeps its biases in the weights: the
/// bias trick.
///
///     S = [X 1]·W
///
/// `[X 1]` is X with a column of ones appended, shape `[N, D + 1]`. So the last
/// row of W is added to every row of scores: it is the bias. Lesson 2, "A
/// template for each class".
///
/// - Parameters:
///   - weights: W, a column for each class, shape `[D + 1, C]`; its last row
///     holds the biases.
///   - pictures: X, one picture per row, shape `[N, D]`.
/// - Returns: the score of each class for each picture, shape `[N, C]`.
/// - Throws: `Unattempted` until it is written.
public func scoresWithBiasTrick(
  _ weights: Tensor<Double>, _ pictures: Tensor<Double>
) throws -> Tensor<Double> {
  let ones = Tensor<Double>(ones: [pictures.rowCount, 1])
  let extended = Tensor(concatenating: [pictures, ones], axis: 1)  // (N, D + 1)
  return matmul(extended, weights)  // (N, C)
}
