@testable import Pictures

/// The same samples as a plain and as an interlaced PNG file, written by the specification's own words.
struct InterlacedPNG {
  var width: Int
  var height: Int
  var bitDepth: UInt8
  var colorType: UInt8
  var extras: [(name: String, content: [UInt8])] = []

  /// The samples of each pixel, row by row.
  var samples: [UInt16]

  var samplesPerPixel: Int { [0: 1, 2: 3, 3: 1, 4: 2, 6: 4][Int(colorType)] ?? 0 }

  /// The file without interlacing, all its rows unfiltered.
  var plain: HandmadePNG {
    var rows: [UInt8] = []
    for y in 0..<height { rows += [0] + row(y: y, columns: Array(0..<width)) }
    return file(rows, isInterlaced: false)
  }

  /// The file in Adam7's passes, its rows filtered in turn by each of the five filters.
  var interlaced: HandmadePNG {
    var rows: [UInt8] = []
    var filter = 0
    // Which pass draws each pixel of an 8x8 block (PNG specification, section 8.2).
    let pattern: [[Int]] = [
      [1, 6, 4, 6, 2, 6, 4, 6], [7, 7, 7, 7, 7, 7, 7, 7], [5, 6, 5, 6, 5, 6, 5, 6],
      [7, 7, 7, 7, 7, 7, 7, 7], [3, 6, 4, 6, 3, 6, 4, 6], [7, 7, 7, 7, 7, 7, 7, 7],
      [5, 6, 5, 6, 5, 6, 5, 6], [7, 7, 7, 7, 7, 7, 7, 7],
    ]
    for pass in 1...7 {
      var above: [UInt8] = []
      for y in 0..<height {
        let columns = (0..<width).filter { pattern[y % 8][$0 % 8] == pass }
        guard !columns.isEmpty else { continue }
        let bytes = row(y: y, columns: columns)
        if above.isEmpty { above = [UInt8](repeating: 0, count: bytes.count) }
        rows += [UInt8(filter % 5)] + filtered(bytes, above: above, by: filter % 5)
        above = bytes
        filter += 1
      }
    }
    return file(rows, isInterlaced: true)
  }

  private func file(_ rows: [UInt8], isInterlaced: Bool) -> HandmadePNG {
    HandmadePNG(
      width: width, height: height, bitDepth: bitDepth, colorType: colorType,
      isInterlaced: isInterlaced, extras: extras, rows: rows)
  }

  private func row(y: Int, columns: [Int]) -> [UInt8] {
    var bytes: [UInt8] = []
    var bit = 0
    for x in columns {
      for c in 0..<samplesPerPixel {
        let sample = samples[(y * width + x) * samplesPerPixel + c]
        for shift in stride(from: Int(bitDepth) - 1, through: 0, by: -1) {
          if bit % 8 == 0 { bytes.append(0) }
          bytes[bytes.count - 1] |= UInt8(sample >> UInt16(shift) & 1) << UInt8(7 - bit % 8)
          bit += 1
        }
      }
    }
    return bytes
  }

  private func filtered(_ row: [UInt8], above: [UInt8], by filter: Int) -> [UInt8] {
    let step = max(1, samplesPerPixel * Int(bitDepth) / 8)
    return row.indices.map { i in
      let a = i < step ? 0 : Int(row[i - step])
      let b = Int(above[i])
      let c = i < step ? 0 : Int(above[i - step])
      let p = a + b - c
      let nearest = [a, b, c].min { abs(p - $0) < abs(p - $1) } ?? 0
      return row[i] &- UInt8([0, a, b, (a + b) / 2, nearest][filter])
    }
  }
}
