import Grading
import Tensors

/// 1.3: L2 distances with a loop over test rows only.
let l2DistancesOneLoop = Exercise<Distances>(
  "1.3",
  check: { check, distances in
    checkDistances(check, distances)
    guard check.isAlone else { return }
    let (test, train) = (check.normal([64, 1000]), check.normal([64, 1000]))
    if let seconds = check.seconds(of: { _ = try? distances(test, train) }), seconds > 0.15 {
      check.remark(
        "64 x 64 distances of 1000 features take it \(format(seconds)) s. An operation on all of "
          + "`train` at once, without a loop over its rows, takes some hundredths.")
    }
  },
  mutants: distanceMutants + oneLoopMutants)

/// The mistakes that can be made only here.
private let oneLoopMutants: [Mutant<Distances>] = [
  Mutant(
    "one-column", "It sums over axis 0, the training rows: sum over the features, which is axis 1."
  ) { test, train in
    T(
      stacking: (0..<test.rowCount).map { i in
        (train - test.row(i)).power(2).sum(axis: 0).squareRoot()
      })
  }
]
