import Grading
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
  // TODO: count the hue of every pixel, grey ones as hue 0, and divide by the
  // number of pixels.
  throw Unattempted()
}
