import Grading
import Tensors

/// The L2 distances of all test from all training pictures, without a loop.
///
///     distances[i, j] = √(Σ_p (test[i, p] - train[j, p])²)
///
/// Lesson 1, "How far apart are two pictures?". Expand the square:
/// one matrix product then does nearly all of the work. Memory and time are
/// graded as well.
///
/// - Parameters:
///   - test: one picture per row, shape `[Nte, D]`.
///   - train: one picture per row, shape `[Ntr, D]`.
/// - Returns: the distances, shape `[Nte, Ntr]`.
/// - Throws: `Unattempted` until it is written.
public func l2DistancesNoLoop(
  _ test: Tensor<Double>, _ train: Tensor<Double>
) throws -> Tensor<Double> {
  // TODO: compute it without a loop, and without Nte x Ntr x D numbers.
  throw Unattempted()
}
