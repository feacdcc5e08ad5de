import Grading
import Tensors

/// 1.3: L2 distances with a loop over test rows only.
let l2DistancesOneLoop = Exercise<Distances>(
  "1.3",
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
