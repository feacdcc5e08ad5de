import Tensors
import Testing

@testable import NearestNeighbors

@Suite("k nearest neighbours")
struct KNearestNeighborsTests {
  /// Whole numbers from 0 to 255 like pixels, from a fixed linear congruential sequence.
  static func pixels<Scalar: TensorScalar>(_ shape: [Int], seed: UInt32) -> Tensor<Scalar> {
    var state = seed
    return Tensor(
      shape: shape,
      scalars: (0..<shape.reduce(1, *)).map { _ in
        state = state &* 1_664_525 &+ 1_013_904_223
        return Scalar(state >> 24)
      })
  }

  /// The definition in the plainest loops, in whole numbers: L1, or L2 squared, of every pair.
  static func plainDistances<Scalar: TensorScalar>(
    _ a: Tensor<Scalar>, _ b: Tensor<Scalar>, _ distance: Distance
  ) -> [[Int]] {
    let (a, b) = (rows(a), rows(b))
    return a.map { x in
      b.map { y in
        var sum = 0
        for (p, q) in zip(x, y) { sum += distance == .l1 ? abs(p - q) : (p - q) * (p - q) }
        return sum
      }
    }
  }

  static func rows<Scalar: TensorScalar>(_ a: Tensor<Scalar>) -> [[Int]] {
    (0..<a.rowCount).map { i in a.row(i).scalars.map { Int($0) } }
  }

  // Sizes around the kernels' blocks of 4 rows and 16 coordinates, 1 and primes among them.
  static let sizes = [
    (1, 1, 1), (3, 5, 2), (4, 4, 16), (5, 9, 17), (7, 13, 31), (9, 70, 48), (2, 3, 4099),
  ]

  @Test("pairwise distances are those of the definition", arguments: sizes)
  func pairwiseAgreesWithDefinition(m: Int, n: Int, d: Int) {
    let a: Tensor<Float> = Self.pixels([m, d], seed: 1)
    let b: Tensor<Float> = Self.pixels([n, d], seed: 2)
    for distance in Distance.allCases {
      let single = distance.pairwise(from: a, to: b)
      let double = distance.pairwise(
        from: a.cast(to: Double.self), to: b.cast(to: Double.self))
      #expect(single.shape == [m, n])
      #expect(double.shape == [m, n])
      let plain = Self.plainDistances(a, b, distance)
      for i in 0..<m {
        for j in 0..<n {
          let whole = Double(plain[i][j])
          let expected = distance == .l2 ? whole.squareRoot() : whole
          #expect(abs(double[i, j] - expected) <= 1e-14 * expected)
          #expect(abs(Double(single[i, j]) - expected) <= 1e-6 * expected)
        }
      }
    }
  }

  @Test("a triangle with sides 3 and 4 has L2 distance 5 and L1 distance 7")
  func triangle() {
    let origin: Tensor<Double> = [[0, 0]]
    let corner: Tensor<Double> = [[3, 4]]
    #expect(Distance.l2.pairwise(from: origin, to: corner)[0, 0] == 5)
    #expect(Distance.l1.pairwise(from: origin, to: corner)[0, 0] == 7)
    for (distance, expected) in [(Distance.l2, 5.0), (.l1, 7.0)] {
      let model = KNearestNeighbors(examples: corner, labels: [0], distance: distance)
      #expect(model.neighbors(of: origin, count: 1).distances == [expected])
    }
  }

  @Test("finds the neighbours that a full sort by the definition finds, in Float and Double")
  func agreesWithFullSort() {
    func check<Scalar: TensorScalar>(_: Scalar.Type) {
      let queries: Tensor<Scalar> = Self.pixels([11, 131], seed: 5)
      let examples: Tensor<Scalar> = Self.pixels([101, 131], seed: 6)
      for distance in Distance.allCases {
        let model = KNearestNeighbors(
          examples: examples, labels: Array(repeating: 0, count: 101), distance: distance)
        let plain = Self.plainDistances(queries, examples, distance)
        for k in [1, 4, 100, 101] {
          let found = model.neighbors(of: queries, count: k)
          #expect(found.queryCount == 11)
          for i in 0..<11 {
            let sorted = (0..<101).sorted { (plain[i][$0], $0) < (plain[i][$1], $1) }
            #expect(Array(found[i]) == Array(sorted.prefix(k)))
          }
        }
      }
    }
    check(Float.self)
    check(Double.self)
  }

