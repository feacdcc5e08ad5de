import Tensors

/// How much of each colour a picture holds, wherever it is: a histogram of the hue of its pixels.
///
/// Hue is the angle of the HSV colour circle, here 0 ..< 1 with red at 0, green at 1/3 and blue at 2/3. The
/// circle is cut into `bins` equal parts that start at red, and each pixel counts once; the counts are divided
/// by the number of pixels, so that they add up to 1. Making a picture darker changes no hue, and so no
/// histogram. A grey pixel has no hue: it counts as 0, as red does, which is the course's convention.
///
/// *Source:* CS231n, assignment 1, `color_histogram_hsv`.
public struct ColorHistogram: FeatureExtractor {
  /// The number of parts of the colour circle.
  public let bins: Int

  /// Creates a histogram with this many bins.
  public init(bins: Int = 10) {
    precondition(bins > 0, "ColorHistogram: \(bins) bins")
    self.bins = bins
  }

  /// The histogram of each picture.
  ///
  /// - Parameter pictures: shape `[N, 3, H, W]`, 0...255, the channels red, green and blue.
  /// - Returns: shape `[N, bins]`; each row adds up to 1.
  public func features(of pictures: Tensor<Float>) -> Tensor<Float> {
    precondition(
      pictures.rank == 4 && pictures.shape[1] == 3,
      "ColorHistogram: expected pictures [N, 3, H, W], got \(pictures.shape)")
    let pixelCount = pictures.shape[2] * pictures.shape[3]
    let bins = bins
    return featuresPictureByPicture(pictures, featureCount: bins) { picture, histogram in
      for i in 0..<pixelCount {
        let hue = Self.hue(
          red: picture[i], green: picture[pixelCount + i], blue: picture[2 * pixelCount + i])
        histogram[min(bins - 1, Int(hue * Float(bins)))] += 1
      }
      for bin in 0..<bins { histogram[bin] /= Float(pixelCount) }
    }
  }

  /// The hue of a colour, 0 ..< 1, and 0 for grey.
  ///
  /// The three components may be on any common scale.
  public static func hue(red: Float, green: Float, blue: Float) -> Float {
    let largest = max(red, green, blue)
    let chroma = largest - min(red, green, blue)
    if chroma <= 0 { return 0 }
    let sixths: Float =
      if largest == red {
        (green - blue) / chroma
      } else if largest == green {
        2 + (blue - red) / chroma
      } else {
        4 + (red - green) / chroma
      }
    return sixths < 0 ? (sixths + 6) / 6 : sixths / 6
  }
}
