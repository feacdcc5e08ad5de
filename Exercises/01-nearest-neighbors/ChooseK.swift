import Grading

/// Chooses the number of neighbours by cross-validation.
///
/// For each candidate, average the accuracy over all folds. The candidate with
/// the highest mean is the best; if several have it, the smallest of them.
/// Lesson 1, "Choosing k honestly".
///
/// - Parameters:
///   - candidates: the numbers of neighbours to try, in any order.
///   - folds: for each fold the indices to train on and to validate on.
///   - accuracy: the share of the `validation` examples that the `k` nearest
///     neighbours among the `train` examples label right.
/// - Returns: the best candidate, and the mean accuracy of each in the order
///   of `candidates`.
/// - Throws: `Unattempted` until it is written, and what `accuracy` throws.
public func chooseK(
  candidates: [Int], folds: [(train: [Int], validation: [Int])],
  accuracy: (_ k: Int, _ train: [Int], _ validation: [Int]) throws -> Double
) throws -> (best: Int, means: [Double]) {
  // TODO: average over the folds, pick the best; ties go to the smallest k.
  throw Unattempted()
}
