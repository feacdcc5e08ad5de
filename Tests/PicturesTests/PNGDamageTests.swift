import Foundation
import Testing

@testable import Pictures

@Suite("Damaged and foreign PNG files")
struct PNGDamageTests {
  private let whole = HandmadePNG(
    width: 3, height: 2, rows: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 9, 8, 7, 6, 5, 4, 3, 2, 1]
  ).bytes

  private func error(_ bytes: [UInt8]) -> PNGError? {
    do throws(PNGError) {
      _ = try Image(pngData: bytes, path: "x.png")
      return nil
    } catch { return error }
  }

  @Test("the whole file is read, or the other tests mean nothing")
  func control() { #expect(error(whole) == nil) }

  @Test("a file cut after any number of bytes is refused as cut short")
  func truncated() {
    #expect(error([]) == .empty(path: "x.png"))
    for length in 1..<whole.count {
      #expect(error(Array(whole.prefix(length))) == .truncated(path: "x.png"), "\(length) bytes")
    }
  }

  @Test("a change of any one byte is noticed")
  func flipped() {
    for i in whole.indices {
      var bytes = whole
      bytes[i] ^= 0x20
      #expect(error(bytes) != nil, "byte \(i)")
    }
  }

  @Test("a wrong checksum is named with its part")
  func checksum() {
    var bytes = whole
    bytes[bytes.count - 20] ^= 1
    #expect(error(bytes) == .damaged(path: "x.png", part: "IDAT"))
  }

  @Test("dimensions that the file cannot hold are refused before anything is allocated")
  func absurd() {
    for (width, height) in [
      (60_000, 60_000), (0, 1), (1, 0), (4_294_967_295, 4_294_967_295), (9_000, 9_000),
      (1, 99_999_999),
    ] {
      var png = HandmadePNG(width: width, height: height)
      png.rows = [0, 0, 0, 0]
      #expect(
        error(png.bytes) == .absurdSize(path: "x.png", width: width, height: height))
    }
  }

  @Test("a file with sound parts that libpng cannot decode is refused")
  func undecodable() {
    var png = HandmadePNG(width: 3, height: 2, rows: [0, 1, 2, 3])
    guard case .undecodable = error(png.bytes) else {
      Issue.record("too few rows gave \(String(describing: error(png.bytes)))")
      return
    }
    png = HandmadePNG(width: 1, height: 1, bitDepth: 7, rows: [0, 0, 0, 0])
    guard case .undecodable = error(png.bytes) else {
      Issue.record("7 bits gave \(String(describing: error(png.bytes)))")
      return
    }
  }

  @Test("other files are refused")
  func foreign() {
    #expect(error(Array("GIF89a, and so on".utf8)) == .foreign(path: "x.png"))
    #expect(error([0xFF, 0xD8, 0xFF, 0xE0]) == .foreign(path: "x.png"))
    let noise = (0..<500).map { UInt8(truncatingIfNeeded: $0 &* 193 &+ $0 >> 3) }
    #expect(error(noise) == .foreign(path: "x.png"))
    #expect(error(Array(whole.prefix(8)) + noise) != nil)
  }

  @Test("a missing file, a folder and an empty file are each named")
  func paths() throws {
    try withTemporaryFolder { folder in
      let missing = folder.appendingPathComponent("none.png")
      #expect(throws: PNGError.missing(path: missing.path)) { try Image(contentsOf: missing) }
      #expect(throws: PNGError.notAFile(path: folder.path)) { try Image(contentsOf: folder) }
      let empty = folder.appendingPathComponent("empty.png")
      try Data().write(to: empty)
      #expect(throws: PNGError.empty(path: empty.path)) { try Image(contentsOf: empty) }
    }
  }

  @Test("a file that may not be read is named", .enabled(if: geteuid() != 0))
  func forbidden() throws {
    try withTemporaryFolder { folder in
      let file = folder.appendingPathComponent("secret.png")
      try Data(whole).write(to: file)
      chmod(file.path, 0)
      #expect(throws: PNGError.self) { try Image(contentsOf: file) }
    }
  }

  @Test("every message is one line that begins with the file's name")
  func messages() {
    let errors: [PNGError] = [
      .missing(path: "a.png"), .notAFile(path: "a.png"), .unreadable(path: "a.png", reason: "r"),
      .empty(path: "a.png"), .foreign(path: "a.png"), .truncated(path: "a.png"),
      .damaged(path: "a.png", part: "IDAT"), .absurdSize(path: "a.png", width: 1, height: 2),
      .undecodable(path: "a.png", reason: "r"), .unencodable(path: "a.png", reason: "r"),
      .unwritable(path: "a.png", reason: "r"),
    ]
    for error in errors {
      #expect(error.description.hasPrefix("a.png: "))
      #expect(error.description.contains("; ") && !error.description.contains("\n"))
    }
  }
}
