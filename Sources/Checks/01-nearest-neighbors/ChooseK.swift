import Grading
import Tensors

/// Trains on some rows, validates on others, with k neighbours; returns the share that is right.
typealias Accuracy = (_ k: Int, _ train: [Int], _ validation: [Int]) throws -> Double
/// Takes candidates, folds and an accuracy; returns the best candidate and the mean of each.
typealias ChooseK = @Sendable ([Int], Folds, Accuracy) throws -> Choice

typealias Choice = (best: Int, means: [Double])

/// 1.7: choose k by cross-validation.
let chooseK = Exercise<ChooseK>(
  "1.7",
  check: { check, choose in
    func ask(_ candidates: [Int], folds: Int, _ tie: String = "", _ table: [[Double]]? = nil) {
      let table = table ?? candidates.map { _ in check.uniform([folds], in: 0.2..<0.8).scalars }
      let world = World(folds: folds, results: Results(candidates: candidates, table: table))
      let situation = "k among \(candidates), \(folds) folds\(tie)"
      let sum = Factor("F", Double(folds), whenTooLarge: "take the mean over the F folds, no sum")
      func answer() throws -> Choice { try choose(candidates, world.folds, world.accuracy) }
      check.value(
        "means", of: situation, is: Tensor(world.results.means), knowing: Facts(factors: [sum])
      ) { Tensor(try answer().means) }
      check.integer("best k", of: situation, is: world.results.best) { try answer().best }
    }
    ask([1, 3], folds: 2)
    ask([1, 3, 5, 8, 10], folds: 5)
    ask([10, 1, 100, 5], folds: 3)
    ask([7], folds: 4)
    ask([2, 4, 6], folds: 7)
    // First, smallest, largest and last are four different candidates.
    ask(
      [5, 1, 9, 3], folds: 2, ", all means tie",
      [[0.5, 0.25], [0.25, 0.5], [0.375, 0.375], [0.5, 0.25]])
  },
  mutants: mutants
    + slips.mutants { choice in
      { @Sendable candidates, folds, accuracy in
        choice(
          try Results(candidates, folds) { try accuracy($0, $1.train, $1.validation) })
      }
    })

/// The accuracy of each candidate on each fold, and what follows from it.
private struct Results {
  let candidates: [Int]
  /// A row for each candidate, with a column for each fold.
  let table: [[Double]]

  init(candidates: [Int], table: [[Double]]) { (self.candidates, self.table) = (candidates, table) }

  init(
    _ candidates: [Int], _ folds: Folds,
    accuracy: (Int, (train: [Int], validation: [Int])) throws -> Double
  ) rethrows {
    self.candidates = candidates
    table = try candidates.map { k in try folds.map { try accuracy(k, $0) } }
  }

  var folds: Double { Double(table[0].count) }
  var sums: [Double] { table.map { $0.reduce(0, +) } }
  var means: [Double] { sums.map { $0 / folds } }
  /// The highest accuracy of each candidate.
  var peaks: [Double] { table.map { $0.max() ?? 0 } }
  var best: Int { tied(means).min() ?? 0 }
  var choice: Choice { (best, means) }

  /// The candidates with the highest of some values, in their order.
  func tied(_ values: [Double]) -> [Int] {
    zip(candidates, values).filter { $0.1 == values.max() }.map(\.0)
  }
}

/// Folds, and accuracies that depend on what is trained and validated on.
private struct World {
  let folds: Folds
  let results: Results

  init(folds count: Int, results: Results) {
    self.results = results
    folds = (0..<count).map { f in
      let fold = Array(f * 3..<(f + 1) * 3)
      return ((0..<count * 3).filter { !fold.contains($0) }, fold)
    }
  }

  /// What was trained on is known by heart, the better the smaller k; the rest is in the table.
  func accuracy(_ k: Int, _ train: [Int], _ validation: [Int]) -> Double {
    if validation.contains(where: train.contains) {
      return 1 - 0.001 * Double(k) * Double(validation.count)
    }
    guard let row = results.candidates.firstIndex(of: k),
      let fold = folds.firstIndex(where: { $0.validation == validation.sorted() }),
      train.count + validation.count == folds.count * 3
    else { return 0.1 + 0.0001 * Double(k + train.count) }
    return results.table[row][fold]
  }
}

