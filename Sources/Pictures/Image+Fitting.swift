import Tensors

// MARK: - Bringing a picture to another size

extension Image {
  /// The largest part of the middle whose sides are in the proportion of `width` to `height`.
  ///
  /// What lies outside, left and right or above and below, is left out in equal parts.
  ///
  /// - Precondition: both numbers are positive.
  public func centerCropped(toProportion width: Int, by height: Int) -> Image {
    precondition(
      width > 0 && height > 0, "centerCropped: no picture is \(width) x \(height)")
    let columns = max(1, min(self.width, self.height * width / height))
    let rows = max(1, min(self.height, self.width * height / width))
    let (left, top) = ((self.width - columns) / 2, (self.height - rows) / 2)
    return cropped(columns: left..<left + columns, rows: top..<top + rows)
  }

  /// The image at another size: each new pixel is the mean of the area that it covers.
  ///
  /// Pixels that lie partly under it count with that part, so shrinking loses no light and
  /// leaves no ripples; enlarged, each old pixel becomes a block with soft seams. The sums are
  /// of integers: the same image gives the same bytes everywhere.
  ///
  /// - Precondition: both extents are positive.
  public func resized(width newWidth: Int, height newHeight: Int) -> Image {
    precondition(
      newWidth > 0 && newHeight > 0, "resized: no picture is \(newWidth) x \(newHeight)")
    // A unit of area is the part of an old pixel that 1 / (newWidth * newHeight) of it is.
    let total = width * height
    var resized: [UInt8] = []
    resized.reserveCapacity(newWidth * newHeight * 3)
    for j in 0..<newHeight {
      var sums = [Int](repeating: 0, count: newWidth * 3)
      let (top, bottom) = (j * height, (j + 1) * height)
      for y in top / newHeight..<(bottom + newHeight - 1) / newHeight {
        let share = min((y + 1) * newHeight, bottom) - max(y * newHeight, top)
        addRow(y, times: share, to: &sums, newWidth: newWidth)
      }
      for sum in sums { resized.append(UInt8((2 * sum + total) / (2 * total))) }
    }
    return Image(width: newWidth, height: newHeight, pixels: resized)
  }

  /// Adds a row, brought to the new width, `share` times.
  private func addRow(_ y: Int, times share: Int, to sums: inout [Int], newWidth: Int) {
    pixels.withUnsafeBufferPointer { pixels in
      let row = y * width * 3
      for i in 0..<newWidth {
        let (left, right) = (i * width, (i + 1) * width)
        for x in left / newWidth..<(right + newWidth - 1) / newWidth {
          let part = share * (min((x + 1) * newWidth, right) - max(x * newWidth, left))
          for c in 0..<3 { sums[3 * i + c] += part * Int(pixels[row + 3 * x + c]) }
        }
      }
    }
  }
}
