/// A file of the IDX format, plain or gzipped: a rank, the extent of each dimension, then unsigned bytes.
///
/// The first four bytes are 0, 0, 8 (unsigned bytes) and the rank; each extent is a big-endian 32-bit number.
///
/// *Source:* Y. LeCun, C. Cortes, C. Burges, The MNIST database of handwritten digits.
struct IDXFile {
  /// The extents, outermost first.
  let shape: [Int]

  /// The values, row-major.
  let values: ArraySlice<UInt8>

  /// No file is read or unpacked beyond this size; the largest official one holds 47 MB.
  static let sizeLimit = 1 << 30

  /// Reads a file that must have the extents in `expected`, where nil stands for any.
  ///
  /// - Parameters:
  ///   - path: ends in `.gz` if it is gzipped.
  ///   - expected: an entry for each dimension.
  ///   - kind: what the file holds, for messages.
  ///   - advice: what to do about a wrong file, for messages.
  /// - Throws: `DatasetError` if anything is not as it should be.
  init(path: String, expected: [Int?], kind: String, advice: String) throws {
    let reader = IDXReader(path: path, expected: expected, kind: kind, advice: advice)
    let bytes = path.hasSuffix(".gz") ? try reader.unpacked() : try reader.plain()
    self.shape = try reader.declaredShape(in: bytes)
    self.values = bytes[reader.headerSize...]
  }
}

/// The checks of an IDX file, with what its messages need to say.
private struct IDXReader {
  let path: String
  let expected: [Int?]
  let kind: String
  let advice: String

  var headerSize: Int { 4 + 4 * expected.count }

  func plain() throws -> [UInt8] {
    let file = try DataFile(path: path)
    try checkSize(file)
    let bytes = try file.readAll()
    let size = try declaredSize(in: bytes)
    guard bytes.count == size else {
      throw wrong("\(size) bytes, as its header says", "\(bytes.count) bytes")
    }
    return bytes
  }

  func unpacked() throws -> [UInt8] {
    let file = try DataFile(path: path)
    try checkSize(file)
    let archive = try file.readAll()
    do {
      let bytes = try Gzip.unpack(archive, headSize: headerSize) { head in
        let size = try declaredSize(in: head)
        // Deflate packs at most 1,032 bytes into one.
        guard size <= archive.count * 1040 else {
          throw wrong(
            "\(size) bytes, as its header says", "an archive of only \(archive.count) bytes")
        }
        return size
      }
      let size = try declaredSize(in: bytes)
      guard bytes.count == size else {
        throw wrong("\(size) bytes unpacked, as its header says", "\(bytes.count) bytes")
      }
      return bytes
    } catch let failure as Gzip.Failure {
      throw explained(failure, archive)
    }
  }

  /// The extents in the header of `bytes`, checked against the expected ones.
  func declaredShape(in bytes: [UInt8]) throws -> [Int] {
    guard bytes.count >= headerSize else {
      throw wrong("\(kind) in IDX format", "only \(bytes.count) bytes")
    }
    guard bytes[0] == 0, bytes[1] == 0, bytes[2] == 8, bytes[3] == expected.count else {
      let magic = bytes[..<4].map { String($0, radix: 16).leftPadded(to: 2) }
      throw wrong(
        "\(kind) in IDX format, which begin with 00 00 08 0\(expected.count)",
        kindOfFile(startingWith: bytes) ?? magic.joined(separator: " "))
    }
    let shape = (0..<expected.count).map { dimension in
      bytes[4 + 4 * dimension..<8 + 4 * dimension].reduce(0) { $0 << 8 | Int($1) }
    }
    for (extent, wanted) in zip(shape, expected) where wanted != nil && extent != wanted {
      let wanted = expected.map { $0.map { "\($0)" } ?? "any number" }
      throw wrong(
        "\(kind) of extents \(wanted.joined(separator: " x "))",
        "\(shape.map { "\($0)" }.joined(separator: " x "))")
    }
    return shape
  }

  /// The size in bytes of the whole unpacked file, from its header.
  private func declaredSize(in bytes: [UInt8]) throws -> Int {
    let shape = try declaredShape(in: bytes)
    var size = 1
    for extent in shape {
      // Each extent is below 2^32 and `size` at most 2^30 before it: no overflow.
      size *= extent
      guard size <= IDXFile.sizeLimit else {
        throw wrong(
          "at most \(IDXFile.sizeLimit) bytes",
          "a header that declares \(shape.map { "\($0)" }.joined(separator: " x "))")
      }
    }
    return headerSize + size
  }

  private func checkSize(_ file: borrowing DataFile) throws {
    guard file.size > 0 else { throw wrong("\(kind) in IDX format", "an empty file") }
    guard file.size <= IDXFile.sizeLimit else {
      throw wrong("\(kind) in IDX format", "\(file.size) bytes, far too many")
    }
  }

  private func explained(_ failure: Gzip.Failure, _ archive: [UInt8]) -> DatasetError {
    switch failure {
    case .truncated:
      wrong("a whole gzip archive", "one that breaks off after \(archive.count) bytes")
    case .corrupt(let message):
      wrong(
        "a gzip archive",
        archive.starts(with: [0x1f, 0x8b])
          ? "a damaged one (\(message))" : kindOfFile(startingWith: archive) ?? message)
    case .trailingBytes(let count):
      wrong("a gzip archive and nothing else", "\(count) bytes after its end")
    case .longer:
      wrong("the size that the header says", "more bytes than that in the archive")
    }
  }

  private func wrong(_ expected: String, _ found: String) -> DatasetError {
    .wrongFile(path: path, expected: expected, found: found, advice: advice)
  }
}

extension String {
  fileprivate func leftPadded(to width: Int) -> String {
    String(repeating: "0", count: max(0, width - count)) + self
  }
}
