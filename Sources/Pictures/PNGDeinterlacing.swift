import CZlib

/// Turns an interlaced PNG file into one that is not, pixel for pixel, before libpng reads it.
///
/// libpng's simplified API, which Debian ships as 1.6.39, mixes up the passes of interlaced files
/// with 16 bits a sample. So the passes are put together here, in the file's own samples, and what
/// libpng gets is a plain file with the same palette, gamma and transparency: an interlaced file
/// and its plain twin cannot differ.
///
/// *Source:* W3C, PNG Specification, sections 8.2 (Adam7) and 9 (filters).
struct PNGDeinterlacing {
  /// First column and row of each of Adam7's passes, and the steps to the next.
  static let passes: [(x: Int, y: Int, dx: Int, dy: Int)] = [
    (0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2),
    (0, 1, 1, 2),
  ]

  private let structure: PNGStructure
  private let path: String

  /// The plain twin of the interlaced file `bytes`, whose `structure` is sound.
  ///
  /// - Throws: `PNGError.undecodable` if the packed pixels are damaged, too few or too many.
  static func plainTwin(
    of bytes: [UInt8], _ structure: PNGStructure, path: String
  ) throws(PNGError) -> [UInt8] {
    let work = PNGDeinterlacing(structure: structure, path: path)
    var packed: [UInt8] = []
    for part in structure.chunks where part.name == "IDAT" { packed += bytes[part.content] }
    let rows = try work.assembled(try work.unpacked(packed))
    return work.file(from: bytes, rows: try work.packed(rows))
  }

  private init(structure: PNGStructure, path: String) {
    self.structure = structure
    self.path = path
  }

  private var bitsPerPixel: Int { structure.samplesPerPixel * structure.bitDepth }

  private func rowLength(_ width: Int) -> Int { (width * bitsPerPixel + 7) / 8 }

  private func extent(_ size: Int, from start: Int, by step: Int) -> Int {
    size > start ? (size - start + step - 1) / step : 0
  }

  private func failure(_ reason: String) -> PNGError { .undecodable(path: path, reason: reason) }

  // MARK: - Packing

  /// The rows of all passes, each with its filter's byte in front.
  private func unpacked(_ packed: [UInt8]) throws(PNGError) -> [UInt8] {
    var size = 0
    for pass in Self.passes {
      let width = extent(structure.width, from: pass.x, by: pass.dx)
      if width == 0 { continue }
      size += extent(structure.height, from: pass.y, by: pass.dy) * (1 + rowLength(width))
    }
    var rows = [UInt8](repeating: 0, count: size)
    var count = uLongf(size)
    let status = uncompress(&rows, &count, packed, uLong(packed.count))
    guard status == Z_OK && Int(count) == size else {
      // Z_BUF_ERROR stands for too many rows and, in some versions, for a stream that breaks off.
      throw failure(
        status == Z_DATA_ERROR ? "its packed pixels are damaged" : "it has too few or too many rows"
      )
    }
    return rows
  }

  private func packed(_ rows: [UInt8]) throws(PNGError) -> [UInt8] {
    var count = compressBound(uLong(rows.count))
    var packed = [UInt8](repeating: 0, count: Int(count))
    guard compress2(&packed, &count, rows, uLong(rows.count), 1) == Z_OK else {
      throw failure("no memory")
    }
    packed.removeLast(packed.count - Int(count))
    return packed
  }

  /// The file again, its header without interlacing and its pixels replaced.
  private func file(from bytes: [UInt8], rows: [UInt8]) -> [UInt8] {
    var file = Array(bytes.prefix(8))
    var isFirst = true
    for part in structure.chunks {
      switch part.name {
      case "IHDR": file += chunk("IHDR", bytes[part.content].dropLast() + [0])
      case "IDAT":
        if isFirst { file += chunk("IDAT", rows[...]) }
        isFirst = false
      default: file += chunk(part.name, bytes[part.content])
      }
    }
    return file
  }

  private func chunk(_ name: String, _ content: ArraySlice<UInt8>) -> [UInt8] {
    let body = Array(name.utf8) + content
    let sum = UInt32(truncatingIfNeeded: crc32(0, body, uInt(body.count)))
    return Self.bigEndian(UInt32(content.count)) + body + Self.bigEndian(sum)
  }

  private static func bigEndian(_ number: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
  }

  // MARK: - Passes

  /// The rows of the whole picture, unfiltered, each with a 0 in front.
  private func assembled(_ passRows: [UInt8]) throws(PNGError) -> [UInt8] {
    let length = 1 + rowLength(structure.width)
    var whole = [UInt8](repeating: 0, count: structure.height * length)
    var position = 0
    for pass in Self.passes {
      let width = extent(structure.width, from: pass.x, by: pass.dx)
      if width == 0 { continue }
      var above = [UInt8](repeating: 0, count: rowLength(width))
      for y in stride(from: pass.y, to: structure.height, by: pass.dy) {
        let filter = passRows[position]
        var row = Array(passRows[position + 1...position + above.count])
        position += 1 + above.count
        guard unfilter(&row, above: above, filter) else {
          throw failure("there is no filter \(filter)")
        }
        for i in 0..<width {
          copyPixel(i, of: row, to: pass.x + i * pass.dx, of: &whole, rowStart: y * length + 1)
        }
        above = row
      }
    }
    return whole
  }

  private func copyPixel(
    _ i: Int, of row: [UInt8], to x: Int, of whole: inout [UInt8], rowStart: Int
  ) {
    let bits = bitsPerPixel
    guard bits < 8 else {
      let size = bits / 8
      for k in 0..<size { whole[rowStart + x * size + k] = row[i * size + k] }
      return
    }
    // Several pixels a byte, the first in the highest bits.
    let mask = UInt8(1 << bits - 1)
    let value = row[i * bits / 8] >> UInt8(8 - bits - i * bits % 8) & mask
    whole[rowStart + x * bits / 8] |= value << UInt8(8 - bits - x * bits % 8)
  }

  /// Undoes the filter of a row; false if there is no such filter.
  private func unfilter(_ row: inout [UInt8], above: [UInt8], _ filter: UInt8) -> Bool {
    let step = max(1, bitsPerPixel / 8)
    for i in row.indices {
      let left = i >= step ? row[i - step] : 0
      let corner = i >= step ? above[i - step] : 0
      switch filter {
      case 0: return true
      case 1: row[i] &+= left
      case 2: row[i] &+= above[i]
      case 3: row[i] &+= UInt8((Int(left) + Int(above[i])) / 2)
      case 4: row[i] &+= Self.paeth(Int(left), Int(above[i]), Int(corner))
      default: return false
      }
    }
    return filter <= 4
  }

  /// Whichever of left, above and corner is nearest to left + above - corner.
  private static func paeth(_ left: Int, _ above: Int, _ corner: Int) -> UInt8 {
    let guess = left + above - corner
    let (a, b, c) = (abs(guess - left), abs(guess - above), abs(guess - corner))
    return UInt8(a <= b && a <= c ? left : b <= c ? above : corner)
  }
}
