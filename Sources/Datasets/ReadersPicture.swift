import Foundation
import Pictures
import Tensors

/// A picture of the reader's own, brought to the size and the channels of a data set.
///
/// The middle is cut out in the data set's proportion and shrunk by averaging areas
/// (`Image.resized`). For a grey data set the colours are weighed as television did:
/// 0.299 red, 0.587 green, 0.114 blue.
public struct ReadersPicture: Sendable {
  /// The picture as the data set would hold it, colour or grey.
  public let image: Image

  /// Its values from 0 to 255, plane after plane, as in `LabeledImages.pixels`.
  public let pixels: [UInt8]

  /// Reads a PNG file.
  ///
  /// - Parameters:
  ///   - path: the file; at most 100 million pixels.
  ///   - pictures: the data set whose size and channels it is to have.
  /// - Throws: `PNGError`, in one line, if the file is missing, foreign, damaged or too large.
  public init(contentsOf path: String, like pictures: LabeledImages) throws {
    self.init(try Image(contentsOf: URL(fileURLWithPath: path)), like: pictures)
  }

  /// Brings a picture to the size and channels of `pictures`.
  public init(_ original: Image, like pictures: LabeledImages) {
    let (width, height) = (pictures.width, pictures.height)
    let fitted = original.centerCropped(toProportion: width, by: height)
      .resized(width: width, height: height)
    let colors = (0..<width * height).map { fitted[$0 % width, $0 / width] }
    if pictures.channels == 1 {
      pixels = colors.map { Self.gray($0) }
      image = Image(width: width, height: height, pixels: pixels.flatMap { [$0, $0, $0] })
    } else {
      var planes: [UInt8] = colors.map(\.red)
      planes += colors.map(\.green)
      planes += colors.map(\.blue)
      pixels = planes
      image = fitted
    }
  }

  private static func gray(_ color: Color) -> UInt8 {
    var sum: Int = 299 * Int(color.red)
    sum += 587 * Int(color.green)
    sum += 114 * Int(color.blue)
    return UInt8((sum + 500) / 1000)
  }

  /// The picture as a row of numbers from 0 to 255, shape `[1, D]`.
  public func row<Scalar: TensorScalar>(_ type: Scalar.Type) -> Tensor<Scalar> {
    Tensor(shape: [1, pixels.count], scalars: pixels.map { Scalar($0) })
  }
}
