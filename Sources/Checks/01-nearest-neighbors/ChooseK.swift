import Grading
import Tensors

/// Trains on some rows, validates on others, with k neighbours, and returns the share that is right.
typealias Accuracy = (_ k: Int, _ train: [Int], _ validation: [Int]) throws -> Double
/// Takes candidates, folds and a way to measure accuracy; returns the best candidate and the mean accuracy of each.
typealias ChooseK =
  @Sendable ([Int], Folds, Accuracy) throws -> (best: Int, means: [Double])

/// 1.7: choose k by cross-validation.
let chooseK = Exercise<ChooseK>(
  "1.7",
  check: { check, choose in
    for (candidates, folds) in [
      ([1, 3], 2), ([1, 3, 5, 8, 10], 5), ([10, 1, 100, 5], 3), ([7], 4), ([2, 4, 6], 7),
    ] {
      let world = World(candidates: candidates, folds: folds, check: check)
      check.value(
        "means", of: world.situation, is: Tensor(world.means),
        knowing: Facts(factors: [
          Factor("F", Double(folds), whenTooLarge: "a mean over the F folds is wanted, not a sum")
        ])
      ) {
        Tensor(try choose(candidates, world.folds, world.accuracy).means)
      }
      check.integer("best k", of: world.situation, is: best(candidates, world.means)) {
        try choose(candidates, world.folds, world.accuracy).best
      }
    }
    let tied = World(
      candidates: [5, 9, 1], folds: 2, check: check,
      tables: [[0.5, 0.25], [0.25, 0.5], [0.375, 0.375]])
    check.integer("best k", of: "k = 5, 9 and 1, whose means tie", is: 1) {
      try choose([5, 9, 1], tied.folds, tied.accuracy).best
    }
  },
  mutants: mutants)

/// Folds, and accuracies that depend on what is trained and validated on.
private struct World {
  let folds: Folds
  let situation: String
  let candidates: [Int]
  let tables: [[Double]]

  init(candidates: [Int], folds count: Int, check: Check, tables: [[Double]]? = nil) {
    let size = 3
    folds = (0..<count).map { f in
      let fold = Array(f * size..<(f + 1) * size)
      return ((0..<count * size).filter { !fold.contains($0) }, fold)
    }
    situation = "k among \(candidates), \(count) folds"
    self.candidates = candidates
    self.tables = tables ?? candidates.map { _ in check.uniform([count], in: 0.2..<0.8).scalars }
  }

  var means: [Double] { tables.map { $0.reduce(0, +) / Double($0.count) } }

  /// What was trained on is known by heart, the better the smaller k; for the rest there is a table.
  func accuracy(_ k: Int, _ train: [Int], _ validation: [Int]) -> Double {
    let known = validation.count { train.contains($0) }
    if known > 0 { return 1 - 0.001 * Double(k) * Double(validation.count) }
    let fold = folds.firstIndex { $0.validation == validation.sorted() }
    guard let row = candidates.firstIndex(of: k), let fold,
      train.count + validation.count == folds.count * 3
    else { return 0.1 + 0.0001 * Double(k + train.count) }
    return tables[row][fold]
  }
}

private func best(_ candidates: [Int], _ means: [Double]) -> Int {
  var best = 0
  for i in candidates.indices
  where means[i] > means[best] || (means[i] == means[best] && candidates[i] < candidates[best]) {
    best = i
  }
  return candidates[best]
}

/// The mean over folds of some accuracy for each candidate, and the best candidate.
private func choosing(
  _ candidates: [Int], _ folds: Folds,
  accuracy: (Int, (train: [Int], validation: [Int])) throws -> Double
) rethrows -> (best: Int, means: [Double]) {
  let means = try candidates.map { k in
    try folds.reduce(0) { try $0 + accuracy(k, $1) } / Double(folds.count)
  }
  return (best(candidates, means), means)
}

