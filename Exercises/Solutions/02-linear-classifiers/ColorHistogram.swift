import Tensors

/// How much of each hue a picture holds: a histogram of its colours, wherever
/// they are.
///
/// Let M be the largest and m the smallest of a pixel's red, green and blue.
/// The hue is an angle on the circle of colours, 0 ..< 1:
///
///     red is the largest     hue = ((green - blue) / (M - m)) / 6
///                            and 1 is added if that is negative
///     else green is          hue = (2 + (blue - red) / (M - m)) / 6
///     else                   hue = (4 + (red - green) / (M - m)) / 6
///
/// A grey pixel, whose M and m are equal, has the hue 0. Cut the circle into
/// `bins` equal parts, the first of which begins at hue 0. Each pixel counts 1
/// for the part that its hue lies in; divide the counts by the number of
/// pixels. Lesson 2, "Better questions: features".
///
/// - Parameters:
///   - picture: red, green and blue, each 0...255, shape `[3, H, W]`.
///   - bins: the number of parts of the circle.
/// - Returns: the histogram, shape `[bins]`; it adds up to 1.
/// - Throws: `Unattempted` until it is written.
public func colorHistogram(
  _ picture: Tensor<Double>, bins: Int
) throws -> Tensor<Double> {
  let (height, width) = (picture.shape[1], picture.shape[2])
  var histogram = Tensor<Double>(zeros: [bins])
  for y in 0..<height {
    for x in 0..<width {
      let (red, green) = (picture[0, y, x], picture[1, y, x])
      let blue = picture[2, y, x]
      let largest = max(red, green, blue)
      let range = largest - min(red, green, blue)
      var hue = 0.0
      if range > 0 {
        if red == largest {
          hue = (green - blue) / range / 6
        } else if green == largest {
          hue = (2 + (blue - red) / range) / 6
        } else {
          hue = (4 + (red - green) / range) / 6
        }
        if hue < 0 {
          hue += 1
        }
      }
      // Rounding may have made a hue just below 1 into 1.
      histogram[min(Int(hue * Double(bins)), bins - 1)] += 1
    }
  }
  return histogram / Double(height * width)
}
