import CZlib

/// The frame of a PNG file: signature, then chunks of length, name, content and checksum.
///
/// libpng stops reading at the last pixel and forgives damage in minor chunks. A companion that
/// promises to notice a file cut *anywhere* walks the whole frame first; the walk also finds the
/// extents before anything is allocated.
///
/// *Source:* W3C, Portable Network Graphics (PNG) Specification, sections 5 and 11.
struct PNGStructure {
  let width: Int
  let height: Int
  let bitDepth: Int
  let colorType: Int
  let isInterlaced: Bool

  /// All parts of the file in their order, with where the content of each lies.
  let chunks: [(name: String, content: Range<Int>)]

  /// Samples that a pixel consists of: a palette's index is one.
  var samplesPerPixel: Int { [0: 1, 2: 3, 3: 1, 4: 2, 6: 4][colorType] ?? 1 }

  /// Walks over all chunks of `bytes` and checks each.
  init(_ bytes: [UInt8], path: String) throws(PNGError) {
    let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    if bytes.isEmpty { throw .empty(path: path) }
    guard bytes.starts(with: signature.prefix(bytes.count)) else { throw .foreign(path: path) }
    guard bytes.count >= signature.count + 25 else { throw .truncated(path: path) }

    var position = signature.count
    var name = ""
    var chunks: [(name: String, content: Range<Int>)] = []
    while name != "IEND" {
      guard bytes.count - position >= 12 else { throw .truncated(path: path) }
      let length = bytes.bigEndian(at: position)
      name = String(decoding: bytes[position + 4..<position + 8], as: UTF8.self)
      let hasName = bytes[position + 4..<position + 8].allSatisfy {
        (65...90).contains($0) || (97...122).contains($0)
      }
      guard hasName, length < 1 << 31, position > signature.count || name == "IHDR" && length == 13
      else {
        throw .undecodable(path: path, reason: "chunk at byte \(position) makes no sense")
      }
      guard bytes.count - position - 12 >= length else { throw .truncated(path: path) }
      let end = position + 8 + length
      guard checksum(of: bytes, position + 4..<end) == UInt32(bytes.bigEndian(at: end)) else {
        throw .damaged(path: path, part: name)
      }
      chunks.append((name, position + 8..<end))
      position = end + 4
    }
    self.chunks = chunks

    width = bytes.bigEndian(at: 16)
    height = bytes.bigEndian(at: 20)
    bitDepth = Int(bytes[24])
    colorType = Int(bytes[25])
    isInterlaced = bytes[28] == 1
    try checkExtents(fileSize: bytes.count, path: path)
  }

  /// Refuses more pixels than are read, and more than the file could unpack to: deflate shrinks at
  /// most 1,032 times.
  private func checkExtents(fileSize: Int, path: String) throws(PNGError) {
    guard width > 0, height > 0 else {
      throw .absurdSize(path: path, width: width, height: height)
    }
    // Both are below 2^32, so the quotient is safe where a product might not be.
    guard width <= Image.maximumPixelCount / height else {
      throw .absurdSize(path: path, width: width, height: height)
    }
    let unpacked = width * height * samplesPerPixel * bitDepth / 8
    guard unpacked / 1_032 <= fileSize else {
      throw .absurdSize(path: path, width: width, height: height)
    }
  }
}

extension [UInt8] {
  fileprivate func bigEndian(at i: Int) -> Int {
    Int(self[i]) << 24 | Int(self[i + 1]) << 16 | Int(self[i + 2]) << 8 | Int(self[i + 3])
  }
}

/// The cyclic redundancy check that every chunk carries (ISO 3309), by zlib.
private func checksum(of bytes: [UInt8], _ range: Range<Int>) -> UInt32 {
  bytes[range].withUnsafeBufferPointer {
    UInt32(truncatingIfNeeded: crc32(0, $0.baseAddress, uInt($0.count)))
  }
}
