import Tensors

/// Where the parts of a picture lie in a tensor's shape.
public enum ImageLayout: Sendable {
  /// Shape `[height, width]`: one grey, or one number to colour by a map.
  case heightWidth

  /// Shape `[channels, height, width]` with 1 or 3 channels, the order of networks.
  case channelsHeightWidth

  /// Shape `[height, width, channels]` with 1 or 3 channels, the order of files.
  case heightWidthChannels
}

/// Which numbers become black and which white.
public enum PixelRange: Sendable, Equatable {
  /// From the smallest to the largest number of the image itself.
  case own

  /// From the smallest to the largest number of all images shown together.
  case shared

  /// The image's own largest magnitude on both sides of zero, so that zero is the middle.
  case symmetric

  /// From the first to the second number, whatever the image holds.
  case fixed(ClosedRange<Double>)

  /// From 0 to 255, the range of a photograph.
  public static let bytes = PixelRange.fixed(0...255)
}

extension Image {
  /// Draws a tensor as an image.
  ///
  /// - Parameters:
  ///   - tensor: `[H, W]`, `[C, H, W]` or `[H, W, C]` as `layout` says, with 1 or 3 channels.
  ///   - layout: where height, width and channels lie; by default `[H, W]` for a matrix and `[C, H, W]` otherwise.
  ///   - range: the numbers that become black and white; others are clipped, and what is not a number becomes black.
  ///   - colorMap: the colours of a single channel.
  /// - Precondition: the shape fits the layout and no extent is 0.
  public init<Scalar: TensorScalar>(
    tensor: Tensor<Scalar>, layout: ImageLayout? = nil, range: PixelRange = .bytes,
    colorMap: ColorMap = .gray
  ) {
    let layout = layout ?? (tensor.rank == 2 ? .heightWidth : .channelsHeightWidth)
    let shape = tensor.shape
    precondition(
      shape.count == (layout == .heightWidth ? 2 : 3),
      "Image: a tensor of shape \(shape) has no layout \(layout)")
    let channelAxis = layout == .channelsHeightWidth ? 0 : 2
    let channels = layout == .heightWidth ? 1 : shape[channelAxis]
    let height = shape[layout == .channelsHeightWidth ? 1 : 0]
    let width = shape[layout == .channelsHeightWidth ? 2 : 1]
    precondition(
      channels == 1 || channels == 3, "Image: expected 1 or 3 channels, got shape \(shape)")
    let values = tensor.cast(to: Float.self).scalars
    let (low, high) = bounds(of: values, range)
    let scale = high > low ? 255 / (high - low) : 0
    let pixelStep = layout == .channelsHeightWidth ? 1 : channels
    let channelStep = layout == .channelsHeightWidth ? height * width : 1
    let colors = (0..<256).map { colorMap[Double($0) / 255] }
    var pixels = [UInt8](repeating: 0, count: width * height * 3)
    for i in 0..<width * height {
      for c in 0..<3 {
        let value = values[i * pixelStep + (channels == 3 ? c * channelStep : 0)]
        // A constant image is all middle.
        let level = scale == 0 ? 127.5 : (value - low) * scale
        let byte = level.isNaN ? 0 : UInt8(min(max(level, 0), 255).rounded())
        let color = colors[Int(byte)]
        pixels[3 * i + c] =
          channels == 3 ? byte : c == 0 ? color.red : c == 1 ? color.green : color.blue
      }
    }
    self.init(width: width, height: height, pixels: pixels)
  }

  /// Draws every image of a batch.
  ///
  /// - Parameters:
  ///   - tensor: `[N, H, W]` or `[N, C, H, W]`, with 1 or 3 channels.
  ///   - range: `.own` scales each image for itself, `.shared` all alike.
  ///   - colorMap: the colours of a single channel.
  /// - Returns: N images.
  public static func batch<Scalar: TensorScalar>(
    _ tensor: Tensor<Scalar>, range: PixelRange = .bytes, colorMap: ColorMap = .gray
  ) -> [Image] {
    precondition(
      tensor.rank == 3 || tensor.rank == 4,
      "Image.batch: expected [N, H, W] or [N, C, H, W], got \(tensor.shape)")
    var range = range
    if range == .shared {
      let (low, high) = bounds(of: tensor.cast(to: Float.self).scalars, .own)
      range = .fixed(Double(low)...Double(high))
    }
    return (0..<tensor.rowCount).map {
      Image(tensor: tensor.row($0), range: range, colorMap: colorMap)
    }
  }
}

/// The numbers that become black and white.
private func bounds(of values: [Float], _ range: PixelRange) -> (Float, Float) {
  if case .fixed(let range) = range {
    return (Float(range.lowerBound), Float(range.upperBound))
  }
  var low = Float.infinity
  var high = -Float.infinity
  for value in values where value.isFinite {
    low = min(low, value)
    high = max(high, value)
  }
  guard low <= high else { return (0, 0) }
  if range == .symmetric {
    let largest = max(abs(low), abs(high))
    return (-largest, largest)
  }
  return (low, high)
}