/// Accuracies that are measured on the wrong rows.
private let mutants: [Mutant<ChooseK>] = [
  Mutant(
    "on-training", "It measures accuracy on the training rows: they were learned by heart."
  ) { candidates, folds, accuracy in
    try Results(candidates, folds) { try accuracy($0, $1.train, $1.train) }.choice
  },
  Mutant("leak", "It trains on the validation rows as well, and so they are no longer new.") {
    candidates, folds, accuracy in
    try Results(candidates, folds) { try accuracy($0, $1.train + $1.validation, $1.validation) }
      .choice
  },
  Mutant("swapped", "Training and validation rows are swapped: accuracy takes train first.") {
    candidates, folds, accuracy in
    try Results(candidates, folds) { try accuracy($0, $1.validation, $1.train) }.choice
  },
]

/// What is made of the right accuracies.
private let slips: [Slip<Results, Choice>] = [
  Slip("first-fold", "It uses the first fold only: take the mean over all of them.") {
    Results(candidates: $0.candidates, table: $0.table.map { Array($0.prefix(1)) }).choice
  },
  Slip("last-fold", "It uses the last fold only: each fold overwrites the one before.") {
    Results(candidates: $0.candidates, table: $0.table.map { Array($0.suffix(1)) }).choice
  },
  Slip("sum", expecting: "factor.F") { ($0.best, $0.sums) },
  Slip(
    "divided-by-candidates",
    "The sum over the folds is divided by the number of candidates: divide by that of the folds."
  ) { results in (results.best, results.sums.map { $0 / Double(results.candidates.count) }) },
  Slip("not-reset", "The sum keeps the candidates before: set it to 0 for each k.") { results in
    var sum = 0.0
    let means = results.sums.map { own in
      sum += own
      return sum / results.folds
    }
    return (results.tied(means).min() ?? 0, means)
  },
  Slip("first-candidate", "It always returns the first candidate.") {
    ($0.candidates[0], $0.means)
  },
  Slip("best-fold", "It takes the best fold's accuracy for each k: take the mean of all folds.") {
    ($0.tied($0.peaks).min() ?? 0, $0.peaks)
  },
  Slip("mean-over-k", "It averages over the candidates: average over the folds for each candidate.")
  {
    results in
    let count = results.candidates.count
    let means = results.table[0].indices.map { fold in
      results.table.reduce(0) { $0 + $1[fold] } / Double(count)
    }
    let first = Array((means + means + means).prefix(count))
    return (results.tied(first).min() ?? 0, first)
  },
  Slip("largest-k", "It returns the largest k: return the one with the highest mean.") {
    ($0.candidates.max() ?? 0, $0.means)
  },
  Slip("index", "It returns the best candidate's place in the list: return the candidate.") {
    ($0.candidates.firstIndex(of: $0.best) ?? 0, $0.means)
  },
  Slip("worst", "It chooses the k with the lowest mean.") {
    ($0.tied($0.means.map { -$0 }).min() ?? 0, $0.means)
  },
  Slip("tie-to-first", "When means tie, it takes the candidate listed first: take the smallest k.")
  {
    ($0.tied($0.means).first ?? 0, $0.means)
  },
  Slip("tie-to-last", "When means tie, the last one wins (>= for >): take the smallest k.") {
    ($0.tied($0.means).last ?? 0, $0.means)
  },
  Slip("tie-to-largest", "When means tie, it takes the largest k: take the smallest.") {
    ($0.tied($0.means).max() ?? 0, $0.means)
  },
  Slip("largest-accuracy", "It goes by the highest accuracy of any fold: go by the means.") {
    ($0.tied($0.peaks).min() ?? 0, $0.means)
  },
  Slip("sorted", "The candidates are sorted: give the means in the order of `candidates`.") {
    let pairs = zip($0.candidates, $0.means).sorted { $0.0 < $1.0 }
    return ($0.best, pairs.map(\.1))
  },
  Slip("means-sorted", "The means are sorted: leave them in the order of `candidates`.") {
    ($0.best, $0.means.sorted())
  },
]
