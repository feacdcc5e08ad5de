import Grading
import Tensors

/// Takes distances `(Nte, Ntr)`, training labels and k; returns a label for each test row.
typealias MajorityVote = @Sendable (Tensor<Double>, [Int], Int) throws -> [Int]

/// 1.5: each test row gets the label that most of its k nearest training rows have.
let majorityVote = Exercise<MajorityVote>(
  "1.5",
  check: { check, vote in
    func ask(_ situation: String, _ distances: Tensor<Double>, _ labels: [Int], k: Int) {
      check.integers("labels", of: situation, is: majority(distances, labels, k)) {
        try vote(distances, labels, k)
      }
    }
    ask(
      "one test row at distances 3, 1, 2 from labels 5, 7, 9, k = 1", [[3, 1, 2]], [5, 7, 9], k: 1
    )
    ask(
      "distances 1, 2, 3, 4 from labels 0, 1, 1, 0, k = 3", [[1, 2, 3, 4]], [0, 1, 1, 0], k: 3)
    ask("a tie: distances 1, 2 from labels 4, 2, k = 2", [[1, 2]], [4, 2], k: 2)
    ask(
      "a tie: distances 1, 2, 3, 4 from labels 1, 3, 3, 1, k = 4", [[1, 2, 3, 4]], [1, 3, 3, 1],
      k: 4)
    ask(
      "a tie: distances 1, 2, 3, 4 from labels 3, 1, 1, 3, k = 4", [[1, 2, 3, 4]], [3, 1, 1, 3],
      k: 4)
    ask(
      "distances 1 to 5 from labels 4, 4, 0, 1, 2, k = 5", [[1, 2, 3, 4, 5]], [4, 4, 0, 1, 2],
      k: 5)
    for (rows, count, classes, k) in [
      (5, 11, 3, 1), (7, 13, 2, 4), (11, 17, 5, 5), (13, 7, 3, 7),
    ] {
      let distances = check.uniform([rows, count], in: 0..<10)
      let labels = check.labels(count, below: classes)
      ask(
        "\(rows) test rows, \(count) training rows, \(classes) labels, k = \(k)", distances,
        labels, k: k)
    }
  },
  mutants: mutants)

/// The right answer.
private func majority(_ distances: Tensor<Double>, _ labels: [Int], _ k: Int) -> [Int] {
  neighbors(distances, labels, k).map(smallestMode)
}

/// For each test row the labels of its k nearest training rows, the nearest first.
private func neighbors(
  _ distances: Tensor<Double>, _ labels: [Int], _ k: Int,
  by isBefore: (Double, Double) -> Bool = (<)
) -> [[Int]] {
  (0..<distances.rowCount).map { i in
    nearest(distances.row(i).scalars, k, by: isBefore).map { labels[$0] }
  }
}

private func nearest(
  _ distances: [Double], _ k: Int, by isBefore: (Double, Double) -> Bool
) -> [Int] {
  Array(distances.indices.sorted { isBefore(distances[$0], distances[$1]) }.prefix(k))
}

private func smallestMode(_ votes: [Int]) -> Int { mode(votes) { $0.min() } }

/// The most frequent label; `choose` picks among those that tie.
private func mode(_ votes: [Int], _ choose: ([Int]) -> Int?) -> Int {
  var counts: [Int: Int] = [:]
  for vote in votes { counts[vote, default: 0] += 1 }
  let most = counts.values.max() ?? 0
  return choose(counts.filter { $0.value == most }.map(\.key).sorted()) ?? 0
}

