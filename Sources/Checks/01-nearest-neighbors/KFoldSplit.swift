import Grading

/// The rows to train on and those to validate on, for each fold.
typealias Folds = [(train: [Int], validation: [Int])]

/// Takes the number of examples and of folds, returns the folds.
typealias KFoldSplit = @Sendable (Int, Int) throws -> Folds

/// 1.6: split the indices of a data set for cross-validation.
let kFoldSplit = Exercise<KFoldSplit>(
  "1.6",
  check: { check, split in
    for (count, folds) in [(6, 3), (10, 5), (7, 3), (11, 4), (23, 5), (5, 5), (97, 10), (19, 2)] {
      let situation = "\(count) examples in \(folds) folds"
      guard let result = check.ask("folds", of: situation, { try split(count, folds) }) else {
        continue
      }
      for (id, text) in flaws(in: result, count: count, folds: folds) {
        check.require("folds", id, "For \(situation): \(text)", false)
      }
    }
  },
  mutants: mutants)

private typealias Flaw = (id: String, text: String)

/// What is not as it should be with a split, the most telling first.
private func flaws(in result: Folds, count: Int, folds: Int) -> [Flaw] {
  var found: [Flaw] = []
  if result.count != folds { found.append(("fold-count", "it gives \(result.count) folds.")) }
  for (f, fold) in result.enumerated() {
    if let outside = (fold.train + fold.validation).first(where: { $0 < 0 || $0 >= count }) {
      found.append(
        ("index-outside", "fold \(f) has index \(outside); they go from 0 to \(count - 1)."))
    }
    let both = Set(fold.train).intersection(fold.validation)
    if let index = both.min() {
      found.append(
        (
          "leak",
          "fold \(f) trains and validates on index \(index) (\(both.count) in all). What was "
            + "trained on says nothing about new examples."
        ))
    }
  }
  if !found.isEmpty { return found }
  if folds > 2, result.allSatisfy({ $0.validation.count > $0.train.count }) {
    return [("swapped", "train and validation are swapped: it validates on most of the data.")]
  }
  return uneven(result, count) + incomplete(result, count)
}

/// Indices that are not validated on exactly once, and parts of too different sizes.
private func uneven(_ result: Folds, _ count: Int) -> [Flaw] {
  var found: [Flaw] = []
  let validated = result.flatMap(\.validation)
  if let twice = (0..<count).first(where: { index in validated.count { $0 == index } > 1 }),
    Set(validated).count == count
  {
    found.append(("index-repeated", "index \(twice) is validated on in more than one fold."))
  }
  if let missing = (0..<count).first(where: { !validated.contains($0) }) {
    found.append(("index-missing", "index \(missing) is never validated on: each must be, once."))
  }
  let sizes = result.map(\.validation.count)
  if let least = sizes.min(), let most = sizes.max(), most - least > 1 {
    found.append(("sizes", "the folds have sizes \(sizes); they may differ by one at most."))
  }
  return found
}

/// Folds that do not train on all the others, each once.
private func incomplete(_ result: Folds, _ count: Int) -> [Flaw] {
  var found: [Flaw] = []
  for (f, fold) in result.enumerated() where Set(fold.train).count + fold.validation.count < count {
    let (seen, rest) = (Set(fold.train).count, count - fold.validation.count)
    found.append(
      ("train-incomplete", "fold \(f) trains on \(seen) examples: train on all other \(rest)."))
    break
  }
  if let fold = result.first(where: { Set($0.train).count < $0.train.count }) {
    found.append(
      ("train-repeated", "a fold trains on \(fold.train.count) indices, some of them repeated."))
  }
  return found
}

/// Folds that validate on given parts, and train on the rest of `0..<count`.
private func split(_ count: Int, validatingOn parts: [[Int]]) -> Folds {
  parts.map { part in ((0..<count).filter { !part.contains($0) }, part) }
}

private func right(_ count: Int, _ folds: Int) -> Folds {
  split(
    count,
    validatingOn: (0..<folds).map { Array($0 * count / folds..<($0 + 1) * count / folds) })
}

private let mutants: [Mutant<KFoldSplit>] = [
  Mutant("leak", expecting: "leak") { count, folds in
    right(count, folds).map { (Array(0..<count), $0.validation) }
  },
  Mutant("train-not-reset", expecting: "leak") { count, folds in
    var train: [Int] = []
    return right(count, folds).map { fold in
      train += fold.train
      return (train, fold.validation)
    }
  },
  Mutant("remainder-dropped", expecting: "index-missing") { count, folds in
    let size = count / folds
    return split(
      size * folds, validatingOn: (0..<folds).map { Array($0 * size..<($0 + 1) * size) })
  },
  Mutant("remainder-in-last", expecting: "sizes") { count, folds in
    let size = count / folds
    return split(
      count,
      validatingOn: (0..<folds).map {
        Array($0 * size..<($0 == folds - 1 ? count : ($0 + 1) * size))
      })
  },
  Mutant("swapped", expecting: "swapped") { right($0, $1).map { ($0.validation, $0.train) } },
  Mutant("one-fold-train", expecting: "train-incomplete") { count, folds in
    let all = right(count, folds)
    return all.indices.map { (all[($0 + 1) % folds].validation, all[$0].validation) }
  },
  Mutant("earlier-folds-train", expecting: "train-incomplete") { count, folds in
    right(count, folds).map { (Array(0..<$0.validation[0]), $0.validation) }
  },
  Mutant("train-twice", expecting: "train-repeated") {
    right($0, $1).map { ($0.train + $0.train, $0.validation) }
  },
  Mutant("from-one", expecting: "index-outside") { count, folds in
    right(count, folds).map { ($0.train.map { $0 + 1 }, $0.validation.map { $0 + 1 }) }
  },
  Mutant("same-fold", expecting: "index-missing") { count, folds in
    Folds(repeating: right(count, folds)[0], count: folds)
  },
  Mutant("overlapping", expecting: "index-repeated") { count, folds in
    split(
      count,
      validatingOn: right(count, folds).map {
        $0.validation + [(($0.validation.last ?? 0) + 1) % count]
      })
  },
  Mutant("one-too-few", expecting: "fold-count") { Array(right($0, $1).dropLast()) },
  Mutant("single-split", expecting: "fold-count") { [right($0, $1)[0]] },
  Mutant("size-for-count", expecting: "fold-count") { right($0, ($0 + $1 - 1) / $1) },
]
