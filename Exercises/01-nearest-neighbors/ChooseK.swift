import Grading

/// Chooses the number of neighbours by cross-validation.
///
/// For each candidate the accuracy is averaged over all folds; the candidate with the highest mean is the best, of several the
/// smallest. Lesson 1, "Choosing k honestly".
///
/// - Parameters:
///   - candidates: the numbers of neighbours to try, in any order.
///   - folds: for each fold the indices to train on and those to validate on.
///   - accuracy: the share of the `validation` examples that `k` nearest neighbours among the `train` examples label right.
/// - Returns: the best candidate, and the mean accuracy of each in the order of `candidates`.
/// - Throws: `Unattempted` until it is written, and what `accuracy` throws.
public func chooseK(
  candidates: [Int], folds: [(train: [Int], validation: [Int])],
  accuracy: (_ k: Int, _ train: [Int], _ validation: [Int]) throws -> Double
) throws -> (best: Int, means: [Double]) {
  // TODO: average accuracy over the folds for each candidate and pick the best; ties go to the smallest k.
  throw Unattempted()
}