  @Test("ranks exactly where the expansion in Float cannot: one step in one of 3,072 large pixels")
  func exactWhereExpansionIsNot() {
    // Squared lengths near 2e8 are known to ±8 in Float; the squared distances are 0, 1, 2, ... 39.
    let d = 3072
    var scalars = [Float](repeating: 255, count: 40 * d)
    for i in 0..<40 {
      for c in 0..<(39 - i) { scalars[i * d + c] = 254 }
    }
    let examples = Tensor(shape: [40, d], scalars: scalars)
    let query = Tensor<Float>(repeating: 255, shape: [1, d])
    let found = KNearestNeighbors(examples: examples, labels: Array(0..<40))
      .neighbors(of: query, count: 5)
    #expect(Array(found[0]) == [39, 38, 37, 36, 35])
    #expect(found.distances == (0..<5).map { Double($0).squareRoot() })
  }

  @Test("a picture is at distance 0 from itself, never at a root of something negative")
  func zeroFromItself() {
    let examples: Tensor<Float> = Self.pixels([50, 3072], seed: 9)
    let model = KNearestNeighbors(examples: examples, labels: Array(0..<50))
    let found = model.neighbors(of: examples, count: 1)
    #expect(found.indices == Array(0..<50))
    #expect(found.distances == Array(repeating: 0, count: 50))
    #expect(model.accuracy(on: examples, labels: Array(0..<50)) == 1)
  }

  @Test("numbers whose squares overflow still find their nearest, and none is not a number")
  func overflow() {
    let examples: Tensor<Float> = [[3e30, 0], [1e30, 1e30], [0, 1], [5, 5]]
    let model = KNearestNeighbors(examples: examples, labels: [0, 1, 2, 3])
    let found = model.neighbors(of: [[0, 0], [5, 4]], count: 2)
    #expect(Array(found[0]) == [2, 3])
    #expect(Array(found[1]) == [3, 2])
    #expect(!model.neighbors(of: examples, count: 4).distances.contains { $0.isNaN })
  }

  @Test("a tie in the vote goes to the smallest label, wherever it stands")
  func tieToSmallestLabel() {
    let examples: Tensor<Double> = [[1], [2], [3], [4]]
    let model = KNearestNeighbors(examples: examples, labels: [7, 2, 2, 7])
    #expect(model.predict([[0]], ks: [1, 2, 3, 4]) == [[7], [2], [2], [2]])
    #expect(model.predict([[0], [9]], k: 4) == [2, 2])
  }

  @Test("a tie in distance goes to the example that comes first", arguments: Distance.allCases)
  func tieInDistance(distance: Distance) {
    let examples: Tensor<Float> = [[1], [-1], [1], [-1]]
    let model = KNearestNeighbors(examples: examples, labels: [3, 0, 0, 0], distance: distance)
    #expect(Array(model.neighbors(of: [[0]], count: 3)[0]) == [0, 1, 2])
    #expect(model.predict([[0]]) == [3])
  }

  @Test("one search serves every number of neighbours")
  func manyKsAtOnce() {
    let examples: Tensor<Float> = Self.pixels([60, 20], seed: 3)
    let queries: Tensor<Float> = Self.pixels([23, 20], seed: 4)
    let model = KNearestNeighbors(examples: examples, labels: (0..<60).map { $0 * $0 % 7 })
    let ks = [10, 1, 60, 3]
    #expect(model.predict(queries, ks: ks) == ks.map { model.predict(queries, k: $0) })
    #expect(model.predict(queries, ks: []).isEmpty)
  }

  @Test("no queries have no neighbours")
  func noQueries() {
    let model = KNearestNeighbors<Float>(examples: [[1, 2]], labels: [0])
    #expect(model.predict(Tensor(zeros: [0, 2]), k: 1).isEmpty)
  }

  @Test("stops a program that asks for more neighbours than there are examples")
  func tooManyNeighbors() async {
    await #expect(processExitsWith: .failure) {
      _ = KNearestNeighbors<Float>(examples: [[1, 2]], labels: [0]).predict([[0, 0]], k: 2)
    }
  }
}
