/// A file of the IDX format, plain or gzipped: a rank, the extent of each dimension, then unsigned
/// bytes.
///
/// The first four bytes are 0, 0, 8 (unsigned bytes) and the rank; each extent is a big-endian
/// 32-bit number. Whether a file is gzipped is seen from its first bytes, not from its name.
///
/// *Source:* Y. LeCun, C. Cortes, C. Burges, The MNIST database of handwritten digits.
struct IDXFile {
  /// The extents, outermost first.
  let shape: [Int]

  /// No file is read or unpacked beyond this size; the largest official one holds 47 MB.
  static let sizeLimit = 1 << 30

  private let file: DataFile
  private let gzip: GzipReader?
  private let words: IDXWords

  /// Opens a file that must have the extents in `expected`, where nil stands for any, and reads its
  /// header.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - expected: an entry for each dimension.
  ///   - kind: what the file holds, for messages.
  ///   - advice: what to do about a wrong file, for messages.
  /// - Throws: `DatasetError` if anything is not as it should be.
  init(path: String, expected: [Int?], kind: String, advice: String) throws {
    let words = IDXWords(path: path, expected: expected, kind: kind, advice: advice)
    let file = try DataFile(path: path)
    guard file.size > 0 else { throw words.wrong("\(kind) in IDX format", "an empty file") }
    guard file.size <= Self.sizeLimit else {
      throw words.wrong("\(kind) in IDX format", "\(file.size) bytes, far too many")
    }
    let isPacked = GzipReader.recognizes(file.start(2))
    let gzip = isPacked ? try GzipReader(size: file.size) : nil
    let header = try words.explaining(file.size) {
      try gzip?.read(words.headerSize, from: file)
        ?? file.read(min(words.headerSize, file.size))
    }
    shape = try words.shape(
      in: header, foreign: isPacked ? header : file.start(512))
    let size = try words.size(of: shape)
    if isPacked {
      // Deflate packs at most 1,032 bytes into one.
      guard size <= file.size * 1040 else {
        throw words.wrong(
          "\(size) bytes, as its header says", "an archive of only \(file.size) bytes")
      }
    } else if file.size != size {
      throw words.wrong("\(size) bytes, as its header says", "\(file.size) bytes")
    }
    self.file = file
    self.gzip = gzip
    self.words = words
  }

  /// The values of the first `count` entries of the outermost dimension, row-major; only they are
  /// read.
  ///
  /// Asked for all, it also checks that nothing comes after them. To be called once.
  func values(first count: Int) throws -> [UInt8] {
    let wanted = count * shape.dropFirst().reduce(1, *)
    guard let gzip else { return try file.read(wanted) }
    let isWhole = count == shape[0]
    return try words.explaining(file.size) {
      // One byte more than there should be shows that there is more, or brings the archive's end.
      let bytes = try gzip.read(isWhole ? wanted + 1 : wanted, from: file)
      guard bytes.count >= wanted else {
        let size = words.headerSize + wanted
        throw words.wrong(
          "\(size) bytes unpacked, as its header says", "\(words.headerSize + bytes.count) bytes")
      }
      guard bytes.count == wanted else {
        throw words.wrong("the size that the header says", "more bytes than that in the archive")
      }
      return bytes
    }
  }
}

/// The checks of an IDX file's header, with what its messages need to say.
private struct IDXWords {
  let path: String
  let expected: [Int?]
  let kind: String
  let advice: String

  var headerSize: Int { 4 + 4 * expected.count }

  /// The extents in `header`, checked against the expected ones.
  ///
  /// - Parameters:
  ///   - header: the first bytes, unpacked.
  ///   - foreign: more of them, to name a file of another kind.
  /// - Returns: an extent for each dimension.
  /// - Throws: `DatasetError.wrongFile`.
  func shape(in header: [UInt8], foreign: [UInt8]) throws -> [Int] {
    guard header.count >= headerSize else {
      throw wrong("\(kind) in IDX format", "only \(header.count) bytes")
    }
    guard header[0] == 0, header[1] == 0, header[2] == 8, header[3] == expected.count else {
      let magic = header[..<4].map { byte in
        (byte < 16 ? "0" : "") + String(byte, radix: 16)
      }
      throw wrong(
        "\(kind) in IDX format, which begin with 00 00 08 0\(expected.count)",
        kindOfFile(startingWith: foreign) ?? magic.joined(separator: " "))
    }
    let shape = expected.indices.map { dimension in
      header[4 + 4 * dimension..<8 + 4 * dimension].reduce(0) { $0 << 8 | Int($1) }
    }
    for (extent, wanted) in zip(shape, expected) where wanted != nil && extent != wanted {
      let wanted = expected.map { $0.map { "\($0)" } ?? "any number" }
      throw wrong(
        "\(kind) of extents \(wanted.joined(separator: " x "))",
        "\(shape.map { "\($0)" }.joined(separator: " x "))")
    }
    return shape
  }

  /// The size in bytes of the whole unpacked file.
  func size(of shape: [Int]) throws -> Int {
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

  /// Does `body`, with what zlib says told in words.
  func explaining<Result>(_ size: Int, _ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let failure as GzipReader.Failure {
      switch failure {
      case .truncated:
        throw wrong("a whole gzip archive", "one that breaks off after \(size) bytes")
      case .corrupt(let message): throw wrong("a gzip archive", "a damaged one (\(message))")
      case .trailingBytes(let count):
        throw wrong("a gzip archive and nothing else", "\(count) bytes after its end")
      }
    }
  }

  func wrong(_ expected: String, _ found: String) -> DatasetError {
    .wrongFile(path: path, expected: expected, found: found, advice: advice)
  }
}
