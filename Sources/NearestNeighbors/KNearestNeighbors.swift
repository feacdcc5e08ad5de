import Tensors

/// The nearest-neighbour classifier: training remembers every example, prediction asks the `k` nearest for their vote.
///
/// A tie in the vote goes to the smallest label, a tie in distance to the example that comes first, so that the answer
/// does not depend on the order in which the work was done.
///
/// *Source:* the course's second lecture.
public struct KNearestNeighbors<Scalar: TensorScalar>: Sendable {
  /// The remembered examples, shape `[N, ...]`.
  public let examples: Tensor<Scalar>

  /// The label of each example, 0 or more.
  public let labels: [Int]

  /// How far apart two rows are.
  public let distance: Distance

  /// One more than the largest label.
  public let classCount: Int

  /// The squared length of each example, for the L2 distance.
  let squaredNorms: [Scalar]

  /// Trains the classifier, which only means to remember the examples.
  ///
  /// - Parameters:
  ///   - examples: shape `[N, ...]`, a row an example.
  ///   - labels: the `N` labels, each 0 or more.
  ///   - distance: L1 or L2.
  /// - Precondition: as many labels as examples, at least one.
  public init(examples: Tensor<Scalar>, labels: [Int], distance: Distance = .l2) {
    precondition(
      examples.rowCount == labels.count && !labels.isEmpty,
      "KNearestNeighbors: \(examples.rowCount) examples and \(labels.count) labels")
    precondition(
      labels.allSatisfy { $0 >= 0 }, "KNearestNeighbors: negative label \(labels.min() ?? 0)")
    self.examples = examples
    self.labels = labels
    self.distance = distance
    self.classCount = (labels.max() ?? 0) + 1
    self.squaredNorms = distance == .l2 ? rowNorms(examples) : []
  }

  /// The `k` nearest examples of each query, nearest first.
  ///
  /// - Parameters:
  ///   - queries: shape `[M, ...]`, rows as large as those of the examples.
  ///   - k: how many neighbours, 1 to `N`.
  /// - Returns: `k` indices and distances for each of the `M` queries.
  public func neighbors(of queries: Tensor<Scalar>, count k: Int) -> Neighbors {
    precondition(
      queries.rowSize == examples.rowSize,
      "neighbors: queries \(queries.shape) and examples \(examples.shape) differ in the size of a row"
    )
    precondition(
      k >= 1 && k <= labels.count, "neighbors: asked for \(k) of \(labels.count) examples")
    switch distance {
    case .l1: return neighborsByDefinition(of: queries, count: k)
    case .l2: return neighborsByExpansion(of: queries, count: k)
    }
  }

  /// The label that wins the vote of the `k` nearest examples, for each query.
  ///
  /// - Parameters:
  ///   - queries: shape `[M, ...]`.
  ///   - k: how many neighbours vote.
  /// - Returns: `M` labels.
  public func predict(_ queries: Tensor<Scalar>, k: Int = 1) -> [Int] {
    vote(neighbors(of: queries, count: k), k: k)
  }

  /// The winners of the vote for several `k`, from one search for the most neighbours that any of them needs.
  ///
  /// - Parameters:
  ///   - queries: shape `[M, ...]`.
  ///   - ks: the numbers of neighbours, in any order.
  /// - Returns: for each of `ks`, the labels of all queries.
  public func predict(_ queries: Tensor<Scalar>, ks: [Int]) -> [[Int]] {
    guard let most = ks.max() else { return [] }
    let found = neighbors(of: queries, count: most)
    return ks.map { vote(found, k: $0) }
  }

  /// The winners of the vote among the first `k` of neighbours already
  /// found.
  ///
  /// A tie goes to the smallest label.
  ///
  /// - Parameters:
  ///   - neighbors: what `neighbors(of:count:)` found.
  ///   - k: how many of them vote, at most as many as were found.
  /// - Returns: the winning label of each query.
  public func vote(_ neighbors: Neighbors, k: Int) -> [Int] {
    precondition(
      k >= 1 && k <= neighbors.count,
      "vote: \(k) of \(neighbors.count) neighbours cannot vote")
    var votes = [Int](repeating: 0, count: classCount)
    return (0..<neighbors.queryCount).map { query in
      let voters = neighbors[query].prefix(k)
      for i in voters { votes[labels[i]] += 1 }
      var winner = 0
      for label in votes.indices where votes[label] > votes[winner] {
        winner = label
      }
      for i in voters { votes[labels[i]] = 0 }
      return winner
    }
  }

  /// The share of queries, from 0 to 1, whose vote agrees with `truth`.
  ///
  /// - Parameters:
  ///   - queries: shape `[M, ...]`.
  ///   - truth: the `M` right labels.
  ///   - k: how many neighbours vote.
  /// - Returns: the share that is right.
  public func accuracy(on queries: Tensor<Scalar>, labels truth: [Int], k: Int = 1) -> Double {
    share(of: predict(queries, k: k), equalTo: truth)
  }
}

/// The nearest examples of some queries.
public struct Neighbors: Sendable, Equatable {
  /// How many neighbours were found for each query.
  public let count: Int

  /// The indices of the neighbours, query by query, nearest first.
  public let indices: [Int]

  /// Their distances, in the same order.
  public let distances: [Double]

  /// The number of queries.
  public var queryCount: Int { indices.count / count }

  /// The indices of the neighbours of one query, nearest first.
  public subscript(query: Int) -> ArraySlice<Int> {
    indices[query * count..<(query + 1) * count]
  }
}

/// The share of predictions, from 0 to 1, that are right; 0 if there are none.
func share(of predicted: [Int], equalTo truth: [Int]) -> Double {
  precondition(
    predicted.count == truth.count,
    "accuracy: \(predicted.count) predictions and \(truth.count) labels")
  let right = zip(predicted, truth).count { $0 == $1 }
  return truth.isEmpty ? 0 : Double(right) / Double(truth.count)
}
