import Foundation

@testable import DataCommand

/// A CIFAR-10 of a few records, packed as the real one is, in a temporary folder of its own.
final class TinyCIFAR {
  let folder: String
  let archive: Data
  let source: DatasetSource

  /// Where a fetch puts the data set.
  var target: String { folder + "/target" }
  var destination: String { target + "/cifar-10-batches-bin" }
  var partial: String { target + "/.cifar-10-batches-bin.fetching/tiny.tar.gz.partial" }

  init(
    records: Int = 20, sha256: String? = nil, damage: Bool = false, knowsSize: Bool = false
  ) throws {
    folder =
      FileManager.default.temporaryDirectory.appendingPathComponent(
        "sightline-fetch-" + UUID().uuidString
      ).path
    let inner = folder + "/source/cifar-10-batches-bin"
    try FileManager.default.createDirectory(atPath: inner, withIntermediateDirectories: true)
    var random = SystemRandomNumberGenerator()
    for name in (1...5).map({ "data_batch_\($0).bin" }) + ["test_batch.bin"] {
      var bytes: [UInt8] = []
      for record in 0..<records {
        bytes.append(UInt8(record % 10))
        for _ in 0..<384 {
          withUnsafeBytes(of: random.next() as UInt64) { bytes.append(contentsOf: $0) }
        }
      }
      try Data(bytes).write(to: URL(fileURLWithPath: inner + "/" + name))
    }
    let path = folder + "/source/tiny.tar.gz"
    let tar = Process()
    tar.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    tar.arguments = ["tar", "-czf", path, "-C", folder + "/source", "cifar-10-batches-bin"]
    try tar.run()
    tar.waitUntilExit()
    var packed = try Data(contentsOf: URL(fileURLWithPath: path))
    if damage {
      packed = packed.prefix(packed.count / 2)
      try packed.write(to: URL(fileURLWithPath: path))
    }
    archive = packed
    source = DatasetSource(
      name: "cifar10", about: "", licence: "", base: "",
      files: [
        .init(
          name: "tiny.tar.gz", sha256: try sha256 ?? Tool.sha256(of: path),
          size: knowsSize ? packed.count : nil)
      ],
      isArchive: true, trainCount: 0, testCount: 0)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// Fetches from `mirror` and returns whether the data set had been there.
  @discardableResult
  func fetch(from mirror: String) throws -> Bool {
    try Fetcher(source: source, target: target, mirror: mirror) { _ in }.run().wasThere
  }

  /// Whether anything has the final name.
  var isDelivered: Bool { FileManager.default.fileExists(atPath: destination) }
}
