import Foundation

/// A PNG file put together byte by byte, without libpng: pixels in stored (uncompressed) deflate blocks.
struct HandmadePNG {
  var width = 1
  var height = 1
  var bitDepth: UInt8 = 8

  /// 0 grey, 2 colour, 3 palette, 4 grey with alpha, 6 colour with alpha.
  var colorType: UInt8 = 2
  var isInterlaced = false

  /// Chunks between the header and the pixels: palette, transparency, gamma.
  var extras: [(name: String, content: [UInt8])] = []

  /// Each row (of each pass) with its filter byte, 0, in front.
  var rows: [UInt8] = []

  var bytes: [UInt8] {
    let header =
      bigEndian(UInt32(width)) + bigEndian(UInt32(height))
      + [bitDepth, colorType, 0, 0, isInterlaced ? 1 : 0]
    var file: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    file += chunk("IHDR", header)
    for extra in extras { file += chunk(extra.name, extra.content) }
    return file + chunk("IDAT", stored(rows)) + chunk("IEND", [])
  }
}

func bigEndian(_ n: UInt32) -> [UInt8] { [24, 16, 8, 0].map { UInt8(n >> $0 & 255) } }

func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
  let body = Array(name.utf8) + content
  return bigEndian(UInt32(content.count)) + body + bigEndian(crc(body))
}

/// The checksum of a chunk, bit by bit as in the specification.
func crc(_ bytes: [UInt8]) -> UInt32 {
  var sum: UInt32 = 0xFFFF_FFFF
  for byte in bytes {
    sum ^= UInt32(byte)
    for _ in 0..<8 { sum = sum & 1 == 1 ? 0xEDB8_8320 ^ sum >> 1 : sum >> 1 }
  }
  return ~sum
}

/// A zlib stream of one stored block.
private func stored(_ bytes: [UInt8]) -> [UInt8] {
  var (a, b): (UInt32, UInt32) = (1, 0)
  for byte in bytes {
    a = (a + UInt32(byte)) % 65521
    b = (b + a) % 65521
  }
  let count = UInt16(bytes.count)
  let length = [UInt8(count & 255), UInt8(count >> 8), UInt8(~count & 255), UInt8(~count >> 8)]
  return [0x78, 0x01, 0x01] + length + bytes + bigEndian(b << 16 | a)
}

/// A folder of its own for a test, removed at the end.
func withTemporaryFolder<T>(_ body: (URL) throws -> T) throws -> T {
  let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("pictures-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try body(folder)
}
