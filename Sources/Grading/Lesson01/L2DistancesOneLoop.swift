import Tensors

extension Lesson1 {
  /// 1.3: L2 distances with a loop over test rows only.
  public static let l2DistancesOneLoop = Exercise<Distances>(
    ExerciseCard(
      "1.3", "L2 distances, one loop", file: "L2DistancesOneLoop",
      section: "How far apart are two pictures?", difficulty: 2, minutes: 15,
      hints: [
        "Lesson 1, \"How far apart are two pictures?\": with one loop, a single operation compares one test "
          + "picture with all training pictures at once.",
        "Broadcasting: train has shape [Ntr, D] and test.row(i) has [D], so train - test.row(i) has "
          + "shape [Ntr, D] again. Square it, sum over axis 1, take the root: a vector [Ntr], row i "
          + "of the result.",
        "For each i: subtract test row i from all of train; multiply the difference by itself, entry by entry; "
          + "sum over the features, which is axis 1; take the root of the whole vector. Collect these vectors in an "
          + "array, and at the end put them above each other with Tensor(stacking:).",
      ]),
    check: { check, distances in
      checkDistances(check, distances)
      guard check.isAlone else { return }
      let test = check.normal([64, 1000])
      let train = check.normal([64, 1000])
      if let seconds = check.seconds(of: { _ = try? distances(test, train) }), seconds > 0.05 {
        check.remark(
          "64 x 64 distances of 1000 features take it \(format(seconds)) s. An operation on all of "
            + "`train` at once, without a loop over its rows, needs some hundredths.")
      }
    },
    mutants: distanceMutants + oneLoopMutants)
}

/// The mistakes that can be made only here.
private let oneLoopMutants: [Mutant<Distances>] = [
  Mutant(
    "one-column",
    "The squares are summed over axis 0, the training rows; the sum that is wanted goes over the features, axis 1."
  ) { test, train in
    Tensor(
      stacking: (0..<test.rowCount).map { i in
        let difference = train - test.row(i)
        return (difference * difference).sum(axis: 0).squareRoot()
      })
  },
  Mutant(
    "first-row-only", "Every row is computed for test row 0: the loop's index is not used."
  ) {
    test, train in
    let first = l2(test[rows: 0..<1], train).row(0)
    return Tensor(stacking: [Tensor<Double>](repeating: first, count: test.rowCount))
  },
]
