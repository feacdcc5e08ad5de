import Grading
import Tensors

/// The L2 distances of all test from all training pictures, with one loop.
///
///     distances[i, j] = √(Σ_p (test[i, p] - train[j, p])²)
///
/// Lesson 1, "How far apart are two pictures?". A tensor of shape
/// `[Ntr, D]` minus one of shape `[D]` subtracts the vector from every row.
///
/// - Parameters:
///   - test: one picture per row, shape `[Nte, D]`.
///   - train: one picture per row, shape `[Ntr, D]`.
/// - Returns: the distances, shape `[Nte, Ntr]`.
/// - Throws: `Unattempted` until it is written.
public func l2DistancesOneLoop(
  _ test: Tensor<Double>, _ train: Tensor<Double>
) throws -> Tensor<Double> {
  // TODO: loop over the test rows only, not over training rows or pixels.
  throw Unattempted()
}
