import Course
import Foundation
import Grading
import Tensors
import Testing

@testable import grade_lesson_0
@testable import grade_lesson_1

private typealias Vector = Tensor<Double>

/// A right answer, written in another way than the solution.
struct Variant: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let grade: @Sendable (UInt64) -> Report

  init<Answer>(_ name: String, _ exercise: Exercise<Answer>, _ answer: Answer) {
    testDescription = "\(exercise.card.number) \(name)"
    grade = { exercise.grade(answer, options: CheckOptions(seed: $0)) }
  }
}

private let additions: [Variant] = [
  Variant("operator", addArrays) { a, b in a + b },
  Variant("zip", addArrays) { a, b in Tensor(zip(a.scalars, b.scalars).map { $0 + $1 }) },
  Variant("the other way round", addArrays) { a, b in
    var c = b
    for i in (0..<b.count).reversed() { c[i] = a[i] - -b[i] }
    return c
  },
]

private let l1Distances: [Variant] = [
  Variant("tensor operations", l1Distance) { a, b in (a - b).absolute().sum() },
  Variant("zip and reduce", l1Distance) { a, b in
    zip(a.scalars, b.scalars).map { abs($0 - $1) }.reduce(0, +)
  },
  Variant("larger minus smaller, from the end", l1Distance) { a, b in
    var sum = 0.0
    for p in (0..<a.count).reversed() { sum += max(a[p], b[p]) - min(a[p], b[p]) }
    return sum
  },
  Variant("roots of squares", l1Distance) { a, b in ((a - b) * (a - b)).squareRoot().sum() },
]

private let l2Distances: [@Sendable (Vector, Vector) throws -> Vector] = [
  { test, train in
    var out = Tensor<Double>(zeros: [test.shape[0], train.shape[0]])
    for j in 0..<train.shape[0] {
      for i in 0..<test.shape[0] { out[i, j] = (test.row(i) - train.row(j)).norm() }
    }
    return out
  },
  { test, train in
    let rows = (0..<test.shape[0]).map { (train - test.row($0)).power(2).sum(axis: 1) }
    return Tensor(stacking: rows).squareRoot()
  },
  { test, train in
    let a = (test * test).sum(axis: 1).reshaped(to: [-1, 1])
    let b = (train * train).sum(axis: 1)
    let squares = a + b - 2 * matmul(test, train, transposeB: true)
    return squares.absolute().squareRoot()
  },
  { test, train in
    var out = matmul(train, test, transposeB: true).transposed()
    for i in 0..<test.shape[0] {
      for j in 0..<train.shape[0] {
        let (a, b) = (test.row(i).norm(), train.row(j).norm())
        out[i, j] = max(0, a * a - 2 * out[i, j] + b * b).squareRoot()
      }
    }
    return out
  },
]

private let distances: [Variant] = l2Distances.enumerated().flatMap { index, answer in
  [l2DistancesTwoLoops, l2DistancesOneLoop, l2DistancesNoLoop].map {
    Variant("way \(index)", $0, answer)
  }
}

private let votes: [Variant] = [
  Variant("dictionary, most votes first", majorityVote) { distances, labels, k in
    (0..<distances.shape[0]).map { i in
      let pairs = zip(distances.row(i).scalars, labels).sorted { $0.0 < $1.0 }.prefix(k)
      let counts = Dictionary(pairs.map { ($0.1, 1) }, uniquingKeysWith: +)
      return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.first?.key ?? 0
    }
  },
  Variant("picking the nearest k times", majorityVote) { distances, labels, k in
    var predictions: [Int] = []
    for i in 0..<distances.shape[0] {
      var row = distances.row(i).scalars
      var counts = [Int](repeating: 0, count: 100)
      for _ in 0..<k {
        let j = row.indices.min { row[$0] < row[$1] } ?? 0
        counts[labels[j]] += 1
        row[j] = .infinity
      }
      predictions.append(counts.firstIndex(of: counts.max() ?? 0) ?? 0)
    }
    return predictions
  },
  Variant("counted sorted labels", majorityVote) { distances, labels, k in
    (0..<distances.shape[0]).map { i in
      let near = labels.indices.sorted { distances[i, $0] < distances[i, $1] }.prefix(k)
      let sorted = near.map { labels[$0] }.sorted()
      return sorted.max { a, b in
        let (m, n) = (sorted.filter { $0 == a }.count, sorted.filter { $0 == b }.count)
        return m < n || (m == n && a > b)
      } ?? 0
    }
  },
]

private let splits: [Variant] = [
  Variant("every f-th index", kFoldSplit) { count, folds in
    (0..<folds).map { f in
      ((0..<count).filter { $0 % folds != f }, Array(stride(from: f, to: count, by: folds)))
    }
  },
  Variant("shuffled", kFoldSplit) { count, folds in
    var generator = SeededGenerator(seed: 7)
    let order = generator.permutation(of: count)
    return (0..<folds).map { f in
      let fold = Array(order[f * count / folds..<(f + 1) * count / folds])
      return (order.filter { !fold.contains($0) }, fold)
    }
  },
  Variant("longer folds first", kFoldSplit) { count, folds in
    var start = 0
    return (0..<folds).map { f in
      let size = count / folds + (f < count % folds ? 1 : 0)
      defer { start += size }
      return (Array(0..<start) + Array(start + size..<count), Array(start..<start + size))
    }
  },
]

private let choices: [Variant] = [
  Variant("folds outside", chooseK) { candidates, folds, accuracy in
    var means = [Double](repeating: 0, count: candidates.count)
    for fold in folds {
      for (i, k) in candidates.enumerated() {
        means[i] += try accuracy(k, fold.train, fold.validation) / Double(folds.count)
      }
    }
    // Summed in this order the means of a tie may differ in the last bit.
    let highest = means.max() ?? 0
    let best = zip(candidates, means).filter { $0.1 > highest - 1e-12 }.map(\.0).min() ?? 0
    return (best, means)
  },
  Variant("sorted pairs", chooseK) { candidates, folds, accuracy in
    let means = try candidates.map { k in
      try folds.map { try accuracy(k, $0.train, $0.validation) }.reduce(0, +) / Double(folds.count)
    }
    let ranked = zip(candidates, means).sorted { ($1.1, $0.0) < ($0.1, $1.0) }
    return (ranked[0].0, means)
  },
  Variant("a matrix and its mean", chooseK) { candidates, folds, accuracy in
    var table = Tensor<Double>(zeros: [folds.count, candidates.count])
    for (f, fold) in folds.enumerated() {
      for (i, k) in candidates.enumerated() {
        table[f, i] = try accuracy(k, fold.train.shuffled(), fold.validation.reversed())
      }
    }
    let means = table.mean(axis: 0).scalars
    let order = candidates.indices.sorted { candidates[$0] < candidates[$1] }
    return (candidates[order[Tensor(order.map { means[$0] }).argmax()]], means)
  },
]

@Suite("Right answers to the exercises of lessons 0 and 1")
struct Lesson1Variants {
  @Test(
    "are accepted however they are written, with twenty seeds",
    arguments: additions + l1Distances + distances + votes + splits + choices)
  func accepted(_ variant: Variant) {
    for seed in 0..<20 as Range<UInt64> {
      let report = variant.grade(seed)
      #expect(report.verdict == .right, "seed \(seed)\n\(report.text())")
    }
  }
}
