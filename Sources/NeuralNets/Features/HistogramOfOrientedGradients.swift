import RealModule
import Tensors

/// Which way the edges run in each part of a picture: histograms of oriented gradients (HoG).
///
/// 1. The picture is made grey: 0.299 red + 0.587 green + 0.114 blue.
/// 2. The gradient at each pixel is the difference to the pixel on its right, and to the pixel below; it is 0
///    at the last column, and at the last row.
/// 3. The direction of the gradient, modulo 180°, falls into one of `orientations` equal bins, the first of which
///    starts at "from left to right"; dark-to-bright and bright-to-dark count alike.
/// 4. In each cell of `cellSize` x `cellSize` pixels, the magnitudes in a bin are summed and divided by the
///    number of pixels of the cell. Pixels beyond the last whole cell are left out.
/// 5. If `normalizesBlocks`, each 2 x 2 block of cells is divided by its length, and all blocks, which overlap,
///    are listed: contrast drops out.
///
/// A brighter picture has the same features, since a constant does not survive a difference.
///
/// *Source:* Dalal and Triggs, 2005; CS231n, assignment 1, `hog_feature`, which drops gradients that point to the
/// left instead of taking them modulo 180°, and weighs blue by 0.144.
public struct HistogramOfOrientedGradients: FeatureExtractor {
  /// The number of bins for 180°.
  public let orientations: Int
  /// The side of a cell in pixels.
  public let cellSize: Int
  /// Whether blocks of 2 x 2 cells are normalised to length 1; the course leaves that out.
  public let normalizesBlocks: Bool

  /// Added to the squared length of a block, so that an even surface is not divided by 0.
  private static let blockFloor: Float = 1

  /// Creates an extractor; the defaults are the course's.
  public init(orientations: Int = 9, cellSize: Int = 8, normalizesBlocks: Bool = false) {
    precondition(
      orientations > 0 && cellSize > 0,
      "HistogramOfOrientedGradients: \(orientations) orientations, cells of \(cellSize)")
    self.orientations = orientations
    self.cellSize = cellSize
    self.normalizesBlocks = normalizesBlocks
  }

  /// The features of each picture.
  ///
  /// - Parameter pictures: shape `[N, C, H, W]`, 0...255, with one channel (grey) or three (red, green, blue).
  /// - Returns: shape `[N, rows of cells * cells a row * orientations]`, or, with blocks normalised,
  ///   `[N, (rows - 1) * (cells a row - 1) * 4 * orientations]`; the orientation runs fastest.
  public func features(of pictures: Tensor<Float>) -> Tensor<Float> {
    precondition(
      pictures.rank == 4 && [1, 3].contains(pictures.shape[1]),
      "HistogramOfOrientedGradients: expected pictures [N, 1 or 3, H, W], got \(pictures.shape)")
    let (channels, height, width) = (pictures.shape[1], pictures.shape[2], pictures.shape[3])
    let (rows, columns) = (height / cellSize, width / cellSize)
    precondition(
      rows >= (normalizesBlocks ? 2 : 1) && columns >= (normalizesBlocks ? 2 : 1),
      "HistogramOfOrientedGradients: a picture of \(width) x \(height) is too small for cells of \(cellSize)"
    )
    let cellCount = rows * columns * orientations
    if !normalizesBlocks {
      return featuresPictureByPicture(pictures, featureCount: cellCount) { picture, histogram in
        let gray = grayPicture(picture, channels: channels)
        addGradients(gray, height: height, width: width, to: histogram)
      }
    }
    let blockSize = 4 * orientations
    return featuresPictureByPicture(
      pictures, featureCount: (rows - 1) * (columns - 1) * blockSize
    ) { picture, blocks in
      let gray = grayPicture(picture, channels: channels)
      withUnsafeTemporaryAllocation(of: Float.self, capacity: cellCount) { histogram in
        histogram.initialize(repeating: 0)
        addGradients(gray, height: height, width: width, to: histogram)
        normalizeBlocks(UnsafeBufferPointer(histogram), rows: rows, columns: columns, into: blocks)
      }
    }
  }

  /// Adds each pixel's gradient to its cell's histogram, `[rows, columns, orientations]`.
  private func addGradients(
    _ gray: [Float], height: Int, width: Int, to histogram: UnsafeMutableBufferPointer<Float>
  ) {
    let (rows, columns) = (height / cellSize, width / cellSize)
    let share = 1 / Float(cellSize * cellSize)
    for y in 0..<rows * cellSize {
      for x in 0..<columns * cellSize {
        let here = gray[y * width + x]
        let dx = x + 1 < width ? gray[y * width + x + 1] - here : 0
        let dy = y + 1 < height ? gray[(y + 1) * width + x] - here : 0
        let magnitude = (dx * dx + dy * dy).squareRoot()
        if magnitude == 0 { continue }
        let cell = (y / cellSize) * columns + x / cellSize
        histogram[cell * orientations + orientationBin(dx: dx, dy: dy)] += magnitude * share
      }
    }
  }

  /// The bin of a gradient's direction modulo 180°.
  private func orientationBin(dx: Float, dy: Float) -> Int {
    var angle = Float.atan2(y: dy, x: dx)
    if angle < 0 { angle += .pi }
    let bin = Int(angle / .pi * Float(orientations))
    return bin >= orientations ? 0 : bin  // 180° is 0°
  }

  private func normalizeBlocks(
    _ cells: UnsafeBufferPointer<Float>, rows: Int, columns: Int,
    into blocks: UnsafeMutableBufferPointer<Float>
  ) {
    let pair = 2 * orientations  // two cells next to each other lie next to each other in memory
    var out = 0
    for row in 0..<rows - 1 {
      for column in 0..<columns - 1 {
        let upper = (row * columns + column) * orientations
        let lower = upper + columns * orientations
        var sum = Self.blockFloor
        for i in 0..<pair {
          sum += cells[upper + i] * cells[upper + i] + cells[lower + i] * cells[lower + i]
        }
        let scale = 1 / sum.squareRoot()
        for i in 0..<pair {
          blocks[out + i] = cells[upper + i] * scale
          blocks[out + pair + i] = cells[lower + i] * scale
        }
        out += 2 * pair
      }
    }
  }
}

/// The brightness of each pixel of a picture `[C, H, W]`.
///
/// Red, green and blue are weighted as ITU-R BT.601 does.
func grayPicture(_ picture: UnsafeBufferPointer<Float>, channels: Int) -> [Float] {
  if channels == 1 { return Array(picture) }
  let count = picture.count / 3
  return (0..<count).map {
    0.299 * picture[$0] + 0.587 * picture[count + $0] + 0.114 * picture[2 * count + $0]
  }
}
