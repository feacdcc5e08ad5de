import Foundation
import Testing

@testable import Datasets

@Suite("CIFAR-10 files")
struct CIFAR10Tests {
  /// A record whose label is `i` mod 10 and whose pixels count up from `i` mod 256.
  static func record(_ i: Int) -> [UInt8] {
    [UInt8(i % 10)] + (0..<3072).map { UInt8((i + $0) % 256) }
  }

  static func write(_ count: Int, records: Range<Int>, to folder: TemporaryFolder, in name: String)
    throws
  {
    var start = records.lowerBound
    for file in CIFAR10.trainFiles {
      try folder.write((start..<start + count).flatMap(record), to: name + file)
      start += count
    }
    try folder.write((start..<start + count).flatMap(record), to: name + CIFAR10.testFiles[0])
  }

  @Test(
    "are found in the folder given or in its cifar-10-batches-bin",
    arguments: ["", "cifar-10-batches-bin/"])
  func folders(inner: String) throws {
    let folder = try TemporaryFolder()
    try Self.write(3, records: 0..<18, to: folder, in: inner)
    let data = try ImageDataset.load(named: "cifar10", from: folder.path)
    #expect(data.train.count == 15)
    #expect(data.train.labels == (0..<15).map { $0 % 10 })
    #expect(data.train.pixels == (0..<15).flatMap { Self.record($0).dropFirst() })
    #expect(data.test.labels == [5, 6, 7])
    #expect(data.test.pixels == (15..<18).flatMap { Self.record($0).dropFirst() })
    #expect(data.train.classNames[1] == "automobile")
    #expect([data.train.channels, data.train.height, data.train.width] == [3, 32, 32] as [Int])
  }

  @Test("are read only as far as asked", arguments: [1, 2, 3, 4, 7])
  func limits(count: Int) throws {
    let folder = try TemporaryFolder()
    try folder.write((0..<3).flatMap(Self.record), to: "data_batch_1.bin")
    try folder.write((3..<7).flatMap(Self.record), to: "data_batch_2.bin")
    try folder.write(Self.record(9), to: "test_batch.bin")
    let data = try ImageDataset.load(named: "cifar10", from: folder.path, trainCount: count)
    #expect(data.train.labels == Array(0..<count))
    #expect(data.test.labels == [9])
  }