private let mutants: [Mutant<MajorityVote>] = [
  Mutant(
    "farthest", "It takes the farthest rows: sort distances so that the smallest come first."
  ) {
    neighbors($0, $1, $2, by: >).map(smallestMode)
  },
  Mutant("tie-to-largest", "When labels tie, it takes the largest; the smallest is wanted.") {
    neighbors($0, $1, $2).map { votes in mode(votes) { $0.max() } }
  },
  Mutant(
    "tie-to-nearest",
    "When labels tie, it takes the one whose row is nearest; the smallest label is wanted."
  ) {
    neighbors($0, $1, $2).map { votes in
      mode(votes) { best in votes.first { best.contains($0) } }
    }
  },
  Mutant(
    "tie-to-farthest",
    "When labels tie, it takes the one that was met last; the smallest label is wanted."
  ) {
    neighbors($0, $1, $2).map { votes in
      mode(votes) { best in votes.last { best.contains($0) } }
    }
  },
  Mutant("k-ignored", "It takes the label of the nearest row alone: k is not used.") {
    distances, labels, _ in neighbors(distances, labels, 1).map(smallestMode)
  },
  Mutant("all-vote", "All training rows vote, not only the k nearest.") {
    distances, labels, _ in
    neighbors(distances, labels, labels.count).map(smallestMode)
  },
  Mutant("one-more", "k + 1 rows vote: 0..<k has k members, 0...k has one more.") {
    neighbors($0, $1, $2 + 1).map(smallestMode)
  },
  Mutant("one-less", "k - 1 rows vote.") {
    neighbors($0, $1, max(1, $2 - 1)).map(smallestMode)
  },
  Mutant(
    "nearest-skipped",
    "The nearest row does not vote: it is left out, as if it were the row itself."
  ) { distances, labels, k in
    neighbors(distances, labels, k + 1).map { smallestMode(Array($0.dropFirst())) }
  },
  Mutant("first-rows", "The first k training rows vote, whatever their distance.") {
    distances, labels, k in
    [Int](repeating: smallestMode(Array(labels.prefix(k))), count: distances.rowCount)
  },
  Mutant("rows-not-labels", "It returns the index of a training row where its label is wanted.") {
    distances, labels, k in
    neighbors(distances, Array(labels.indices), 1).map { $0[0] }
  },
  Mutant(
    "mean-label", "It averages the labels. They are names: a vote counts how often each occurs."
  ) {
    neighbors($0, $1, $2).map { votes in votes.reduce(0, +) / votes.count }
  },
  Mutant("median-label", "It takes the middle one of the sorted labels, not the most frequent.") {
    neighbors($0, $1, $2).map { votes in votes.sorted()[votes.count / 2] }
  },
  Mutant(
    "smallest-label", "It takes the smallest label among the neighbours, however few have it."
  ) {
    neighbors($0, $1, $2).map { $0.min() ?? 0 }
  },
  Mutant("rarest", "It takes the label with the fewest votes.") {
    neighbors($0, $1, $2).map { votes in
      Set(votes).sorted().min { a, b in votes.count { $0 == a } < votes.count { $0 == b } } ?? 0
    }
  },
  Mutant(
    "weighted",
    "The votes are weighted by one over the distance. Here every one of the k neighbours counts the same."
  ) { distances, labels, k in
    (0..<distances.rowCount).map { i in
      var votes: [Int: Double] = [:]
      for j in nearest(distances.row(i).scalars, k, by: <) {
        votes[labels[j], default: 0] += 1 / distances[i, j]
      }
      return votes.keys.sorted().max { (votes[$0] ?? 0) < (votes[$1] ?? 0) } ?? 0
    }
  },
  Mutant("votes-not-label", "It returns how many votes the winner has; its label is wanted.") {
    neighbors($0, $1, $2).map { votes in
      votes.map { label in votes.count { $0 == label } }.max() ?? 0
    }
  },
  Mutant("one-prediction", "It returns one label; one for each row of distances is wanted.") {
    [neighbors($0, $1, $2).map(smallestMode)[0]]
  },
  Mutant(
    "distances-by-column",
    "It reads distances by column: test rows are rows, [i, j] is test row i."
  ) {
    neighbors($0.transposed(), $1 + $1, $2).map(smallestMode)
  },
]
