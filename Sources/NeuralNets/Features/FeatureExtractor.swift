import Tensors

/// A fixed function from a picture to a vector of numbers that a classifier can work on.
///
/// Nothing in it depends on labels: what is learned, if anything, is learned from pictures alone.
public protocol FeatureExtractor: Sendable {
  /// The features of each picture.
  ///
  /// - Parameter pictures: shape `[N, C, H, W]`, 0...255.
  /// - Returns: shape `[N, F]`, a row a picture.
  func features(of pictures: Tensor<Float>) -> Tensor<Float>
}

extension FeatureExtractor {
  /// The features of many pictures, fetched a block at a time: a large data set need never be in memory as
  /// floating-point numbers all at once.
  ///
  /// - Parameters:
  ///   - count: the number of pictures.
  ///   - blockSize: how many are fetched at once.
  ///   - pictures: returns the pictures of a range, shape `[range.count, C, H, W]`, 0...255.
  ///   - progress: called after each block with the number of pictures done.
  /// - Returns: shape `[count, F]`.
  public func features(
    count: Int, blockSize: Int = 1000, pictures: (Range<Int>) -> Tensor<Float>,
    progress: (Int) -> Void = { _ in }
  ) -> Tensor<Float> {
    precondition(count > 0 && blockSize > 0, "features: \(count) pictures by \(blockSize)")
    var scalars: [Float] = []
    var featureCount = 0
    for start in stride(from: 0, to: count, by: blockSize) {
      let end = min(count, start + blockSize)
      let block = features(of: pictures(start..<end))
      if start == 0 {
        featureCount = block.rowSize
        scalars.reserveCapacity(count * featureCount)
      }
      scalars += block.scalars
      progress(end)
    }
    return Tensor(shape: [count, featureCount], scalars: scalars)
  }
}

/// Several kinds of features side by side: all of the first kind, then all of the second, and so on.
public struct CombinedFeatures: FeatureExtractor {
  /// The kinds, in the order of their columns.
  public let parts: [any FeatureExtractor]

  /// Creates the combination of `parts`.
  public init(_ parts: [any FeatureExtractor]) {
    precondition(!parts.isEmpty, "CombinedFeatures: no parts")
    self.parts = parts
  }

  /// The features of each picture, the parts next to each other.
  public func features(of pictures: Tensor<Float>) -> Tensor<Float> {
    concatenateColumns(parts.map { $0.features(of: pictures) })
  }
}

/// Puts matrices with the same number of rows side by side.
///
/// - Parameter parts: shapes `[N, F1]`, `[N, F2]`, ...
/// - Returns: shape `[N, F1 + F2 + ...]`.
public func concatenateColumns(_ parts: [Tensor<Float>]) -> Tensor<Float> {
  precondition(
    parts.allSatisfy { $0.rank == 2 && $0.rowCount == parts[0].rowCount },
    "concatenateColumns: expected matrices of equally many rows, got \(parts.map(\.shape))")
  let rows = parts.first?.rowCount ?? 0
  let columns = parts.reduce(0) { $0 + $1.rowSize }
  return Tensor(shape: [rows, columns]) { out in
    var offset = 0
    for part in parts {
      let width = part.rowSize
      part.scalars.withUnsafeBufferPointer { values in
        for row in 0..<rows {
          _ = UnsafeMutableBufferPointer(
            rebasing: out[row * columns + offset..<(row + 1) * columns]
          )
          .update(fromContentsOf: values[row * width..<(row + 1) * width])
        }
      }
      offset += width
    }
  }
}

/// Fills a row of features for each picture, the pictures spread over the cores.
///
/// - Parameters:
///   - pictures: shape `[N, C, H, W]`.
///   - featureCount: the length of a row.
///   - compute: receives one picture, `[C, H, W]` row-major, and its row, which holds zeros.
/// - Returns: shape `[N, featureCount]`.
func featuresPictureByPicture(
  _ pictures: Tensor<Float>, featureCount: Int,
  _ compute: @Sendable (UnsafeBufferPointer<Float>, UnsafeMutableBufferPointer<Float>) -> Void
) -> Tensor<Float> {
  let size = pictures.rowSize
  var result = Tensor<Float>(zeros: [pictures.rowCount, featureCount])
  result.withUnsafeMutableScalars { out in
    pictures.scalars.withUnsafeBufferPointer { pixels in
      let work = PicturesAndRows(pixels: pixels, rows: out)
      parallelFor(blocksOf: 16, in: pictures.rowCount) { block in
        for n in block {
          compute(
            UnsafeBufferPointer(rebasing: work.pixels[n * size..<(n + 1) * size]),
            UnsafeMutableBufferPointer(
              rebasing: work.rows[n * featureCount..<(n + 1) * featureCount]))
        }
      }
    }
  }
  return result
}

/// Pictures that all cores read and rows of which each core writes its own.
private struct PicturesAndRows: @unchecked Sendable {
  let pixels: UnsafeBufferPointer<Float>
  let rows: UnsafeMutableBufferPointer<Float>
}
