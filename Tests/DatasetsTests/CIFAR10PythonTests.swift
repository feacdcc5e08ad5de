import Foundation
import Testing

@testable import Datasets

@Suite("CIFAR-10's Python version")
struct CIFAR10PythonTests {
  private static func error(_ folder: TemporaryFolder) -> String {
    do {
      _ = try ImageDataset.load(named: "cifar10", from: folder.path)
      return "no error"
    } catch {
      return "\(error)"
    }
  }

  /// Writes six batches of `count` pictures each.
  static func write(_ count: Int, to folder: TemporaryFolder, in name: String, python3: Bool) throws
  {
    for (i, file) in (CIFAR10.trainFiles + CIFAR10.testFiles).enumerated() {
      let records = (i * count..<(i + 1) * count).map { CIFAR10Tests.record($0) }
      try folder.write(
        PythonBatch(records: records, isFromPython3: python3).bytes,
        to: name + CIFAR10.pythonName(of: file))
    }
  }

  @Test(
    "gives the pictures of the binary version, whichever Python wrote it",
    arguments: [false, true], ["", "cifar-10-batches-py/"])
  func same(python3: Bool, inner: String) throws {
    let (python, binary) = (try TemporaryFolder(), try TemporaryFolder())
    try Self.write(3, to: python, in: inner, python3: python3)
    try CIFAR10Tests.write(3, records: 0..<18, to: binary, in: "")
    for count in [nil, 1, 4, 100] {
      let (one, other) = try (
        ImageDataset.load(named: "CIFAR-10", from: python.path, trainCount: count),
        ImageDataset.load(named: "cifar10", from: binary.path, trainCount: count)
      )
      #expect(one.train == other.train && one.test == other.test)
      #expect(one.summary == other.summary)
    }
  }

  @Test("does without the later files when the first ones hold enough")
  func limits() throws {
    let folder = try TemporaryFolder()
    for name in ["data_batch_1", "test_batch"] {
      try folder.write(PythonBatch(records: [CIFAR10Tests.record(7)]).bytes, to: name)
    }
    #expect(
      try ImageDataset.load(named: "cifar10", from: folder.path, trainCount: 1).train.labels == [7])
    #expect(Self.error(folder).contains("data_batch_2 cannot be read"))
  }

  @Test("cut anywhere is refused with its name")
  func truncated() throws {
    let folder = try TemporaryFolder()
    try Self.write(1, to: folder, in: "", python3: false)
    let whole = PythonBatch(records: [CIFAR10Tests.record(1)]).bytes
    for length in Array(0..<300) + [2000, whole.count - 1] {
      let path = try folder.write(Array(whole.prefix(length)), to: "data_batch_3")
      let text = Self.error(folder)
      #expect(text.hasPrefix(path + ": expected a batch of CIFAR-10's Python version"))
      #expect(!text.contains("\n"), "\(text)")
    }
    try folder.write(whole + [0], to: "data_batch_3")
    #expect(Self.error(folder).contains("1 bytes after the pickle's end"))
  }

  @Test("with other contents is told by what was found")
  func otherContents() throws {
    let records = [CIFAR10Tests.record(1), CIFAR10Tests.record(2)]
    func changed(_ change: (inout PythonBatch) -> Void) -> [UInt8] {
      var batch = PythonBatch(records: records)
      change(&batch)
      return batch.bytes
    }
    let wrong: [([UInt8], String)] = [
      (changed { $0.names[1] = "fine_labels" }, "CIFAR-100"),
      (changed { $0.names[2] = "pixels" }, "without 'data'"),
      (changed { $0.labels[1] = 10 }, "label 10 in record 1"),
      (changed { $0.type = "i8" }, "no array of bytes"),
      (changed { $0.isInFortranOrder = true }, "no array of bytes"),
      (changed { $0.pixels.removeLast() }, "no array of bytes"),
      (
        changed {
          $0.width = 1536; $0.pixels.removeLast(3072)
        }, "shape 2 x 1536"
      ),
      (Array("<html><body>Not found".utf8), "a web page"),
      ([0x1F, 0x8B, 8, 0], "a gzip archive"),
      ([0x80, 2, 0x5D, 0x2E], "a pickle that is no dictionary"),
      // os.system('true'), as a hostile file would have it: named, refused, never run.
      (
        [0x80, 2] + Array("cos\nsystem\n".utf8) + [0x55, 4] + Array("true".utf8) + [
          0x85, 0x52, 0x2E,
        ],
        "a pickle that is no dictionary"
      ),
      ([0x80, 2, 0x69, 0x2E], "instruction 69 at byte 2"),
    ]
    let folder = try TemporaryFolder()
    try Self.write(1, to: folder, in: "", python3: false)
    for (bytes, found) in wrong {
      try folder.write(bytes, to: "data_batch_1")
      #expect(Self.error(folder).contains(found), "\(Self.error(folder))")
    }
  }

  @Test("as a nest of any depth overflows no stack")
  func deep() throws {
    var bytes: [UInt8] = [0x80, 2, 0x29] + [UInt8](repeating: 0x85, count: 1_000_000)
    #expect(try Pickle(bytes + [0x2E]).values.count == 1_000_001)
    bytes += [UInt8](repeating: 0x85, count: 1_000_000)
    #expect(throws: Pickle.Failure("far too many values")) { try Pickle(bytes + [0x2E]) }
  }

  @Test("reads numbers and strings of all sizes")
  func values() throws {
    // Python: pickle.dumps([0, 255, 256, 65535, -1, -2**31, 2**31, -2**63, True, None], 2)
    let numbers: [UInt8] = [
      0x80, 2, 0x5D, 0x71, 0, 0x28, 0x4B, 0, 0x4B, 255, 0x4D, 0, 1, 0x4D, 255, 255, 0x4A, 255, 255,
      255, 255, 0x4A, 0, 0, 0, 128, 0x8A, 5, 0, 0, 0, 128, 0, 0x8A, 8, 0, 0, 0, 0, 0, 0, 0, 128,
      0x88, 0x4E, 0x65, 0x2E,
    ]
    let pickle = try Pickle(numbers)
    guard case .list(let members) = pickle[pickle.root] else {
      Issue.record("no list")
      return
    }
    #expect(
      members.map { pickle[$0] } == [
        .integer(0), .integer(255), .integer(256), .integer(65535), .integer(-1),
        .integer(-1 << 31), .integer(1 << 31), .integer(.min), .bool(true), .none,
      ])
    // Python: pickle.dumps({b'a': b'bc'}, 4)
    let protocol4: [UInt8] = [
      0x80, 4, 0x95, 12, 0, 0, 0, 0, 0, 0, 0, 0x7D, 0x94, 0x43, 1, 0x61, 0x94, 0x43, 2, 0x62, 0x63,
      0x94, 0x73, 0x2E,
    ]
    let other = try Pickle(protocol4)
    let place = try #require(other.entry("a", of: other.root))
    #expect(other.byteString(place) == [0x62, 0x63])
  }
}
