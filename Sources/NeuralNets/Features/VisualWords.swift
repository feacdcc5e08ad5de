import Tensors

/// A bag of visual words: how much of each of `K` typical patches is found in each part of a picture.
///
/// Learning, from pictures without labels: cut out random patches, normalise their contrast, whiten them, and cluster
/// them by k-means; the centres are the words.
///
/// Encoding a picture: each patch `z`, `spacing` pixels apart, normalised and whitened likewise, speaks for the words
/// that are nearer to it than the average word is ("triangle" encoding), and what is said is averaged over each cell of
/// a grid:
///
///     f_k(z) = max(0, mean_j ‖z - c_j‖ - ‖z - c_k‖)
///
/// *Source:* Csurka et al., 2004, for bags of words; Coates, Lee and Ng, 2011, for this kind.
public struct VisualWords: FeatureExtractor {
  /// The side of a patch in pixels.
  public let patchSize: Int
  /// The picture is pooled over `gridSize` x `gridSize` cells: 2 for the quadrants.
  public let gridSize: Int
  /// The distance from one encoded patch to the next in pixels: 1 is best, 2 costs a quarter.
  public let spacing: Int
  /// The words, whitened patches, shape `[K, C * patchSize * patchSize]`.
  public let words: Tensor<Float>
  /// The whitening that was measured on the training patches.
  public let whitening: Whitening<Float>
  /// The mean squared distance of a patch to its nearest word, before and after each iteration of k-means.
  public let objective: [Double]

  private let squaredWordLengths: [Float]
  private let shift: [Float]  // mean * matrix: what the mean becomes under whitening

  /// Learns words from pictures.
  ///
  /// - Parameters:
  ///   - pictures: shape `[N, C, H, W]`, 0...255.
  ///   - count: the number of words.
  ///   - patchSize: the side of a patch.
  ///   - gridSize: the cells a side that a picture is pooled over.
  ///   - spacing: the distance from one patch to the next when a picture is encoded.
  ///   - patchCount: the number of patches to learn from.
  ///   - iterations: the iterations of k-means.
  ///   - generator: the source of patches and first centres.
  public init(
    learningFrom pictures: Tensor<Float>, count: Int, patchSize: Int = 6, gridSize: Int = 2,
    spacing: Int = 1, patchCount: Int = 20_000, iterations: Int = 10,
    using generator: inout some RandomSource
  ) {
    let patches = Patches.contrastNormalized(
      Patches.random(count: patchCount, size: patchSize, from: pictures, using: &generator))
    let whitening = Whitening(fitting: patches, epsilon: 0.1)
    let clusters = KMeans(
      whitening.whitened(patches), count: count, iterations: iterations, using: &generator)
    self.patchSize = patchSize
    self.gridSize = gridSize
    self.spacing = spacing
    self.whitening = whitening
    words = clusters.centers
    objective = clusters.objective
    squaredWordLengths = squaredLengths(ofRows: clusters.centers)
    shift =
      matmul(
        Tensor(shape: [1, whitening.mean.count], scalars: whitening.mean.scalars), whitening.matrix
      ).scalars
  }

  /// The features of each picture.
  ///
  /// - Parameter pictures: shape `[N, C, H, W]`, 0...255, of the kind that was learned from.
  /// - Returns: shape `[N, gridSize * gridSize * K]`; the word runs fastest.
  public func features(of pictures: Tensor<Float>) -> Tensor<Float> {
    let grid = PatchGrid(size: patchSize, spacing: spacing, shape: pictures.shape)
    precondition(
      grid.patchLength == whitening.mean.count && gridSize <= min(grid.rows, grid.columns),
      "VisualWords: words of length \(whitening.mean.count) on a grid of \(gridSize) do not fit \(pictures.shape)"
    )
    let (places, length, k) = (grid.count, grid.patchLength, words.rowCount)
    return featuresPictureByPicture(pictures, featureCount: gridSize * gridSize * k) {
      picture, features in
      withUnsafeTemporaryAllocation(of: Float.self, capacity: places * (2 * length + k)) {
        scratch in
        let patches = UnsafeMutableBufferPointer(rebasing: scratch[..<(places * length)])
        let whitened = UnsafeMutableBufferPointer(
          rebasing: scratch[(places * length)..<(2 * places * length)])
        let distances = UnsafeMutableBufferPointer(rebasing: scratch[(2 * places * length)...])
        grid.copyNormalizedPatches(of: picture, to: patches)
        whiten(patches, into: whitened, places: places)
        measureDistances(of: whitened, into: distances, places: places)
        pool(distances, grid, into: features)
      }
    }
  }

