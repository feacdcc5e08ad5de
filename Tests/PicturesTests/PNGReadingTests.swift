import Foundation
import Testing

@testable import Pictures

@Suite("Reading PNG files of every kind")
struct PNGReadingTests {
  private func read(_ png: HandmadePNG) throws -> Image {
    try Image(pngData: Data(png.bytes))
  }

  @Test("8-bit colour comes through as it is")
  func color() throws {
    let image = try read(
      HandmadePNG(width: 2, height: 2, rows: [0, 1, 2, 3, 4, 5, 6, 0, 7, 8, 9, 250, 251, 252]))
    #expect(
      image == Image(width: 2, height: 2, pixels: [1, 2, 3, 4, 5, 6, 7, 8, 9, 250, 251, 252]))
  }

  @Test("grey of 1, 2, 4 and 8 bits spreads over the whole range")
  func gray() throws {
    func grays(_ image: Image) -> [UInt8] { (0..<image.width).map { image[$0, 0].red } }
    var png = HandmadePNG(width: 4, bitDepth: 1, colorType: 0, rows: [0, 0b0101_0000])
    #expect(try grays(read(png)) == [0, 255, 0, 255])
    png.bitDepth = 2
    png.rows = [0, 0b0001_1011]
    #expect(try grays(read(png)) == [0, 85, 170, 255])
    png.bitDepth = 4
    png.rows = [0, 0x0F, 0x38]
    #expect(try grays(read(png)) == [0, 255, 51, 136])
    png.bitDepth = 8
    png.rows = [0, 0, 77, 128, 255]
    let image = try read(png)
    #expect(grays(image) == [0, 77, 128, 255])
    #expect(image[1, 0] == Color(gray: 77))
  }

  @Test("16 bits keep their upper eight and are not brightened", arguments: [UInt8(0), 2])
  func sixteenBits(colorType: UInt8) throws {
    let samples = colorType == 0 ? 1 : 3
    let levels: [UInt8] = [0, 1, 64, 128, 200, 255]
    let image = try read(
      HandmadePNG(
        width: levels.count, bitDepth: 16, colorType: colorType,
        rows: [0] + levels.flatMap { [UInt8](repeating: $0, count: 2 * samples) }))
    #expect((0..<levels.count).map { image[$0, 0] } == levels.map { Color(gray: $0) })
  }

  @Test("a palette is looked up, and its transparent entries lie on white")
  func palette() throws {
    let image = try read(
      HandmadePNG(
        width: 4, bitDepth: 2, colorType: 3,
        extras: [
          ("PLTE", [255, 0, 0, 0, 255, 0, 0, 0, 255, 10, 20, 30]), ("tRNS", [255, 0]),
        ], rows: [0, 0b0001_1011]))
    #expect(
      (0..<4).map { image[$0, 0] } == [
        Color(hex: 0xFF0000), .white, Color(hex: 0x0000FF), Color(hex: 0x0A141E),
      ])
  }

  @Test("alpha is laid on white in the file's own numbers, as browsers do")
  func alpha() throws {
    // By hand: 100 * 128/255 + 255 * 127/255 = 177.2; 0 * 51/255 + 255 * 204/255 = 204.
    let image = try read(
      HandmadePNG(
        width: 3, colorType: 6, rows: [0, 100, 100, 100, 128, 0, 0, 0, 51, 9, 8, 7, 255]))
    #expect(
      (0..<3).map { image[$0, 0] } == [
        Color(gray: 177), Color(gray: 204), Color(red: 9, green: 8, blue: 7),
      ])
    let gray = try read(HandmadePNG(width: 2, colorType: 4, rows: [0, 0, 0, 40, 255]))
    #expect((0..<2).map { gray[$0, 0] } == [.white, Color(gray: 40)])
  }

  @Test("interlaced files give the same picture")
  func interlaced() throws {
    let image = numbered(width: 9, height: 7)
    var rows: [UInt8] = []
    // Adam7: first column and row of each pass, and the steps (PNG specification, section 8.2).
    for (x0, y0, dx, dy) in [
      (0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2),
      (0, 1, 1, 2),
    ] {
      for y in stride(from: y0, to: image.height, by: dy) {
        rows.append(0)
        for x in stride(from: x0, to: image.width, by: dx) {
          rows += [image[x, y].red, image[x, y].green, image[x, y].blue]
        }
      }
    }
    #expect(try read(HandmadePNG(width: 9, height: 7, isInterlaced: true, rows: rows)) == image)
  }

  @Test("a file made by another program is read")
  func foreignEncoder() throws {
    // Python: import zlib, struct, base64
    //   c = lambda n, d: struct.pack('>I', len(d)) + n + d + struct.pack('>I', zlib.crc32(n + d))
    //   rows = b''.join(b'\1' + bytes([10 * y + 1, 2, 3] + [1] * 9) for y in range(3))  # filter "sub"
    //   base64.b64encode(b'\x89PNG\r\n\x1a\n' + c(b'IHDR', struct.pack('>IIBBBBB', 4, 3, 8, 2, 0, 0, 0))
    //     + c(b'IDAT', zlib.compress(rows, 9)) + c(b'IEND', b''))
    let base64 =
      "iVBORw0KGgoAAAANSUhEUgAAAAQAAAADCAIAAAA7ljmRAAAAFElEQVR42mNkZGJmhANuZI4oEgcABe8AT+G5YBYAAAAASUVORK5CYII="
    let data = try #require(Data(base64Encoded: base64))
    let image = try Image(pngData: data)
    #expect(image.width == 4 && image.height == 3)
    for y in 0..<3 {
      for x in 0..<4 {
        #expect(
          image[x, y]
            == Color(red: UInt8(10 * y + 1 + x), green: UInt8(2 + x), blue: UInt8(3 + x)))
      }
    }
  }
}
