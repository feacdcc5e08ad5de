import NearestNeighbors
import Tensors
import Testing

@Suite("Distances with two loops, one and none")
struct DistanceLoopsTests {
  static let versions: [@Sendable (Tensor<Double>, Tensor<Double>) -> Tensor<Double>] = [
    { DistanceLoops.twoLoops($0, $1) }, { DistanceLoops.oneLoop($0, $1) },
    { DistanceLoops.noLoop($0, $1) }, { Distance.l2.pairwise(from: $0, to: $1) },
  ]

  @Test("agree with the fast kernel and with SciPy", arguments: 0..<4)
  func agree(version: Int) {
    // a = np.linspace(-3, 4, 10).reshape(2, 5); b = np.linspace(2, -1, 15).reshape(3, 5)
    // scipy.spatial.distance.cdist(a, b)
    let a = Tensor<Double>(linspace: -3, 4, shape: [2, 5])
    let b = Tensor<Double>(linspace: 2, -1, shape: [3, 5])
    let expected = [
      [7.437697893986224, 5.361550215236861, 3.6949537609475493],
      [3.6949537609475493, 5.361550215236861, 7.437697893986224],
    ]
    let found = Self.versions[version](a, b)
    #expect(found.shape == [2, 3])
    for i in 0..<2 {
      for j in 0..<3 { #expect(abs(found[i, j] - expected[i][j]) < 1e-12) }
    }
  }

  @Test("give a number, never the root of something negative, from a picture to itself")
  func neverNaN() {
    let pictures: Tensor<Float> = KNearestNeighborsTests.pixels([30, 3072], seed: 8)
    let distances = DistanceLoops.noLoop(pictures, pictures)
    #expect(distances.scalars.allSatisfy { $0 >= 0 })
  }
}
