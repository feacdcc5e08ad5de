import Grading
import Tensors

/// Takes distances `(Nte, Ntr)`, training labels and k; returns a label for each test row.
typealias MajorityVote = @Sendable (T, [Int], Int) throws -> [Int]

/// 1.5: each test row gets the label that most of its k nearest training rows have.
let majorityVote = Exercise<MajorityVote>(
  "1.5",
  check: { check, vote in
    func ask(_ situation: String, _ distances: T, _ labels: [Int], k: Int) {
      let expected = neighbors(distances, labels, k).map(smallestMode)
      check.integers("labels", of: situation, is: expected) { try vote(distances, labels, k) }
    }
    ask(
      "one test row at distances 3, 1, 2 from labels 5, 7, 9, k = 1", [[3, 1, 2]], [5, 7, 9], k: 1)
    ask(
      "three test rows whose nearest rows have labels 0, 1 and 1, k = 1",
      [[1, 2], [2, 1], [4, 3]], [0, 1], k: 1)
    ask(
      "two test rows whose two nearest have labels 0, 1 and 1, 1, k = 2", [[1, 2, 3], [3, 1, 2]],
      [0, 1, 1], k: 2)
    for (start, labels, k) in [
      ("", [0, 1, 1, 0], 3), ("a tie: ", [4, 2], 2), ("a tie: ", [1, 3, 3, 1], 4),
      ("a tie: ", [3, 1, 1, 3], 4), ("", [4, 4, 0, 1, 2], 5),
    ] {
      ask(
        "\(start)distances 1 to \(labels.count) from labels \(labels), k = \(k)",
        T(labels.indices.map { Double($0 + 1) }).reshaped(to: [1, -1]), labels, k: k)
    }
    for (rows, count, classes, k) in [
      (5, 11, 3, 1), (7, 13, 2, 4), (11, 17, 5, 5), (13, 7, 3, 7),
    ] {
      ask(
        "\(rows) test rows, \(count) training rows, \(classes) labels, k = \(k)",
        check.uniform([rows, count], in: 0..<10), check.labels(count, below: classes), k: k)
    }
  },
  mutants: mutants + slips.mutants { winner in { @Sendable in neighbors($0, $1, $2).map(winner) } })

/// For each test row the labels of its k nearest training rows, the nearest first.
private func neighbors(
  _ distances: T, _ labels: [Int], _ k: Int, by isBefore: (Double, Double) -> Bool = (<)
) -> [[Int]] {
  (0..<distances.rowCount).map { i in
    let row = distances.row(i).scalars
    return row.indices.sorted { isBefore(row[$0], row[$1]) }.prefix(k).map { labels[$0] }
  }
}

/// The labels that most votes have, from small to large.
private func modes(_ votes: [Int]) -> [Int] {
  let counts = Dictionary(votes.map { ($0, 1) }, uniquingKeysWith: +)
  return counts.filter { $0.value == counts.values.max() }.map(\.key).sorted()
}

@Sendable private func smallestMode(_ votes: [Int]) -> Int { modes(votes).first ?? 0 }

/// A wrong way to count the votes of one row's neighbours, the nearest first.
private let slips: [Slip<[Int], Int>] = [
  Slip("tie-to-largest", "When labels tie, it takes the largest: take the smallest.") {
    modes($0).last ?? 0
  },
  Slip("tie-to-nearest", "When labels tie, it takes the nearest row's: take the smallest label.") {
    votes in votes.first { modes(votes).contains($0) } ?? 0
  },
  Slip("tie-to-farthest", "When labels tie, it takes the one met last: take the smallest.") {
    votes in votes.last { modes(votes).contains($0) } ?? 0
  },
  Slip("mean-label", "It averages the labels. They are names: count how often each occurs.") {
    $0.reduce(0, +) / $0.count
  },
  Slip("median-label", "It takes the middle one of the sorted labels, not the most frequent.") {
    $0.sorted()[$0.count / 2]
  },
  Slip("smallest-label", "It takes the neighbours' smallest label, however few have it.") {
    $0.min() ?? 0
  },
  Slip("farthest-neighbor", "It takes the label of the k-th neighbour alone: let all k vote.") {
    $0.last ?? 0
  },
  Slip("rarest", "It takes the label with the fewest votes.") { votes in
    Set(votes).sorted().min { a, b in votes.count { $0 == a } < votes.count { $0 == b } } ?? 0
  },
  Slip("votes-not-label", "It returns how many votes the winner has: return its label.") { votes in
    votes.count { $0 == smallestMode(votes) }
  },
]

