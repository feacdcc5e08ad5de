import Testing

@testable import Pictures

@Suite("Bringing pictures to another size")
struct FittingTests {
  /// A picture whose pixels all differ.
  private func numbered(_ width: Int, _ height: Int) -> Image {
    Image(
      width: width, height: height,
      pixels: (0..<width * height * 3).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ $0 >> 4) })
  }

  @Test("the size it has already changes nothing", arguments: [(1, 1), (7, 3), (32, 32)])
  func same(width: Int, height: Int) {
    let image = numbered(width, height)
    #expect(image.resized(width: width, height: height) == image)
    #expect(image.centerCropped(toProportion: width, by: height) == image)
  }

  @Test("halving takes the mean of four, and whole multiples become blocks")
  func halves() {
    let image = Image(
      width: 2, height: 2, pixels: [0, 10, 20, 4, 10, 20, 8, 10, 20, 100, 10, 23])
    #expect(image.resized(width: 1, height: 1).pixels == [28, 10, 21])
    #expect(image.resized(width: 6, height: 6) == image.enlarged(by: 3))
  }

  @Test("parts of pixels count with their area")
  func parts() {
    // Three pixels to two: each is a pixel and a half. By hand (90 + 0.5 * 30) / 1.5 = 70.
    let row = Image(width: 3, height: 1, pixels: [90, 0, 0, 30, 0, 0, 240, 0, 0])
    #expect(row.resized(width: 2, height: 1).pixels == [70, 0, 0, 170, 0, 0])
    let column = Image(width: 1, height: 3, pixels: row.pixels)
    #expect(column.resized(width: 1, height: 2).pixels == [70, 0, 0, 170, 0, 0])
  }

  @Test("no light is lost, whatever the sizes")
  func light() {
    for (width, height, newWidth, newHeight) in [(50, 41, 32, 32), (5, 9, 28, 28), (1, 300, 3, 2)] {
      let image = numbered(width, height)
      let fitted = image.resized(width: newWidth, height: newHeight)
      func mean(_ image: Image) -> Double {
        Double(image.pixels.reduce(0) { $0 + Int($1) }) / Double(image.pixels.count)
      }
      #expect(abs(mean(image) - mean(fitted)) < 0.5)
      #expect(fitted.width == newWidth && fitted.height == newHeight)
    }
  }

  @Test("the middle is cut out")
  func crop() {
    let image = numbered(9, 5)
    #expect(
      image.centerCropped(toProportion: 1, by: 1) == image.cropped(columns: 2..<7, rows: 0..<5))
    #expect(
      image.centerCropped(toProportion: 3, by: 1) == image.cropped(columns: 0..<9, rows: 1..<4))
    #expect(numbered(1, 500).centerCropped(toProportion: 32, by: 32).height == 1)
    #expect(numbered(3, 1).centerCropped(toProportion: 1, by: 400).width == 1)
  }
}
