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
    let few = try ImageDataset.load(named: "mnist", from: folder.path, testCount: 3)
    #expect(few.test == data.test)
    #expect(few.summary.hasSuffix("; 3 test pictures were wanted, there are no more"))
    #expect(throws: DatasetError.badCount(name: "mnist", part: "test", asked: 0, available: 2)) {
      try ImageDataset.load(named: "mnist", from: folder.path, testCount: 0)
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

  @Test("that are missing are named, with what was looked for")
  func missing() throws {
    let folder = try TemporaryFolder()
    let nothing = Self.error(in: folder)
    #expect(nothing.contains("nor in \(folder.path)/mnist"))
    #expect(nothing.contains("looked for train-images-idx3-ubyte and its like"))
    try Self.write(to: folder)
    try FileManager.default.removeItem(atPath: folder.path + "/" + MNIST.testFiles[1])
    #expect(Self.error(in: folder).contains(MNIST.testFiles[1]))
  }

  @Test("are known by what they hold: plain under a .gz name, gzipped without one")
  func misnamed() throws {
    let folder = try TemporaryFolder()
    try Self.write(to: folder, packed: true)
    for (name, bytes) in zip(
      MNIST.trainFiles, [Self.images(5), Self.labels(5)])
    {
      try folder.write(bytes, to: name + ".gz")
    }
    for name in MNIST.testFiles {
      let path = folder.path + "/" + name
      try FileManager.default.moveItem(atPath: path + ".gz", toPath: path)
    }
    let data = try ImageDataset.load(named: "mnist", from: folder.path)
    #expect(data.train.pixels == Array(Self.images(5).dropFirst(16)))
    #expect(data.test.pixels == Array(Self.images(2).dropFirst(16)))
  }

  @Test("packed in several gzip members, cut anywhere, are read as one")
  func members() throws {
    let folder = try TemporaryFolder()
    try Self.write(to: folder)
    let whole = Self.images(5)
    for cuts in [[1], [4, 16], [15, 17, 1000], Array(stride(from: 1, to: 3900, by: 300))] {
      var packed: [UInt8] = []
      for (start, end) in zip([0] + cuts, cuts + [whole.count]) {
        let path = try folder.write(Array(whole[start..<end]), to: "part")
        try Self.gzip(path)
        packed += try [UInt8](Data(contentsOf: URL(fileURLWithPath: path + ".gz")))
      }
      // Zeros at the end are what tapes and some programs leave.
      try folder.write(packed + [UInt8](repeating: 0, count: 512), to: MNIST.trainFiles[0])
      let data = try ImageDataset.load(named: "mnist", from: folder.path)
      #expect(data.train.pixels == Array(whole.dropFirst(16)))
      try folder.write(packed + [0, 0, 7], to: MNIST.trainFiles[0])
      #expect(Self.error(in: folder).contains("1 bytes after its end"))
      try folder.write(packed.dropLast(), to: MNIST.trainFiles[0])
      #expect(Self.error(in: folder).contains("breaks off"))
    }
  }

  @Test("of 1.3 million pictures are read only as far as they are used")
  func large() async throws {
    await #expect(processExitsWith: .success) {
      let folder = try TemporaryFolder()
      try Self.write(to: folder)
      let count = 1_300_000
      // A gigabyte of zeros in members of 52 MB, which gzip packs a thousandfold.
      try folder.write([UInt8](repeating: 0, count: count * 784 / 20), to: "zeros")
      try Self.gzip(folder.path + "/zeros")
      try folder.write(Self.head(count, 28, 28), to: "head")
      try Self.gzip(folder.path + "/head")
      func bytes(_ name: String) throws -> [UInt8] {
        try [UInt8](Data(contentsOf: URL(fileURLWithPath: folder.path + "/" + name)))
      }
      let zeros = try bytes("zeros.gz")
      try folder.write(
        try bytes("head.gz") + (0..<20).flatMap { _ in zeros }, to: MNIST.trainFiles[0])
      try folder.write(
        Self.head(count) + [UInt8](repeating: 3, count: count), to: MNIST.trainFiles[1])
      let before = largestMemory()
      let data = try ImageDataset.load(named: "mnist", from: folder.path, trainCount: 5000)
      #expect(data.train.labels == [Int](repeating: 3, count: 5000))
      #expect(largestMemory() - before < 30_000_000)
    }
  }
}

/// The most memory that this process has had, in bytes.
func largestMemory() -> Int {
  var usage = rusage()
  #if os(Linux)
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss * 1024
  #else
    getrusage(RUSAGE_SELF, &usage)
    return usage.ru_maxrss
  #endif
}