/// A wrong choice of the neighbours that vote.
private let mutants: [Mutant<MajorityVote>] = [
  Mutant("farthest", "It takes the farthest rows: sort so that the smallest distances come first.")
  {
    neighbors($0, $1, $2, by: >).map(smallestMode)
  },
  Mutant("k-ignored", "It takes the label of the nearest row alone: k is not used.") {
    distances, labels, _ in neighbors(distances, labels, 1).map(smallestMode)
  },
  Mutant("all-vote", "All training rows vote, not only the k nearest.") { distances, labels, _ in
    neighbors(distances, labels, labels.count).map(smallestMode)
  },
  Mutant("one-more", "k + 1 rows vote: 0..<k has k members, 0...k has one more.") {
    neighbors($0, $1, $2 + 1).map(smallestMode)
  },
  Mutant("one-less", "k - 1 rows vote.") { neighbors($0, $1, max(1, $2 - 1)).map(smallestMode) },
  Mutant("nearest-skipped", "The nearest row does not vote, as if it were the row itself.") {
    neighbors($0, $1, $2 + 1).map { smallestMode(Array($0.dropFirst())) }
  },
  Mutant("first-rows", "The first k training rows vote: the labels are not sorted by distance.") {
    distances, labels, k in
    [Int](repeating: smallestMode(Array(labels.prefix(k))), count: distances.rowCount)
  },
  Mutant("rows-not-labels", "It returns the index of a training row: return trainLabels of it.") {
    distances, labels, k in neighbors(distances, Array(labels.indices), 1).map { $0[0] }
  },
  Mutant("weighted", "It weights each vote by one over the distance: each neighbour counts as one.")
  {
    distances, labels, k in
    zip(neighbors(distances, Array(labels.indices), k), 0...).map { near, i in
      let votes = Dictionary(near.map { (labels[$0], 1 / distances[i, $0]) }, uniquingKeysWith: +)
      return votes.keys.sorted().max { (votes[$0] ?? 0) < (votes[$1] ?? 0) } ?? 0
    }
  },
  Mutant("one-prediction", "It returns one label: return one for each row of distances.") {
    [neighbors($0, $1, $2).map(smallestMode)[0]]
  },
  Mutant("first-row", "It sorts by the distances of row 0 for every test row: use those of row i.")
  {
    distances, labels, k in
    let first = smallestMode(neighbors(distances, labels, k)[0])
    return [Int](repeating: first, count: distances.rowCount)
  },
  Mutant("not-reset", "Votes of earlier rows are kept: begin each row with a count of 0.") {
    distances, labels, k in
    let rows = neighbors(distances, labels, k)
    return rows.indices.map { smallestMode(rows[...$0].flatMap { $0 }) }
  },
  Mutant("winner-not-reset", "The best count of earlier rows is kept: begin each row with 0.") {
    distances, labels, k in
    var (winner, best) = (0, 0)
    return neighbors(distances, labels, k).map { votes in
      let own = smallestMode(votes)
      let count = votes.count { $0 == own }
      if count > best { (winner, best) = (own, count) }
      return winner
    }
  },
  Mutant("sorted-by-label", "The rows are sorted by label: sort their indices by distance.") {
    distances, labels, k in
    let first = smallestMode(Array(labels.sorted().prefix(k)))
    return [Int](repeating: first, count: distances.rowCount)
  },
  Mutant("distances-by-column", "It reads distances by column: row i belongs to test row i.") {
    neighbors($0.transposed(), $1 + $1, $2).map(smallestMode)
  },
]
