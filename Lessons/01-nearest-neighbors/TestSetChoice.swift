import Tensors

/// What choosing the best k on the test set does to the figure that one reports.
///
/// A small test set is drawn at random, the k that does best on it is chosen and its accuracy reported. All other test
/// pictures, which had no part in the choice, then say what that k is worth. Repeated many times.
struct TestSetChoice {
  /// The mean over all repeats of the accuracy of the chosen k on the set that it was chosen on.
  let reported: Double

  /// The mean over all repeats of its accuracy on the pictures that had no part in the choice.
  let fresh: Double

  /// Repeats the choice.
  ///
  /// - Parameters:
  ///   - isRight: for each k, whether it answers each test picture rightly.
  ///   - size: how many pictures the small test set has.
  ///   - repeats: how often to choose.
  ///   - generator: where the random numbers come from.
  init(isRight: [[Bool]], size: Int, repeats: Int, using generator: inout SeededGenerator) {
    let count = isRight.first?.count ?? 0
    var (reported, fresh) = (0.0, 0.0)
    for _ in 0..<repeats {
      let order = generator.permutation(of: count)
      func accuracy(_ k: Int, on rows: ArraySlice<Int>) -> Double {
        Double(rows.count { isRight[k][$0] }) / Double(rows.count)
      }
      let scores = isRight.indices.map { accuracy($0, on: order[..<size]) }
      let best = scores.indices.max { scores[$0] < scores[$1] } ?? 0
      reported += scores[best]
      fresh += accuracy(best, on: order[size...])
    }
    self.reported = reported / Double(repeats)
    self.fresh = fresh / Double(repeats)
  }
}
