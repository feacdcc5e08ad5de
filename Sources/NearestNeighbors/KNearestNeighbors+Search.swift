import Tensors

// L2 neighbours are found in two steps. The expansion |a - b|² = |a|² - 2ab + |b|² turns all distances into one product
// of matrices, which is fast but subtracts large numbers: in Float, on pixels from 0 to 255, it is off by tenths. So it
// only *proposes*: whatever could be among the nearest, given the largest error that the product can have, is a
// candidate. The few candidates are ranked by the definition, Σ (a - b)². The answer is that of the slow loops.

extension KNearestNeighbors {
  /// The nearest examples in L2: the expansion proposes, the definition decides.
  func neighborsByExpansion(of queries: Tensor<Scalar>, count k: Int) -> Neighbors {
    search(queries, count: k) { search, rows in
      multiply(search, rows)
      parallelFor(blocksOf: 8, in: rows.count) { block in
        squaredNorms.withUnsafeBufferPointer { norms in
          for i in block {
            let query = search.queries + (rows.lowerBound + i) * search.d
            let error = addNorms(norms, to: search.scores + i * search.n, query: query, d: search.d)
            let found = candidates(search.scores + i * search.n, search.n, count: k, slack: error)
            search.store(
              found.map {
                Candidate(squaredDistance(query, search.examples + $0 * search.d, search.d), $0)
              },
              query: rows.lowerBound + i, finish: { $0.squareRoot() })
          }
        }
      }
    }
  }

  /// The nearest examples in L1, which no product of matrices can give.
  func neighborsByDefinition(of queries: Tensor<Scalar>, count k: Int) -> Neighbors {
    search(queries, count: k) { search, rows in
      fillAbsoluteDistances(
        PairwiseRows(
          queries: search.queries + rows.lowerBound * search.d, examples: search.examples,
          out: search.scores, m: rows.count, n: search.n, d: search.d))
      parallelFor(blocksOf: 8, in: rows.count) { block in
        for i in block {
          let scores = search.scores + i * search.n
          search.store(
            candidates(scores, search.n, count: k, slack: 0).map {
              Candidate(Double(scores[$0]), $0)
            },
            query: rows.lowerBound + i, finish: { $0 })
        }
      }
    }
  }

  /// Takes the queries in blocks, so that the scores of a block fit in memory, and collects what `body` stores.
  private func search(
    _ queries: Tensor<Scalar>, count k: Int, _ body: (Search<Scalar>, Range<Int>) -> Void
  ) -> Neighbors {
    let m = queries.rowCount
    let n = labels.count
    let rowsAtOnce = max(1, min(m, max(64, 4_000_000 / n)))
    var indices = [Int](repeating: 0, count: m * k)
    var distances = [Double](repeating: 0, count: m * k)
    let scores = UnsafeMutablePointer<Scalar>.allocate(capacity: rowsAtOnce * n)
    defer { scores.deallocate() }
    indices.withUnsafeMutableBufferPointer { indices in
      distances.withUnsafeMutableBufferPointer { distances in
        queries.scalars.withUnsafeBufferPointer { queries in
          examples.scalars.withUnsafeBufferPointer { examples in
            guard let queries = queries.baseAddress, let examples = examples.baseAddress,
              let indices = indices.baseAddress, let distances = distances.baseAddress
            else { return }
            let search = Search(
              queries: queries, examples: examples, scores: scores, indices: indices,
              distances: distances, n: n, d: self.examples.rowSize, k: k)
            for start in stride(from: 0, to: m, by: rowsAtOnce) {
              body(search, start..<min(m, start + rowsAtOnce))
            }
          }
        }
      }
    }
    return Neighbors(count: k, indices: indices, distances: distances)
  }

  /// Fills the scores of the queries in `rows` with -2ab, the examples spread over the cores.
  private func multiply(_ search: Search<Scalar>, _ rows: Range<Int>) {
    // More pieces than cores, so that a core that is busy with something else holds up little; but not many more, for
    // each piece packs all queries anew.
    let pieces = coreCount == 1 ? 1 : 2 * coreCount
    parallelFor(blocksOf: max(64, (search.n + pieces - 1) / pieces), in: search.n) { columns in
      Scalar.gemm(
        transposeA: false, transposeB: true, m: rows.count, n: columns.count, k: search.d,
        alpha: -2, a: search.queries + rows.lowerBound * search.d, lda: search.d,
        b: search.examples + columns.lowerBound * search.d, ldb: search.d, beta: 0,
        c: search.scores + columns.lowerBound, ldc: search.n)
    }
  }
}

