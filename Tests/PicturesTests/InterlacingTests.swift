import Foundation
import Testing

@testable import Pictures

@Suite("Interlaced PNG files")
struct InterlacingTests {
  /// All colour types with their depths (PNG specification, section 11.2.2).
  static let kinds: [(colorType: UInt8, depths: [UInt8])] = [
    (0, [1, 2, 4, 8, 16]), (2, [8, 16]), (3, [1, 2, 4, 8]), (4, [8, 16]), (6, [8, 16]),
  ]

  /// What may stand between header and pixels and change what they mean.
  static func extras(_ colorType: UInt8, _ depth: UInt8) -> [[(name: String, content: [UInt8])]] {
    let gamma: (name: String, content: [UInt8]) = ("gAMA", bigEndian(45455))
    let linear: (name: String, content: [UInt8]) = ("gAMA", bigEndian(100_000))
    let largest = depth == 16 ? [UInt8(1), 2] : [0, UInt8(min(3, 1 << depth - 1))]
    switch colorType {
    case 3:
      let palette: (name: String, content: [UInt8]) = (
        "PLTE", (0..<3 << depth).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ 11) }
      )
      return [[palette], [palette, ("tRNS", [0, 128])], [gamma, palette]]
    case 0: return [[], [gamma], [linear], [("tRNS", largest)]]
    case 2: return [[], [gamma], [linear], [("tRNS", largest + largest + largest)]]
    default: return [[], [gamma], [linear]]
    }
  }

  static func png(
    _ colorType: UInt8, _ depth: UInt8, width: Int, height: Int,
    extras: [(name: String, content: [UInt8])]
  ) -> InterlacedPNG {
    var png = InterlacedPNG(
      width: width, height: height, bitDepth: depth, colorType: colorType, extras: extras,
      samples: [])
    let mask = UInt16(truncatingIfNeeded: 1 << Int(depth) - 1)
    png.samples = (0..<width * height * png.samplesPerPixel).map {
      UInt16(truncatingIfNeeded: $0 &* 40_503 &+ $0 >> 3 &* 771) & mask
    }
    // The colour that tRNS makes transparent shall occur.
    if depth == 16 { for i in 0..<min(3, png.samples.count) { png.samples[i] = 0x0102 } }
    return png
  }

  @Test(
    "equal their plain twins in every depth and colour type",
    arguments: [(1, 1), (2, 3), (3, 2), (5, 1), (1, 9), (8, 8), (9, 7), (19, 21)])
  func twins(width: Int, height: Int) throws {
    for (colorType, depths) in Self.kinds {
      for depth in depths {
        for extras in Self.extras(colorType, depth) {
          let png = Self.png(colorType, depth, width: width, height: height, extras: extras)
          let plain = try Image(pngData: png.plain.bytes, path: "plain")
          let interlaced = try Image(pngData: png.interlaced.bytes, path: "interlaced")
          #expect(
            plain == interlaced,
            "\(width)x\(height), type \(colorType), \(depth) bits, \(extras.map(\.name))")
        }
      }
    }
  }

  @Test("of 16 bits show the upper eight of each sample, whichever pass it came in")
  func sixteenBits() throws {
    let png = Self.png(2, 16, width: 11, height: 10, extras: [])
    let image = try Image(pngData: png.interlaced.bytes, path: "x.png")
    // libpng rounds: at most one away from the upper byte.
    for (value, sample) in zip(image.pixels, png.samples) {
      #expect(abs(Int(value) - Int(sample) * 255 / 65535) <= 1)
    }
    #expect(Set(image.pixels).count > 50)
  }

  @Test("with too few or too many rows, another filter or damaged pixels are refused")
  func damaged() {
    var png = Self.png(0, 16, width: 9, height: 7, extras: []).interlaced
    let rows = png.rows
    for (wrong, reason) in [
      (Array(rows.dropLast()), "rows"), (rows + [0], "rows"), ([5] + rows.dropFirst(), "filter 5"),
      ([], "rows"),
    ] {
      png.rows = wrong
      let error = #expect(throws: PNGError.self) {
        try Image(pngData: png.bytes, path: "x.png")
      }
      #expect(error?.description.contains(reason) == true, "\(String(describing: error))")
    }
  }

  @Test("and plain ones, damaged at random with checksums that fit, never end the program")
  func mutated() {
    var random = SystemRandomNumberGenerator()
    var files: [[UInt8]] = []
    for (colorType, depths) in Self.kinds {
      for depth in depths {
        let png = Self.png(
          colorType, depth, width: 5, height: 6, extras: Self.extras(colorType, depth)[0])
        files += [png.plain.bytes, png.interlaced.bytes]
      }
    }
    var refused = 0
    for trial in 0..<4000 {
      var bytes = files[trial % files.count]
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        bytes[Int.random(in: 8..<bytes.count, using: &random)] = UInt8.random(
          in: 0...255, using: &random)
      }
      if (try? Image(pngData: withFittingChecksums(bytes), path: "x.png")) == nil { refused += 1 }
    }
    #expect(refused > 1000 && refused < 4000)
  }
}

/// The file with the checksum of every part made right again, as far as its parts can be followed.
func withFittingChecksums(_ bytes: [UInt8]) -> [UInt8] {
  var bytes = bytes
  var position = 8
  while position + 12 <= bytes.count {
    let length = bytes[position..<position + 4].reduce(0) { $0 << 8 | Int($1) }
    let end = position + 8 + length
    guard end + 4 <= bytes.count else { break }
    bytes.replaceSubrange(end..<end + 4, with: bigEndian(crc(Array(bytes[position + 4..<end]))))
    position = end + 4
  }
  return bytes
}
