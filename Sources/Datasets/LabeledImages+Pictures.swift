import Pictures
import Tensors

extension LabeledImages {
  /// The picture at `index`, grey ones as colour pictures of equal red, green and blue.
  ///
  /// - Precondition: `index` lies within `0..<count`.
  public func image(at index: Int) -> Image {
    precondition(index >= 0 && index < count, "image: no picture \(index) of \(count)")
    let plane = height * width
    let start = index * pixelsPerImage
    var interleaved: [UInt8] = []
    interleaved.reserveCapacity(3 * plane)
    for i in 0..<plane {
      for channel in 0..<3 {
        interleaved.append(pixels[start + min(channel, channels - 1) * plane + i])
      }
    }
    return Image(width: width, height: height, pixels: interleaved)
  }
}