/// What a search reads and writes; each core writes the rows of queries of its own.
private struct Search<Scalar: TensorScalar>: @unchecked Sendable {
  let queries: UnsafePointer<Scalar>
  let examples: UnsafePointer<Scalar>
  let scores: UnsafeMutablePointer<Scalar>
  let indices: UnsafeMutablePointer<Int>
  let distances: UnsafeMutablePointer<Double>
  let n: Int
  let d: Int
  let k: Int

  /// Keeps the nearest `k` of the candidates for `query`.
  func store(_ candidates: [Candidate], query: Int, finish: (Double) -> Double) {
    for (rank, candidate) in candidates.sorted().prefix(k).enumerated() {
      indices[query * k + rank] = candidate.index
      distances[query * k + rank] = finish(candidate.distance)
    }
  }
}

/// An example and how far away it is; among equally distant ones the first comes first, what is not a number last.
private struct Candidate: Comparable {
  let distance: Double
  let index: Int

  init(_ distance: Double, _ index: Int) {
    self.distance = distance.isNaN ? .infinity : distance
    self.index = index
  }

  static func < (a: Candidate, b: Candidate) -> Bool {
    a.distance != b.distance ? a.distance < b.distance : a.index < b.index
  }
}

/// The squared length of each row.
func rowNorms<Scalar: TensorScalar>(_ rows: Tensor<Scalar>) -> [Scalar] {
  let d = rows.rowSize
  return Tensor<Scalar>(shape: [rows.rowCount]) { out in
    rows.scalars.withUnsafeBufferPointer { x in
      guard let x = x.baseAddress, let out = out.baseAddress else {
        return out.initialize(repeating: 0)
      }
      let pointers = NormPointers(rows: x, norms: out)
      parallelFor(blocksOf: 256, in: rows.rowCount) { block in
        for i in block { pointers.norms[i] = Scalar(squaredNorm(pointers.rows + i * d, d)) }
      }
    }
  }.scalars
}

private struct NormPointers<Scalar>: @unchecked Sendable {
  let rows: UnsafePointer<Scalar>
  let norms: UnsafeMutablePointer<Scalar>
}

/// Completes -2ab to |b|² - 2ab, which ranks as the squared distance does.
///
/// - Returns: a bound of the rounding error of every result. A product of D terms, summed in any order, is off by at most
///   D + 1 roundings of |a||b|, a norm by at most 272 (`squaredNorm` adds up to 256 terms a lane).
@specialized(where Scalar == Float)
@specialized(where Scalar == Double)
private func addNorms<Scalar: TensorScalar>(
  _ norms: UnsafeBufferPointer<Scalar>, to scores: UnsafeMutablePointer<Scalar>,
  query: UnsafePointer<Scalar>, d: Int
) -> Scalar {
  var longest: Scalar = 0
  for j in 0..<norms.count {
    scores[j] += norms[j]
    if norms[j] > longest { longest = norms[j] }
  }
  let lengths = (Scalar(squaredNorm(query, d)) * longest).squareRoot()
  return Scalar.ulpOfOne / 2 * (Scalar(2 * (d + 4)) * lengths + 272 * longest)
}

/// The indices of all scores that can be among the `k` smallest if each of them is off by at most `slack`.
@specialized(where Scalar == Float)
@specialized(where Scalar == Double)
private func candidates<Scalar: TensorScalar>(
  _ scores: UnsafePointer<Scalar>, _ n: Int, count k: Int, slack: Scalar
) -> [Int] {
  var smallest = [Scalar](repeating: .infinity, count: k)  // a heap, the largest on top
  smallest.withUnsafeMutableBufferPointer { heap in
    for j in 0..<n where scores[j] < heap[0] {
      var hole = 0
      while 2 * hole + 1 < k {
        var child = 2 * hole + 1
        if child + 1 < k && heap[child + 1] > heap[child] { child += 1 }
        if heap[child] <= scores[j] { break }
        heap[hole] = heap[child]
        hole = child
      }
      heap[hole] = scores[j]
    }
  }
  let limit = smallest[0] + 2 * slack
  // Written so that a score that is not a number, after an overflow, remains a candidate.
  return (0..<n).filter { !(scores[$0] > limit) }
}
