import Foundation
import Testing

@testable import Datasets

@Suite("IDX files")
struct IDXTests {
  /// The head of an IDX file of unsigned bytes.
  static func head(_ extents: Int...) -> [UInt8] {
    [0, 0, 8, UInt8(extents.count)]
      + extents.flatMap { extent in
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: extent >> $0) }
      }
  }

  static func images(_ count: Int) -> [UInt8] {
    head(count, 28, 28) + (0..<count * 784).map { UInt8(($0 * 7 + $0 / 784) % 256) }
  }

  static func labels(_ count: Int) -> [UInt8] {
    head(count) + (0..<count).map { UInt8($0 % 10) }
  }

  /// Five training and two test pictures, plain or packed by the system's gzip.
  static func write(to folder: TemporaryFolder, packed: Bool = false) throws {
    let contents = [images(5), labels(5), images(2), labels(2)]
    for (name, bytes) in zip(MNIST.trainFiles + MNIST.testFiles, contents) {
      let path = try folder.write(bytes, to: name)
      if packed { try gzip(path) }
    }
  }

  static func gzip(_ path: String) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["gzip", "-f", "-n", path]
    try process.run()
    process.waitUntilExit()
  }

  static func error(in folder: TemporaryFolder) -> String {
    do {
      _ = try ImageDataset.load(named: "mnist", from: folder.path)
      return "no error"
    } catch let error as DatasetError {
      return error.description
    } catch {
      return "another error: \(error)"
    }
  }

  @Test("are read plain and gzipped", arguments: [false, true])
  func whole(packed: Bool) throws {
    let folder = try TemporaryFolder()
    try Self.write(to: folder, packed: packed)
    #expect(
      FileManager.default.fileExists(atPath: folder.path + "/" + MNIST.trainFiles[0]) == !packed)
    let data = try ImageDataset.load(named: "mnist", from: folder.path)
    #expect(data.train.tensor(Float.self).shape == [5, 1, 28, 28])
    #expect(data.train.labels == [0, 1, 2, 3, 4])
    #expect(data.train.pixels == Array(Self.images(5).dropFirst(16)))
    #expect(data.test.pixels == Array(Self.images(2).dropFirst(16)))
    #expect(data.train.classNames == (0...9).map { "\($0)" })
    let some = try ImageDataset.load(
      named: "fashion-mnist", from: folder.path, trainCount: 2, testCount: 1)
    #expect(
      some.train
        == LabeledImages(
          pixels: Array(data.train.pixels.prefix(1568)), labels: [0, 1],
          classNames: MNIST.fashion.classNames, channels: 1, height: 28, width: 28))
    #expect(throws: DatasetError.badCount(name: "mnist", part: "test", asked: 3, available: 2)) {
      try ImageDataset.load(named: "mnist", from: folder.path, testCount: 3)
    }
  }

  @Test("cut at any length, or longer than they say, are refused")
  func plainLengths() throws {
    let folder = try TemporaryFolder()
    try Self.write(to: folder)
    for (name, whole) in [
      (MNIST.trainFiles[0], Self.images(5)), (MNIST.testFiles[1], Self.labels(2)),
    ] {
      let lengths = Array(0..<20) + [800, whole.count - 2, whole.count - 1, whole.count + 1]
      for length in lengths where length != whole.count {
        let bytes = Array((whole + [0, 0, 0, 0, 0, 0, 0, 0, 0]).prefix(length))
        let path = try folder.write(bytes, to: name)
        let error = Self.error(in: folder)
        #expect(error.hasPrefix(path + ": expected"), "\(name) of \(length) bytes: \(error)")
        #expect(!error.contains("\n"))
      }
      try folder.write(whole, to: name)
    }
    #expect(Self.error(in: folder) == "no error")
  }

  @Test("packed and cut at any length are refused")
  func packedLengths() throws {
    let folder = try TemporaryFolder()
    try Self.write(to: folder, packed: true)
    let name = MNIST.trainFiles[1] + ".gz"
    let whole = [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder.path + "/" + name)))
    for length in 0..<whole.count {
      let path = try folder.write(Array(whole.prefix(length)), to: name)
      let error = Self.error(in: folder)
      #expect(error.hasPrefix(path + ": expected"), "cut after \(length) bytes: \(error)")
    }
    try folder.write(whole + [1, 2, 3], to: name)
    #expect(Self.error(in: folder).contains("3 bytes after its end"))
    var damaged = whole
    damaged[whole.count - 6] ^= 0xff
    try folder.write(damaged, to: name)
    #expect(Self.error(in: folder).contains("a damaged one"))
    try folder.write(whole, to: name)
    #expect(Self.error(in: folder) == "no error")
  }

  @Test("that unpack to far more than they say, or could, are not unpacked")
  func bombs() throws {
    let folder = try TemporaryFolder()
    try Self.write(to: folder, packed: true)
    let name = MNIST.testFiles[0]
    // 200 MB of zeros behind a header that says two pictures.
    let bomb = try folder.write(Self.head(2, 28, 28), to: name)
    #expect(truncate(bomb, 200 << 20) == 0)
    try Self.gzip(bomb)
    #expect(Self.error(in: folder).contains("more bytes than that in the archive"))

    // A header that says 800 MB in an archive of some bytes.
    let liar = try folder.write(Self.head(1_000_000, 28, 28), to: name)
    try Self.gzip(liar)
    #expect(Self.error(in: folder).contains("an archive of only"))

    // A header beyond every bound.
    let absurd = try folder.write(Self.head(Int(UInt32.max), 28, 28), to: name)
    try Self.gzip(absurd)
    #expect(Self.error(in: folder).contains("4294967295 x 28 x 28"))
  }

  @Test("of another kind, size or number are refused")
  func foreign() throws {
    let wrong: [(String, [UInt8], String)] = [
      (MNIST.trainFiles[0], Self.labels(50), "00 00 08 01"),
      (MNIST.trainFiles[1], Self.images(5), "00 00 08 03"),
      (MNIST.trainFiles[0], [0, 0, 13] + Self.images(5).dropFirst(3), "00 00 0d 03"),
      (MNIST.trainFiles[0], Array("<!DOCTYPE html><html>".utf8), "a web page"),
      (
        MNIST.trainFiles[0], Self.head(5, 32, 32) + [UInt8](repeating: 0, count: 5120),
        "5 x 32 x 32"
      ),
      (MNIST.trainFiles[1], Self.labels(6), "found 6"),
      (MNIST.trainFiles[1], Self.head(5) + [0, 1, 10, 2, 3], "label 10 at position 2"),
    ]
    for (name, bytes, found) in wrong {
      let folder = try TemporaryFolder()
      try Self.write(to: folder)
      let path = try folder.write(bytes, to: name)
      let error = Self.error(in: folder)
      #expect(error.hasPrefix(path) && error.contains(found), "\(error)")
      #expect(error.contains("swift run data fetch mnist"))
    }
  }

  @Test("that are missing are named, and so is a file that is only called gzipped")
  func missing() throws {
    let folder = try TemporaryFolder()
    #expect(Self.error(in: folder).contains("nor in \(folder.path)/mnist"))
    try Self.write(to: folder)
    try FileManager.default.removeItem(atPath: folder.path + "/" + MNIST.testFiles[1])
    #expect(Self.error(in: folder).contains(MNIST.testFiles[1]))
    try folder.write(Self.labels(2), to: MNIST.testFiles[1] + ".gz")
    #expect(Self.error(in: folder).contains("expected a gzip archive"))
  }
}
