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
      for flaw in flaws(in: result, count: count, folds: folds) {
        check.require("folds", flaw.id, "For \(situation): \(flaw.text)", false)
      }
    }
  },
  mutants: mutants)

/// What is not as it should be with a split, the most telling first.
private func flaws(in result: Folds, count: Int, folds: Int) -> [(
  id: String, text: String
)] {
  var found: [(String, String)] = []
  if result.count != folds {
    found.append(("fold-count", "it gives \(result.count) folds."))
  }
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
          "in fold \(f), index \(index) is trained on and validated on (\(both.count) are). "
            + "An example that was trained on says nothing about new ones."
        ))
    }
  }
  if !found.isEmpty { return found }
  if folds > 2, result.allSatisfy({ $0.validation.count > $0.train.count }) {
    return [
      ("swapped", "it validates on most of the data and trains on one fold: the two are swapped.")
    ]
  }
  let validated = result.flatMap(\.validation)
  if let twice = (0..<count).first(where: { index in validated.count { $0 == index } > 1 }),
    Set(validated).count == count
  {
    found.append(("index-repeated", "index \(twice) is validated on in more than one fold."))
  }
  if let missing = (0..<count).first(where: { !validated.contains($0) }) {
    found.append(
      ("index-missing", "index \(missing) is never validated on; every index is, exactly once."))
  }
  let sizes = result.map(\.validation.count)
  if let least = sizes.min(), let most = sizes.max(), most - least > 1 {
    found.append(("sizes", "the folds have sizes \(sizes); they may differ by one at most."))
  }
  for (f, fold) in result.enumerated() where Set(fold.train).count + fold.validation.count < count {
    found.append(
      (
        "train-incomplete",
        "fold \(f) trains on \(Set(fold.train).count) examples; all \(count - fold.validation.count) that it does not validate on are meant."
      ))
    break
  }
  if let repeated = result.first(where: { Set($0.train).count < $0.train.count }) {
    found.append(
      (
        "train-repeated",
        "a fold trains on \(repeated.train.count) indices of which some come twice."
      ))
  }
  return found
}

private func right(_ count: Int, _ folds: Int) -> Folds {
  (0..<folds).map { f in
    let fold = Array(f * count / folds..<(f + 1) * count / folds)
    return ((0..<count).filter { !fold.contains($0) }, fold)
  }
}

private let mutants: [Mutant<KFoldSplit>] = [
  Mutant("leak", expecting: "leak") { count, folds in
    right(count, folds).map { (Array(0..<count), $0.validation) }
  },
  Mutant("remainder-dropped", expecting: "index-missing") { count, folds in
    let size = count / folds
    return (0..<folds).map { f in
      let fold = Array(f * size..<(f + 1) * size)
      return ((0..<size * folds).filter { !fold.contains($0) }, fold)
    }
  },
  Mutant("remainder-in-last", expecting: "sizes") { count, folds in
    let size = count / folds
    return (0..<folds).map { f in
      let fold = Array(f * size..<(f == folds - 1 ? count : (f + 1) * size))
      return ((0..<count).filter { !fold.contains($0) }, fold)
    }
  },
  Mutant("swapped", expecting: "swapped") { count, folds in
    right(count, folds).map { ($0.validation, $0.train) }
  },
  Mutant("one-fold-train", expecting: "train-incomplete") { count, folds in
    let all = right(count, folds)
    return (0..<folds).map { (all[($0 + 1) % folds].validation, all[$0].validation) }
  },
  Mutant("from-one", expecting: "index-outside") { count, folds in
    right(count, folds).map { ($0.train.map { $0 + 1 }, $0.validation.map { $0 + 1 }) }
  },
  Mutant("same-fold", expecting: "index-missing") { count, folds in
    [(train: [Int], validation: [Int])](repeating: right(count, folds)[0], count: folds)
  },
  Mutant("overlapping", expecting: "index-repeated") { count, folds in
    right(count, folds).map { fold in
      let wider = fold.validation + [((fold.validation.last ?? 0) + 1) % count]
      return ((0..<count).filter { !wider.contains($0) }, wider)
    }
  },
  Mutant("one-too-few", expecting: "fold-count") { count, folds in
    Array(right(count, folds).dropLast())
  },
  Mutant("single-split", expecting: "fold-count") { count, folds in
    [right(count, folds)[0]]
  },
  Mutant("size-for-count", expecting: "fold-count") { count, folds in
    right(count, (count + folds - 1) / folds)
  },
]
