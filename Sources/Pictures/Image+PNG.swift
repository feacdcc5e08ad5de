import CPNG
import Foundation
import Workbench

extension Image {
  /// The largest number of pixels that are read from a file.
  public static let maximumPixelCount = 100_000_000

  /// Reads a PNG file of any kind: 1 to 16 bits, grey, colour or palette, transparent or not,
  /// interlaced or not.
  ///
  /// All become 8-bit colour. Transparent parts are laid on white, as a browser does. Of 16 bits
  /// the upper eight are kept: without a gamma in the file the numbers are taken as they are, not
  /// brightened.
  ///
  /// - Throws: `PNGError` if the file is missing, not a PNG, cut short or damaged.
  public init(contentsOf url: URL) throws {
    let path = url.relativePath
    try self.init(pngData: try readFile(path), path: path)
  }

  /// Decodes the bytes of a PNG file.
  ///
  /// - Parameters:
  ///   - data: the whole file.
  ///   - name: what to call it in an error.
  /// - Throws: `PNGError` if the bytes are not a whole PNG file.
  public init(pngData data: Data, name: String = "PNG data") throws {
    try self.init(pngData: [UInt8](data), path: name)
  }

  init(pngData bytes: [UInt8], path: String) throws(PNGError) {
    let structure = try PNGStructure(bytes, path: path)
    let bytes =
      structure.isInterlaced && structure.bitDepth == 16
      ? try PNGDeinterlacing.plainTwin(of: bytes, structure, path: path) : bytes
    let (decoded, hasAlpha) = try bytes.withUnsafeBufferPointer { bytes throws(PNGError) in
      try decode(bytes, structure, path: path)
    }
    self.init(
      width: structure.width, height: structure.height,
      pixels: hasAlpha ? onWhite(decoded) : decoded)
  }

  /// The image as the bytes of a PNG file; the same image always gives the same bytes.
  ///
  /// - Throws: `PNGError` if libpng refuses, which it does for images above a million pixels a
  ///   side.
  public func pngData() throws -> Data {
    Data(try encoded(path: "PNG data"))
  }

  /// Writes the image as a PNG file, whole or not at all: a file of this name stays as it was until
  /// the new one is ready.
  ///
  /// - Throws: `PNGError` if the folder is missing or read-only, or the disk is full.
  public func write(to url: URL) throws {
    let path = url.relativePath
    do {
      try WholeFile.write(try encoded(path: path), to: path)
    } catch let failure as WholeFile.Failure {
      throw PNGError.unwritable(path: path, reason: failure.reason)
    }
  }

  private func encoded(path: String) throws(PNGError) -> [UInt8] {
    var header = png_image()
    header.version = png_uint_32(PNG_IMAGE_VERSION)
    header.width = png_uint_32(width)
    header.height = png_uint_32(height)
    header.format = png_uint_32(PNG_FORMAT_RGB_VALUE)
    defer { png_image_free(&header) }
    // Room for the worst case, a little more than the pixels themselves, spares compressing twice.
    let rows = height * (width * 3 + 1)
    var bytes = [UInt8](repeating: 0, count: rows + rows / 500 + 4096)
    var count = png_alloc_size_t(bytes.count)
    guard
      png_image_write_to_memory(&header, &bytes, &count, 0, pixels, png_int_32(width * 3), nil) != 0
    else {
      throw .unencodable(path: path, reason: header.reason)
    }
    bytes.removeLast(bytes.count - Int(count))
    return bytes
  }
}

// The macros of png.h are sums of flags, which Swift does not import.
private let PNG_FORMAT_RGB_VALUE = PNG_FORMAT_FLAG_COLOR
private let PNG_FORMAT_RGBA_VALUE = PNG_FORMAT_FLAG_COLOR | PNG_FORMAT_FLAG_ALPHA

extension png_image {
  /// What libpng has to say, in one line.
  fileprivate var reason: String {
    let text = withUnsafeBytes(of: message) {
      String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
    }
    return text.isEmpty
      ? "no reason given" : text.split(whereSeparator: \.isNewline).joined(separator: " ")
  }
}

/// The pixels of a file whose structure is sound, with or without alpha.
///
/// libpng keeps the pointers to its header and to the bytes from one call to the next: both stay
/// where they are.
private func decode(
  _ bytes: UnsafeBufferPointer<UInt8>, _ structure: PNGStructure, path: String
) throws(PNGError) -> (pixels: [UInt8], hasAlpha: Bool) {
  let header = UnsafeMutablePointer<png_image>.allocate(capacity: 1)
  header.initialize(to: png_image())
  header.pointee.version = png_uint_32(PNG_IMAGE_VERSION)
  defer {
    png_image_free(header)
    header.deallocate()
  }
  guard png_image_begin_read_from_memory(header, bytes.baseAddress, bytes.count) != 0 else {
    throw .undecodable(path: path, reason: header.pointee.reason)
  }
  header.pointee.flags |= png_uint_32(PNG_IMAGE_FLAG_16BIT_sRGB)
  let hasAlpha = header.pointee.format & png_uint_32(PNG_FORMAT_FLAG_ALPHA) != 0
  header.pointee.format = png_uint_32(hasAlpha ? PNG_FORMAT_RGBA_VALUE : PNG_FORMAT_RGB_VALUE)
  let rowLength = structure.width * (hasAlpha ? 4 : 3)
  var decoded = [UInt8](repeating: 0, count: structure.height * rowLength)
  guard png_image_finish_read(header, nil, &decoded, png_int_32(rowLength), nil) != 0 else {
    throw .undecodable(path: path, reason: header.pointee.reason)
  }
  return (decoded, hasAlpha)
}

/// Lays transparent pixels on white: `c * a + 255 * (1 - a)` in the file's own numbers, as browsers
/// do.
private func onWhite(_ rgba: [UInt8]) -> [UInt8] {
  [UInt8](unsafeUninitializedCapacity: rgba.count / 4 * 3) { out, count in
    for i in 0..<rgba.count / 4 {
      let alpha = Int(rgba[4 * i + 3])
      for c in 0..<3 {
        out[3 * i + c] = UInt8((Int(rgba[4 * i + c]) * alpha + 255 * (255 - alpha) + 127) / 255)
      }
    }
    count = rgba.count / 4 * 3
  }
}