  @Test("of fewer pictures than were asked for are used whole, and the summary says so")
  func fewer() throws {
    let folder = try TemporaryFolder()
    try Self.write(3, records: 0..<18, to: folder, in: "")
    for (asked, says) in [(16, "; 16 training pictures were wanted, there are no more"), (15, "")] {
      let data = try ImageDataset.load(named: "cifar10", from: folder.path, trainCount: asked)
      #expect(data.train.labels == (0..<15).map { $0 % 10 })
      #expect(data.summary.hasSuffix("10 classes" + says))
    }
    let data = try ImageDataset.load(
      named: "cifar10", from: folder.path, trainCount: 5000, testCount: Int.max)
    #expect(data.train.count == 15 && data.test.count == 3)
    #expect(throws: DatasetError.tooFew(name: "cifar10", part: "test", needed: 4, available: 3)) {
      try data.requiring(train: 15, test: 4)
    }
    #expect(try data.requiring(train: 15, test: 3).train.count == 15)
    #expect(data.summary.contains("5000 training and \(Int.max) test pictures were wanted"))
  }

  @Test("give one picture at least", arguments: [-5, 0])
  func absurdCounts(count: Int) throws {
    let folder = try TemporaryFolder()
    try Self.write(3, records: 0..<18, to: folder, in: "")
    let error = #expect(throws: DatasetError.self) {
      try ImageDataset.load(named: "cifar10", from: folder.path, trainCount: count)
    }
    #expect(
      error == .badCount(name: "cifar10", part: "training", asked: count, available: 15))
  }

  @Test("cut anywhere are refused with their name and both sizes")
  func truncated() throws {
    let folder = try TemporaryFolder()
    try Self.write(1, records: 0..<6, to: folder, in: "")
    let whole = (0..<2).flatMap(Self.record)
    for length in [0, 1, 2, 100, 3072, 3074, 4000, 6145] {
      let path = try folder.write(Array(whole.prefix(length)), to: "data_batch_2.bin")
      let error = #expect(throws: DatasetError.self) {
        try ImageDataset.load(named: "cifar10", from: folder.path)
      }
      let text = error?.description ?? ""
      #expect(text.hasPrefix(path), "length \(length)")
      #expect(text.contains(length == 0 ? "an empty file" : "\(length) bytes"))
      #expect(text.contains("3073 bytes") && text.contains("fetch") && !text.contains("\n"))
    }
  }

  @Test("with a label above 9 are refused with the record")
  func labelOutOfRange() throws {
    let folder = try TemporaryFolder()
    try Self.write(3, records: 0..<18, to: folder, in: "")
    var bytes = (0..<3).flatMap(Self.record)
    bytes[2 * 3073] = 10
    try folder.write(bytes, to: "test_batch.bin")
    let error = #expect(throws: DatasetError.self) {
      try ImageDataset.load(named: "cifar10", from: folder.path)
    }
    #expect(error?.description.contains("test_batch.bin") == true)
    #expect(error?.description.contains("label 10 in record 2") == true)
  }

  @Test("that are archives, web pages or pictures are called so")
  func foreign() throws {
    let starts: [(String, [UInt8])] = [
      ("a gzip archive", [0x1f, 0x8b, 8, 0]), ("a PNG picture", [0x89, 0x50, 0x4e, 0x47]),
      ("a web page", Array("<!DOCTYPE html>".utf8)), ("text", Array("Hello, world".utf8)),
      ("a web page", Array("\r\n  <HTML><head>".utf8)),
      ("a MATLAB file", Array("MATLAB 5.0 MAT-file, Platform".utf8)),
    ]
    let folder = try TemporaryFolder()
    try Self.write(1, records: 0..<6, to: folder, in: "")
    for (kind, start) in starts {
      try folder.write(
        start + [UInt8](repeating: 0, count: 3073 - start.count), to: "data_batch_1.bin")
      let error = #expect(throws: DatasetError.self) {
        try ImageDataset.load(named: "cifar10", from: folder.path)
      }
      #expect(error?.description.contains("found \(kind);") == true)
    }
  }

  @Test("whose size fits no record are named for what they are")
  func foreignSizes() throws {
    let folder = try TemporaryFolder()
    for (bytes, found) in [
      (Array("<!doctype html><html>Log in".utf8), "27 bytes that begin as a web page"),
      ([UInt8](repeating: 1, count: 2 * 3074), "whole records of CIFAR-100"),
    ] {
      try folder.write(bytes, to: "data_batch_1.bin")
      let error = #expect(throws: DatasetError.self) {
        try ImageDataset.load(named: "cifar10", from: folder.path)
      }
      #expect(error?.description.contains(found) == true, "\(String(describing: error))")
    }
  }

  @Test("that are missing, or folders, are named")
  func missing() throws {
    let folder = try TemporaryFolder()
    let nothing = #expect(throws: DatasetError.self) {
      try ImageDataset.load(named: "cifar10", from: folder.path)
    }
    #expect(nothing?.description.contains(folder.path) == true)
    #expect(nothing?.description.contains("swift run data fetch cifar10") == true)

    try Self.write(1, records: 0..<6, to: folder, in: "")
    try FileManager.default.removeItem(atPath: folder.path + "/data_batch_4.bin")
    let one = #expect(throws: DatasetError.self) {
      try ImageDataset.load(named: "cifar10", from: folder.path)
    }
    #expect(one?.description.contains("data_batch_4.bin") == true)

    try FileManager.default.createDirectory(
      atPath: folder.path + "/data_batch_4.bin", withIntermediateDirectories: false)
    let other = #expect(throws: DatasetError.self) {
      try ImageDataset.load(named: "cifar10", from: folder.path)
    }
    #expect(other?.description.contains("found a folder") == true)
  }

  @Test("of more records than CIFAR-10 could have are refused unread")
  func oversized() throws {
    let folder = try TemporaryFolder()
    try Self.write(1, records: 0..<6, to: folder, in: "")
    // A sparse file: 313 MB that take no room.
    let path = folder.path + "/data_batch_1.bin"
    #expect(truncate(path, 3073 * 102_000) == 0)
    let error = #expect(throws: DatasetError.self) {
      try ImageDataset.load(named: "cifar10", from: folder.path)
    }
    #expect(error?.description.contains("at most 100000") == true)
  }
}