  private func whiten(
    _ patches: UnsafeMutableBufferPointer<Float>, into whitened: UnsafeMutableBufferPointer<Float>,
    places: Int
  ) {
    let length = shift.count
    whitening.matrix.scalars.withUnsafeBufferPointer { matrix in
      guard let p = patches.baseAddress, let w = matrix.baseAddress, let z = whitened.baseAddress
      else { return }
      Float.gemm(
        transposeA: false, transposeB: false, m: places, n: length, k: length, alpha: 1,
        a: p, lda: length, b: w, ldb: length, beta: 0, c: z, ldc: length)
    }
    shift.withUnsafeBufferPointer { shift in
      for n in 0..<places {
        for i in 0..<length { whitened[n * length + i] -= shift[i] }
      }
    }
  }

  /// The distance of each whitened patch to each word, `[places, K]`.
  private func measureDistances(
    of whitened: UnsafeMutableBufferPointer<Float>,
    into distances: UnsafeMutableBufferPointer<Float>, places: Int
  ) {
    let (length, k) = (shift.count, squaredWordLengths.count)
    words.scalars.withUnsafeBufferPointer { words in
      guard let z = whitened.baseAddress, let c = words.baseAddress, let d = distances.baseAddress
      else { return }
      Float.gemm(
        transposeA: false, transposeB: true, m: places, n: k, k: length, alpha: -2,
        a: z, lda: length, b: c, ldb: length, beta: 0, c: d, ldc: k)
    }
    squaredWordLengths.withUnsafeBufferPointer { wordSquares in
      for n in 0..<places {
        let square = vectorSumOfSquares(
          UnsafeMutableBufferPointer(rebasing: whitened[n * length..<(n + 1) * length]))
        let row = UnsafeMutableBufferPointer(rebasing: distances[n * k..<(n + 1) * k])
        for j in 0..<k {
          let squared = row[j] + wordSquares[j] + square
          row[j] = (squared > 0 ? squared : 0).squareRoot()
        }
      }
    }
  }

  /// Averages the triangle encoding over each cell of the grid.
  private func pool(
    _ distances: UnsafeMutableBufferPointer<Float>, _ grid: PatchGrid,
    into features: UnsafeMutableBufferPointer<Float>
  ) {
    let k = squaredWordLengths.count
    var placesInCell = [Int](repeating: 0, count: gridSize * gridSize)
    for y in 0..<grid.rows {
      for x in 0..<grid.columns {
        let cell = (y * gridSize / grid.rows) * gridSize + x * gridSize / grid.columns
        placesInCell[cell] += 1
        let start = (y * grid.columns + x) * k
        let row = UnsafeMutableBufferPointer(rebasing: distances[start..<start + k])
        let mean = vectorSum(row) / Float(k)
        let sum = UnsafeMutableBufferPointer(rebasing: features[cell * k..<(cell + 1) * k])
        for j in 0..<k {
          let nearer = mean - row[j]
          sum[j] += nearer > 0 ? nearer : 0
        }
      }
    }
    for (cell, count) in placesInCell.enumerated() {
      for j in cell * k..<(cell + 1) * k { features[j] /= Float(count) }
    }
  }
}
