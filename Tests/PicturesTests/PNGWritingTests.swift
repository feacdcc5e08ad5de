import Foundation
import Testing

@testable import Pictures

@Suite("Writing PNG files")
struct PNGWritingTests {
  @Test("what is written is read again, pixel by pixel", arguments: [(1, 1), (7, 5), (300, 2)])
  func roundTrip(width: Int, height: Int) throws {
    let image = numbered(width: width, height: height)
    #expect(try Image(pngData: image.pngData()) == image)
    try withTemporaryFolder { folder in
      let file = folder.appendingPathComponent("größe 1.png")
      try image.write(to: file)
      #expect(try Image(contentsOf: file) == image)
    }
  }

  @Test("the same image gives the same bytes")
  func deterministic() throws {
    let image = numbered(width: 64, height: 48)
    #expect(try image.pngData() == image.pngData())
  }

  @Test("a file that is there already is replaced, and nothing else is left in the folder")
  func replaces() throws {
    try withTemporaryFolder { folder in
      let file = folder.appendingPathComponent("a.png")
      try numbered(width: 9, height: 9).write(to: file)
      try numbered(width: 2, height: 3).write(to: file)
      #expect(try Image(contentsOf: file).width == 2)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a.png"])
    }
  }

  @Test("a missing folder and a folder in the way are named, and nothing is left behind")
  func unwritable() throws {
    let image = numbered(width: 2, height: 2)
    try withTemporaryFolder { folder in
      let nowhere = folder.appendingPathComponent("none/a.png")
      #expect(
        throws: PNGError.unwritable(path: nowhere.path, reason: "no such file or directory")
      ) { try image.write(to: nowhere) }
      let taken = folder.appendingPathComponent("taken")
      try FileManager.default.createDirectory(at: taken, withIntermediateDirectories: false)
      #expect(throws: PNGError.unwritable(path: taken.path, reason: "is a directory")) {
        try image.write(to: taken)
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["taken"])
    }
  }

  @Test("a read-only folder is named", .enabled(if: geteuid() != 0))
  func readOnly() throws {
    try withTemporaryFolder { folder in
      chmod(folder.path, 0o555)
      defer { chmod(folder.path, 0o755) }
      let file = folder.appendingPathComponent("a.png")
      #expect(throws: PNGError.unwritable(path: file.path, reason: "permission denied")) {
        try numbered(width: 2, height: 2).write(to: file)
      }
    }
  }
}
