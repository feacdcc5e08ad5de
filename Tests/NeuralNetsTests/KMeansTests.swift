import NeuralNets
import Tensors
import Testing

@Suite("k-means")
struct KMeansTests {
  static func cloud(seed: UInt64) -> Tensor<Float> {
    var generator = SeededGenerator(seed: seed)
    return Tensor(randomNormal: [500, 7], using: &generator)
  }

  @Test("never raises its objective", arguments: [1, 2, 3] as [UInt64])
  func objectiveFalls(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let means = KMeans(Self.cloud(seed: seed), count: 13, iterations: 15, using: &generator)
    #expect(means.objective.count == 16)
    for (before, after) in zip(means.objective, means.objective.dropFirst()) {
      #expect(after <= before * (1 + 1e-6))
    }
    #expect(means.objective[15] < means.objective[0] * 0.95)
  }

  @Test(
    "finds two far groups, whichever points it starts from", arguments: [1, 2, 3, 4] as [UInt64])
  func twoGroups(seed: UInt64) {
    let points: Tensor<Float> = [[0, 0], [0, 2], [2, 0], [2, 2], [100, 100], [100, 102]]
    var generator = SeededGenerator(seed: seed)
    let means = KMeans(points, count: 2, iterations: 10, using: &generator)
    let centers = [means.centers.row(0).scalars, means.centers.row(1).scalars]
      .sorted { $0[0] < $1[0] }
    #expect(centers == [[1, 1], [100, 101]])
    // Four points at squared distance 2 and two at 1.
    #expect(abs((means.objective.last ?? 0) - 10.0 / 6) < 1e-5)
    let assigned = means.assignments(of: points)
    #expect(Set(assigned[0..<4]).count == 1 && Set(assigned[4...]).count == 1)
    #expect(assigned[0] != assigned[5])
  }

  @Test("assigns each point to the centre that plain loops find")
  func assignments() {
    let points = Self.cloud(seed: 9)
    var generator = SeededGenerator(seed: 9)
    let means = KMeans(points, count: 11, iterations: 3, using: &generator)
    let assigned = means.assignments(of: points)
    #expect(assigned.count == 500)
    for n in 0..<500 {
      let distances = (0..<11).map { c in
        (0..<7).reduce(Float(0)) { sum, i in
          let difference = points[n, i] - means.centers[c, i]
          return sum + difference * difference
        }
      }
      let smallest = distances.min() ?? 0
      #expect(distances[assigned[n]] <= smallest + 1e-4)
    }
  }

  @Test("gives the same centres for the same seed")
  func determinism() {
    var first = SeededGenerator(seed: 5)
    var second = SeededGenerator(seed: 5)
    let points = Self.cloud(seed: 4)
    #expect(
      KMeans(points, count: 20, iterations: 4, using: &first).centers
        == KMeans(points, count: 20, iterations: 4, using: &second).centers)
  }
}
