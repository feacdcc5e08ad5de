import Testing

@testable import Pictures

@Suite("Images")
struct ImageTests {
  @Test("hold the colour that was put into each pixel")
  func pixels() {
    var image = Image(width: 3, height: 2, fill: .white)
    image[2, 1] = Color(hex: 0x123456)
    #expect(image[2, 1] == Color(red: 0x12, green: 0x34, blue: 0x56))
    #expect(image.pixels.count == 18)
    #expect(Array(image.pixels.suffix(3)) == [0x12, 0x34, 0x56])
    #expect(image.pixels.dropLast(3).allSatisfy { $0 == 255 })
  }

  @Test("grow without smoothing", arguments: [1, 2, 5])
  func enlarged(factor: Int) {
    let image = numbered(width: 3, height: 2)
    let large = image.enlarged(by: factor)
    #expect(large.width == 3 * factor && large.height == 2 * factor)
    for y in 0..<large.height {
      for x in 0..<large.width { #expect(large[x, y] == image[x / factor, y / factor]) }
    }
  }

  @Test("are clipped when drawn over an edge", arguments: [(-1, -1), (2, 1), (5, 0), (0, -9)])
  func clipped(left: Int, top: Int) {
    let patch = numbered(width: 2, height: 2)
    var page = Image(width: 3, height: 3, fill: .black)
    page.draw(patch, atX: left, y: top)
    for y in 0..<3 {
      for x in 0..<3 {
        let isInside = (0..<2).contains(x - left) && (0..<2).contains(y - top)
        #expect(page[x, y] == (isInside ? patch[x - left, y - top] : .black))
      }
    }
  }

  @Test("keep their pixels inside a frame")
  func framed() {
    let image = numbered(width: 3, height: 2)
    let framed = image.framed(.wrong, thickness: 2)
    #expect(framed.width == 7 && framed.height == 6)
    #expect(framed[0, 0] == .wrong && framed[6, 5] == .wrong && framed[1, 3] == .wrong)
    #expect(framed.cropped(columns: 2..<5, rows: 2..<4) == image)
  }
}

/// An image whose pixels all differ.
func numbered(width: Int, height: Int) -> Image {
  Image(
    width: width, height: height,
    pixels: (0..<width * height * 3).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ $0 / 256) })
}
