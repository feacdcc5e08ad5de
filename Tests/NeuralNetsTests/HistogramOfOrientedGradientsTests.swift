import NeuralNets
import Tensors
import Testing

@Suite("Histogram of oriented gradients")
struct HistogramOfOrientedGradientsTests {
  /// Grey, 16 x 16: `p[y, x] = (7 x² + 5 x y + 3 y³) mod 256`.
  static let picture = Tensor<Float>(
    shape: [1, 1, 16, 16],
    scalars: (0..<256).map { i in
      let (y, x) = (i / 16, i % 16)
      return Float((7 * x * x + 5 * x * y + 3 * y * y * y) % 256)
    })

  // NumPy: gx, gy by np.diff with a last column, row of zeros; m = np.hypot(gx, gy);
  // b = floor(mod(arctan2(gy, gx), pi) / pi * 9); per 8 x 8 cell np.bincount(b, weights=m) / 64.
  static let numPy: [Float] = [
    18.810185, 33.002522, 27.125632, 11.703721, 0, 9.980469, 3.671078, 3.398691,
    13.819099, 12.922743, 17.723867, 40.985734, 29.413194, 9.1875, 7.087972, 9.488093,
    5.216128, 4.877595, 22.081951, 34.426953, 52.829104, 10.082429, 0, 0,
    8.524056, 12.362732, 9.57078, 16.876573, 18.133832, 30.336664, 16.536729, 22.998571,
    8.515929, 1.860884, 0.796875, 2.12991,
  ]

  @Test("agrees with NumPy")
  func numPy() {
    let features = HistogramOfOrientedGradients().features(of: Self.picture)
    #expect(features.shape == [1, 36])
    for (ours, theirs) in zip(features.scalars, Self.numPy) { #expect(abs(ours - theirs) < 2e-5) }
  }

  @Test("a block normalised is the cells divided by their length, with 1 added under the root")
  func blocks() {
    let features = HistogramOfOrientedGradients(normalizesBlocks: true).features(of: Self.picture)
    #expect(features.shape == [1, 36])
    // The same script: n = h / np.sqrt(1 + (h ** 2).sum())
    let expected: [Float] = [0.16351, 0.286879, 0.235793, 0.101736]
    for (ours, theirs) in zip(features.scalars, expected) { #expect(abs(ours - theirs) < 1e-5) }
  }

  @Test("a ramp to the right is all in the first bin, a ramp downwards in the one at 90°")
  func ramps() {
    let right = Tensor<Float>(shape: [1, 1, 8, 8], scalars: (0..<64).map { Float($0 % 8 * 8) })
    let left = Tensor<Float>(shape: [1, 1, 8, 8], scalars: (0..<64).map { Float(-($0 % 8) * 8) })
    let down = Tensor<Float>(shape: [1, 1, 8, 8], scalars: (0..<64).map { Float($0 / 8 * 8) })
    let hog = HistogramOfOrientedGradients()
    // 7 of 8 columns hold a step of 8: the last column has no neighbour.
    #expect(hog.features(of: right).scalars == [7, 0, 0, 0, 0, 0, 0, 0, 0])
    #expect(hog.features(of: left).scalars == [7, 0, 0, 0, 0, 0, 0, 0, 0])
    #expect(hog.features(of: down).scalars == [0, 0, 0, 0, 7, 0, 0, 0, 0])
  }

  @Test("a brighter picture has the same features; twice the contrast doubles them")
  func brightness() {
    let pixels = Self.picture.scalars
    let hog = HistogramOfOrientedGradients()
    let here = hog.features(of: Self.picture).scalars
    let brighter = hog.features(of: Tensor(shape: [1, 1, 16, 16], scalars: pixels.map { $0 + 64 }))
    let stronger = hog.features(of: Tensor(shape: [1, 1, 16, 16], scalars: pixels.map { $0 * 2 }))
    #expect(brighter.scalars == here)
    #expect(stronger.scalars == here.map { $0 * 2 })
  }

  @Test("grey is 0.299 red + 0.587 green + 0.114 blue")
  func gray() {
    let ramp = (0..<64).map { Float($0 % 8) }
    let dark = [Float](repeating: 0, count: 64)
    for (channel, weight) in [Float(0.299), 0.587, 0.114].enumerated() {
      var planes = [dark, dark, dark]
      planes[channel] = ramp
      let picture = Tensor(shape: [1, 3, 8, 8], scalars: planes.flatMap { $0 })
      let first = HistogramOfOrientedGradients().features(of: picture).scalars[0]
      #expect(abs(first - weight * 7 / 8) < 1e-5)
    }
  }

  @Test("has the course's 144 features for 32 x 32 pixels; 28 x 28 has whole cells of 7")
  func sizes() {
    let hog = HistogramOfOrientedGradients()
    #expect(hog.features(of: Tensor(zeros: [2, 3, 32, 32])) == Tensor(zeros: [2, 144]))
    let small = HistogramOfOrientedGradients(cellSize: 7)
    #expect(small.features(of: Tensor(zeros: [2, 1, 28, 28])).shape == [2, 144])
  }
}
