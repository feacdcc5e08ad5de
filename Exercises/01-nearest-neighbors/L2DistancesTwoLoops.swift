import Grading
import Tensors

/// The L2 distances of all test from all training pictures, with two loops.
///
///     distances[i, j] = √(Σ_p (test[i, p] - train[j, p])²)
///
/// Lesson 1, "How far apart are two pictures?".
///
/// - Parameters:
///   - test: one picture per row, shape `[Nte, D]`.
///   - train: one picture per row, shape `[Ntr, D]`.
/// - Returns: the distances, shape `[Nte, Ntr]`.
/// - Throws: `Unattempted` until it is written.
public func l2DistancesTwoLoops(
  _ test: Tensor<Double>, _ train: Tensor<Double>
) throws -> Tensor<Double> {
  // TODO: loop over the test rows and, in it, over the training rows.
  throw Unattempted()
}