private let mutants: [Mutant<ChooseK>] = [
  Mutant(
    "on-training",
    "It measures accuracy on the training rows. They were learned by heart: at k = 1 all are right."
  ) { candidates, folds, accuracy in
    try choosing(candidates, folds) { k, fold in try accuracy(k, fold.train, fold.train) }
  },
  Mutant("leak", "It trains on the validation rows as well, and so they are no longer new.") {
    candidates, folds, accuracy in
    try choosing(candidates, folds) { k, fold in
      try accuracy(k, fold.train + fold.validation, fold.validation)
    }
  },
  Mutant(
    "swapped",
    "It trains on the validation rows and validates on the training rows: the two are swapped."
  ) { candidates, folds, accuracy in
    try choosing(candidates, folds) { k, fold in try accuracy(k, fold.validation, fold.train) }
  },
  Mutant("first-fold", "It uses the first fold only; the mean goes over all of them.") {
    candidates, folds, accuracy in
    try choosing(candidates, [folds[0]]) { k, fold in
      try accuracy(k, fold.train, fold.validation)
    }
  },
  Mutant("last-fold", "It uses the last fold only: each fold overwrites the one before.") {
    candidates, folds, accuracy in
    try choosing(candidates, [folds[folds.count - 1]]) { k, fold in
      try accuracy(k, fold.train, fold.validation)
    }
  },
  Mutant("sum", expecting: "factor.F") { candidates, folds, accuracy in
    let right = try choosing(candidates, folds) { try accuracy($0, $1.train, $1.validation) }
    return (right.best, right.means.map { $0 * Double(folds.count) })
  },
  Mutant(
    "divided-by-candidates",
    "The sum over the folds is divided by the number of candidates; divide by the number of folds."
  ) {
    candidates, folds, accuracy in
    let right = try choosing(candidates, folds) { try accuracy($0, $1.train, $1.validation) }
    let factor = Double(folds.count) / Double(candidates.count)
    return (right.best, right.means.map { $0 * factor })
  },
  Mutant("first-candidate", "It always returns the first candidate.") {
    candidates, folds, accuracy in
    let right = try choosing(candidates, folds) { try accuracy($0, $1.train, $1.validation) }
    return (candidates[0], right.means)
  },
  Mutant(
    "best-fold",
    "It takes the best fold's accuracy for each k, where the mean is wanted: one lucky fold decides."
  ) {
    candidates, folds, accuracy in
    let means = try candidates.map { k in
      try folds.map { try accuracy(k, $0.train, $0.validation) }.max() ?? 0
    }
    return (best(candidates, means), means)
  },
  Mutant(
    "mean-over-k",
    "The mean goes over the candidates, for each fold; it should go over the folds, for each candidate."
  ) {
    candidates, folds, accuracy in
    let means = try folds.map { fold in
      try candidates.reduce(0) { try $0 + accuracy($1, fold.train, fold.validation) }
        / Double(candidates.count)
    }
    return (best(candidates, Array((means + means + means).prefix(candidates.count))), means)
  },
  Mutant("index", "It returns the place of the best candidate in the list, not the candidate.") {
    candidates, folds, accuracy in
    let right = try choosing(candidates, folds) { try accuracy($0, $1.train, $1.validation) }
    return (candidates.firstIndex(of: right.best) ?? 0, right.means)
  },
  Mutant("worst", "It chooses the k with the lowest mean.") { candidates, folds, accuracy in
    let right = try choosing(candidates, folds) { try accuracy($0, $1.train, $1.validation) }
    return (best(candidates, right.means.map { -$0 }), right.means)
  },
  Mutant(
    "tie-to-first",
    "When means tie it takes the candidate that comes first in the list; the smallest k is wanted."
  ) {
    candidates, folds, accuracy in
    let right = try choosing(candidates, folds) { try accuracy($0, $1.train, $1.validation) }
    let highest = right.means.max() ?? 0
    return (candidates[right.means.firstIndex(of: highest) ?? 0], right.means)
  },
  Mutant("tie-to-largest", "When means tie it takes the largest k; the smallest is wanted.") {
    candidates, folds, accuracy in
    let right = try choosing(candidates, folds) { try accuracy($0, $1.train, $1.validation) }
    let highest = right.means.max() ?? 0
    return (
      zip(candidates, right.means).filter { $0.1 == highest }.map(\.0).max() ?? 0, right.means
    )
  },
  Mutant(
    "largest-accuracy",
    "It returns the k of the single highest accuracy of all folds; the mean over the folds decides."
  ) {
    candidates, folds, accuracy in
    let right = try choosing(candidates, folds) { try accuracy($0, $1.train, $1.validation) }
    let highest = try candidates.map { k in
      try folds.map { try accuracy(k, $0.train, $0.validation) }.max() ?? 0
    }
    return (best(candidates, highest), right.means)
  },
]
