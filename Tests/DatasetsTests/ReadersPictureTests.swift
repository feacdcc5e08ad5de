import Foundation
import Pictures
import Tensors
import Testing

@testable import Datasets

@Suite("A picture of the reader's own")
struct ReadersPictureTests {
  private func pictures(channels: Int) -> LabeledImages {
    LabeledImages(
      pixels: (0..<2 * channels * 6).map { UInt8($0 * 7) }, labels: [0, 1], classNames: ["a", "b"],
      channels: channels, height: 2, width: 3)
  }

  @Test("that is one of the set comes back as it is", arguments: [1, 3])
  func same(channels: Int) throws {
    let pictures = pictures(channels: channels)
    let folder = try TemporaryFolder()
    let url = URL(fileURLWithPath: folder.path + "/one.png")
    try pictures.image(at: 1).write(to: url)
    let own = try ReadersPicture(contentsOf: url.path, like: pictures)
    #expect(own.pixels == Array(pictures.pixels[pictures.pixelsPerImage...]))
    #expect(own.image == pictures.image(at: 1))
    #expect(own.row(Float.self).scalars == pictures[1..<2].rows(Float.self).scalars)
    #expect(own.row(Float.self).shape == [1, pictures.pixelsPerImage])
  }

  @Test("is weighed to grey for a grey set, and keeps its middle")
  func gray() {
    var image = Image(width: 9, height: 2, fill: .white)
    for y in 0..<2 {
      image[3, y] = Color(red: 255, green: 0, blue: 0)
      image[4, y] = Color(red: 0, green: 255, blue: 0)
      image[5, y] = Color(red: 0, green: 0, blue: 255)
    }
    let own = ReadersPicture(image, like: pictures(channels: 1))
    #expect(own.pixels == [76, 150, 29, 76, 150, 29])
  }

  @Test("that is missing, foreign, damaged or huge is refused in a line that names it")
  func refused() throws {
    let folder = try TemporaryFolder()
    try folder.write(Array("GIF89a".utf8), to: "x.gif")
    try folder.write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], to: "short.png")
    let huge = try folder.write([0x89], to: "huge.png")
    #expect(truncate(huge, 2 << 30) == 0)
    for (name, words) in [
      ("none.png", "no such file"), ("x.gif", "not a PNG file"), ("short.png", "cut short"),
      ("huge.png", "too many for a picture"), ("", "not a file"),
    ] {
      let path = folder.path + "/" + name
      let error = #expect(throws: PNGError.self) {
        try ReadersPicture(contentsOf: path, like: pictures(channels: 3))
      }
      let text = error?.description ?? ""
      #expect(text.contains(words) && text.contains(folder.path), "\(text)")
      #expect(!text.contains("\n"))
    }
  }
}
