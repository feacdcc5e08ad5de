import Tensors

/// A picture made of pixels: 8-bit red, green and blue, row by row from the top left.
public struct Image: Sendable, Equatable {
  /// The number of pixels in a row.
  public let width: Int

  /// The number of rows.
  public let height: Int

  /// Red, green and blue of each pixel, row by row: `height * width * 3` bytes.
  public internal(set) var pixels: [UInt8]

  /// Creates an image of a single colour.
  ///
  /// - Precondition: both extents are positive.
  public init(width: Int, height: Int, fill: Color = .white) {
    Image.check(width, height)
    self.width = width
    self.height = height
    pixels = [UInt8](unsafeUninitializedCapacity: width * height * 3) { buffer, count in
      for i in 0..<width * height {
        buffer[3 * i] = fill.red
        buffer[3 * i + 1] = fill.green
        buffer[3 * i + 2] = fill.blue
      }
      count = width * height * 3
    }
  }

  /// Creates an image from its bytes.
  ///
  /// - Parameters:
  ///   - width: the number of pixels in a row.
  ///   - height: the number of rows.
  ///   - pixels: red, green and blue of each pixel, row by row.
  /// - Precondition: both extents are positive and `pixels` has three bytes a pixel.
  public init(width: Int, height: Int, pixels: [UInt8]) {
    Image.check(width, height)
    precondition(
      pixels.count == width * height * 3,
      "Image: expected \(width * height * 3) bytes for \(width) x \(height), got \(pixels.count)")
    self.width = width
    self.height = height
    self.pixels = pixels
  }

  /// The colour of the pixel in column `x` of row `y`, counted from the top left.
  public subscript(x: Int, y: Int) -> Color {
    get {
      let i = offset(x, y)
      return Color(red: pixels[i], green: pixels[i + 1], blue: pixels[i + 2])
    }
    set {
      let i = offset(x, y)
      pixels[i] = newValue.red
      pixels[i + 1] = newValue.green
      pixels[i + 2] = newValue.blue
    }
  }

  /// How many pixels have exactly this colour; in a blank picture all have one.
  public func count(of color: Color) -> Int {
    pixels.withUnsafeBufferPointer { bytes in
      var count = 0
      for i in 0..<width * height
      where bytes[3 * i] == color.red && bytes[3 * i + 1] == color.green
        && bytes[3 * i + 2] == color.blue
      {
        count += 1
      }
      return count
    }
  }

  private func offset(_ x: Int, _ y: Int) -> Int {
    precondition(
      x >= 0 && x < width && y >= 0 && y < height,
      "Image: no pixel [\(x), \(y)] in \(width) x \(height)")
    return (y * width + x) * 3
  }

  private static func check(_ width: Int, _ height: Int) {
    precondition(
      width > 0 && height > 0, "Image: expected at least one pixel, got \(width) x \(height)")
  }
}

// MARK: - Composition

extension Image {
  /// The image `factor` times as large, each pixel a square: nothing is smoothed.
  ///
  /// - Precondition: `factor` is positive.
  public func enlarged(by factor: Int) -> Image {
    precondition(factor > 0, "enlarged: expected a positive factor, got \(factor)")
    if factor == 1 { return self }
    var large: [UInt8] = []
    large.reserveCapacity(pixels.count * factor * factor)
    for y in 0..<height {
      let start = large.count
      for x in 0..<width {
        let i = (y * width + x) * 3
        for _ in 0..<factor { large.append(contentsOf: pixels[i..<i + 3]) }
      }
      let row = Array(large[start...])
      for _ in 1..<factor { large.append(contentsOf: row) }
    }
    return Image(width: width * factor, height: height * factor, pixels: large)
  }

  /// The image inside a frame that adds `thickness` pixels on each side.
  public func framed(_ color: Color, thickness: Int = 2) -> Image {
    precondition(thickness >= 0, "framed: expected a thickness of 0 or more, got \(thickness)")
    var framed = Image(width: width + 2 * thickness, height: height + 2 * thickness, fill: color)
    framed.draw(self, atX: thickness, y: thickness)
    return framed
  }

  /// Copies `other` into this image, its top left corner at column `left` of row `top`.
  ///
  /// What lies outside is left out.
  public mutating func draw(_ other: Image, atX left: Int, y top: Int) {
    let (firstColumn, lastColumn) = (max(0, -left), min(other.width, width - left))
    let (firstRow, lastRow) = (max(0, -top), min(other.height, height - top))
    guard firstColumn < lastColumn && firstRow < lastRow else { return }
    let count = (lastColumn - firstColumn) * 3
    for y in firstRow..<lastRow {
      let source = (y * other.width + firstColumn) * 3
      let target = ((y + top) * width + firstColumn + left) * 3
      pixels.replaceSubrange(
        target..<target + count, with: other.pixels[source..<source + count])
    }
  }

  /// The part of the image `columns` wide and `rows` high.
  public func cropped(columns: Range<Int>, rows: Range<Int>) -> Image {
    precondition(
      columns.lowerBound >= 0 && columns.upperBound <= width && rows.lowerBound >= 0
        && rows.upperBound <= height,
      "cropped: columns \(columns), rows \(rows) do not lie in \(width) x \(height)")
    var part = Image(width: columns.count, height: rows.count)
    part.draw(self, atX: -columns.lowerBound, y: -rows.lowerBound)
    return part
  }
}
