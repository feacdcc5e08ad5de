import NeuralNets
import Tensors
import Testing

@Suite("Visual words and patches")
struct VisualWordsTests {
  static func pictures(seed: UInt64) -> Tensor<Float> {
    var generator = SeededGenerator(seed: seed)
    return Tensor(randomUniform: [6, 3, 12, 11], in: 0..<255, using: &generator)
  }

  @Test("patches are pieces of the pictures, channel by channel")
  func patches() {
    // Every pixel says where it is: 1000 n + 100 c + 10 y + x.
    let pictures = Tensor<Float>(
      shape: [4, 2, 5, 7],
      scalars: (0..<280).map { i -> Float in
        let (n, c) = (i / 70, i / 35 % 2)
        let (y, x) = (i / 7 % 5, i % 7)
        let place: Int = 1000 * n + 100 * c + 10 * y + x
        return Float(place)
      })
    var generator = SeededGenerator(seed: 3)
    let patches = Patches.random(count: 200, size: 3, from: pictures, using: &generator)
    #expect(patches.shape == [200, 18])
    var corners: Set<Int> = []
    for n in 0..<200 {
      let corner = patches[n, 0]
      corners.insert(Int(corner))
      let expected = (0..<18).map { i -> Float in
        let (c, y, x) = (i / 9, i / 3 % 3, i % 3)
        let offset: Int = 100 * c + 10 * y + x
        return corner + Float(offset)
      }
      #expect(patches.row(n).scalars == expected)
    }
    #expect(corners.count > 50)  // of 4 pictures x 3 x 5 places
  }

  @Test("contrast normalisation leaves neither brightness nor, in a strong patch, contrast")
  func contrast() {
    let patch: [Float] = [0, 100, 200, 50]
    let patches = Tensor<Float>(stacking: [
      Tensor(patch), Tensor(patch.map { $0 + 30 }), Tensor(patch.map { $0 * 1.2 }),
      Tensor([7, 7, 7, 7]),
    ])
    let normalized = Patches.contrastNormalized(patches)
    // mean 87.5, variance 5468.75
    let expected = patch.map { ($0 - 87.5) / Float(5478.75).squareRoot() }
    for i in 0..<4 {
      #expect(abs(normalized[0, i] - expected[i]) < 1e-6)
      #expect(abs(normalized[1, i] - expected[i]) < 1e-5)
      #expect(abs(normalized[2, i] - expected[i]) < 1e-3)
      #expect(normalized[3, i] == 0)
    }
  }

  @Test(
    "encodes as plain loops do: whiten, measure distances, triangle, average over quadrants",
    arguments: [1, 2])
  func encoding(spacing: Int) {
    let pictures = Self.pictures(seed: 7)
    var generator = SeededGenerator(seed: 7)
    let words = VisualWords(
      learningFrom: pictures, count: 9, patchSize: 4, spacing: spacing, patchCount: 300,
      iterations: 4,
      using: &generator)
    let features = words.features(of: pictures)
    #expect(features.shape == [6, 4 * 9])

    for n in [0, 5] {
      var sums = [Float](repeating: 0, count: 36)
      var counts = [Float](repeating: 0, count: 4)
      let (rows, columns) = (8 / spacing + 1, 7 / spacing + 1)
      for y in 0..<rows {
        for x in 0..<columns {
          let (top, left) = (y * spacing, x * spacing)
          let patch = (0..<48).map { i -> Float in
            let (c, row, column) = (i / 16, i / 4 % 4, i % 4)
            return pictures[n, c, top + row, left + column]
          }
          let row = Patches.contrastNormalized(Tensor(shape: [1, 48], scalars: patch))
          let z = words.whitening.whitened(row).scalars
          let distances = (0..<9).map { k -> Float in
            var sum: Float = 0
            for i in 0..<48 { sum += (z[i] - words.words[k, i]) * (z[i] - words.words[k, i]) }
            return sum.squareRoot()
          }
          let mean = distances.reduce(0, +) / 9
          let cell = (y * 2 / rows) * 2 + x * 2 / columns
          counts[cell] += 1
          for k in 0..<9 { sums[cell * 9 + k] += max(0, mean - distances[k]) }
        }
      }
      for i in 0..<36 { #expect(abs(features[n, i] - sums[i] / counts[i / 9]) < 2e-3) }
    }
  }

  @Test("a brighter picture holds the same words")
  func brightness() {
    var generator = SeededGenerator(seed: 1)
    let pictures = Self.pictures(seed: 1)
    let words = VisualWords(
      learningFrom: pictures, count: 8, patchSize: 5, patchCount: 200, iterations: 2,
      using: &generator)
    let here = words.features(of: pictures).scalars
    let brighter = words.features(of: pictures + 100).scalars
    #expect(zip(here, brighter).allSatisfy { abs($0 - $1) < 1e-2 })
    #expect(here.contains { $0 > 0.05 })
  }

  @Test("features by blocks are the features of all at once, and kinds lie side by side")
  func blocks() {
    let pictures = Self.pictures(seed: 2)
    let hog = HistogramOfOrientedGradients(cellSize: 4)
    let both = CombinedFeatures([ColorHistogram(bins: 4), hog])
    var seen: [Int] = []
    let features = both.features(
      count: 6, blockSize: 4, pictures: { pictures[rows: $0] }, progress: { seen.append($0) })
    #expect(seen == [4, 6])
    #expect(features == both.features(of: pictures))
    #expect(features.shape == [6, 4 + 3 * 2 * 9])
    #expect(features[5, 1] == ColorHistogram(bins: 4).features(of: pictures)[5, 1])
    #expect(features[5, 4] == hog.features(of: pictures)[5, 0])
  }
}
