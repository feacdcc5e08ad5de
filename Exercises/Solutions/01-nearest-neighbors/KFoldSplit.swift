/// Splits the indices `0..<count` into folds for cross-validation.
///
/// Each fold validates on its own part of the indices and trains on all others.
/// Every index is validated on exactly once, and the sizes of the parts differ
/// by one at most. Which index goes into which part is up to you. Lesson 1,
/// "Choosing k honestly".
///
/// - Parameters:
///   - count: how many examples there are.
///   - folds: how many folds to make, 2 to `count`.
/// - Returns: for each fold the indices to train on and to validate on.
/// - Throws: `Unattempted` until it is written.
public func kFoldSplit(
  count: Int, folds: Int
) throws -> [(train: [Int], validation: [Int])] {
  var result: [(train: [Int], validation: [Int])] = []
  for f in 0..<folds {
    let start = f * count / folds
    let end = (f + 1) * count / folds
    let train = Array(0..<start) + Array(end..<count)
    result.append((train: train, validation: Array(start..<end)))
  }
  return result
}
