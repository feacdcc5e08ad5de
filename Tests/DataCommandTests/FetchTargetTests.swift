import Datasets
import Foundation
import Testing

@testable import DataCommand

@Suite("Fetching to and from folders")
struct FetchTargetTests {
  @Test("takes a mirror's file, folder or file address", arguments: ["/tiny.tar.gz", "", "/"])
  func localMirrors(ending: String) throws {
    let tiny = try TinyCIFAR()
    try tiny.fetch(from: tiny.folder + "/source" + ending)
    #expect(try ImageDataset.load(named: "cifar10", from: tiny.target).test.count == 20)

    let other = try TinyCIFAR()
    try other.fetch(from: "file://" + other.folder + "/source" + ending)
    #expect(other.isDelivered)
  }

  @Test("brings a data set of several files", arguments: ["/source", "/source/"])
  func severalFiles(ending: String) throws {
    let tiny = try TinyCIFAR(records: 1)
    let images: [UInt8] = [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 28, 0, 0, 0, 28]
    let contents = [images + [UInt8](repeating: 9, count: 1568), [0, 0, 8, 1, 0, 0, 0, 2, 4, 7]]
    var files: [DatasetSource.File] = []
    for part in ["train", "t10k"] {
      for (kind, bytes) in zip(["images-idx3", "labels-idx1"], contents) {
        let name = "\(part)-\(kind)-ubyte"
        let path = tiny.folder + "/source/" + name
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        files.append(.init(name: name, sha256: try Tool.sha256(of: path)))
      }
    }
    let source = DatasetSource(
      name: "mnist", about: "", licence: "", base: "", files: files, isArchive: false,
      trainCount: 2, testCount: 2)
    let mirror = tiny.folder + ending
    let fetcher = Fetcher(source: source, target: tiny.target, mirror: mirror) { _ in }
    #expect(try fetcher.run().folder == tiny.target + "/mnist")
    let data = try ImageDataset.load(named: "mnist", from: tiny.target)
    #expect(data.train.labels == [4, 7])
    #expect(try FileManager.default.contentsOfDirectory(atPath: tiny.target) == ["mnist"])
    let inside = try FileManager.default.contentsOfDirectory(atPath: tiny.target + "/mnist")
    #expect(Set(inside) == Set(files.map(\.name)))
  }

  @Test("leaves a reader's own file alone when its checksum is wrong, and says so")
  func wrongLocalFile() throws {
    let tiny = try TinyCIFAR(sha256: String(repeating: "0", count: 64))
    let error = #expect(throws: FetchError.self) {
      try tiny.fetch(from: tiny.folder + "/source/")
    }
    let line = error?.description ?? ""
    #expect(line.contains("it is untouched and nothing was installed"))
    #expect(!line.contains("try again") && !line.contains("mirror"))
    let own = URL(fileURLWithPath: tiny.folder + "/source/tiny.tar.gz")
    #expect(try Data(contentsOf: own) == tiny.archive)
    #expect(try FileManager.default.contentsOfDirectory(atPath: tiny.target).isEmpty)
  }

  @Test(
    "accepts an archive packed anew if it holds the official contents", arguments: [true, false])
  func repacked(isOfficial: Bool) throws {
    let tiny = try TinyCIFAR(records: 1)
    let path = tiny.folder + "/source/tiny.tar.gz"
    let contents = try #require(try Tool.sha256(unpacking: path))
    #expect(contents != (try Tool.sha256(of: path)))
    let zeros = String(repeating: "0", count: 64)
    let source = DatasetSource(
      name: "cifar10", about: "", licence: "", base: "",
      files: [.init(name: "tiny.tar.gz", sha256: zeros, contents: isOfficial ? contents : zeros)],
      isArchive: true, trainCount: 5, testCount: 1)
    let fetcher = Fetcher(source: source, target: tiny.target, mirror: path) { _ in }
    if isOfficial {
      #expect(try fetcher.run().folder == tiny.destination)
    } else {
      #expect(throws: FetchError.self) { try fetcher.run() }
    }
    #expect(tiny.isDelivered == isOfficial)
  }

  @Test("names a mirror that is not there")
  func missingMirror() throws {
    let tiny = try TinyCIFAR()
    #expect(throws: FetchError.missing(path: "/nowhere/tiny.tar.gz")) {
      try tiny.fetch(from: "/nowhere/tiny.tar.gz")
    }
    #expect(throws: FetchError.badAddress("ftp://host/tiny.tar.gz")) {
      try tiny.fetch(from: "ftp://host/tiny.tar.gz")
    }
  }

  @Test("leaves alone what has the final name but is no data set")
  func occupied() throws {
    let tiny = try TinyCIFAR()
    try FileManager.default.createDirectory(
      atPath: tiny.destination, withIntermediateDirectories: true)
    let note = tiny.destination + "/data_batch_1.bin"
    try Data("precious".utf8).write(to: URL(fileURLWithPath: note))
    let error = #expect(throws: FetchError.self) {
      try tiny.fetch(from: tiny.folder + "/source/")
    }
    #expect(error?.description.contains("is in the way") == true)
    #expect(try String(contentsOfFile: note, encoding: .utf8) == "precious")
  }

  @Test("refuses a target that is a file")
  func targetIsFile() throws {
    let tiny = try TinyCIFAR()
    try Data().write(to: URL(fileURLWithPath: tiny.target))
    let error = #expect(throws: FetchError.self) {
      try tiny.fetch(from: tiny.folder + "/source/")
    }
    #expect(error?.description.contains("\(tiny.target) is a file") == true)
  }

  @Test(
    "refuses a target that is read-only",
    .enabled(if: geteuid() != 0, "the superuser may write anywhere"))
  func readOnlyTarget() throws {
    let tiny = try TinyCIFAR()
    try FileManager.default.createDirectory(
      atPath: tiny.target, withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o555])
    let error = #expect(throws: FetchError.self) {
      try tiny.fetch(from: tiny.folder + "/source/")
    }
    #expect(error?.description.contains("no permission") == true)
  }

  @Test("waits for nobody: a second fetch of the same data set is refused")
  func busy() throws {
    let tiny = try TinyCIFAR()
    try tiny.leavePartial(Data())
    let staging = (tiny.partial as NSString).deletingLastPathComponent
    let lock = open(staging + "/lock", O_RDWR | O_CREAT, 0o644)
    defer { close(lock) }
    #expect(flock(lock, LOCK_EX | LOCK_NB) == 0)
    #expect(throws: FetchError.busy(path: staging)) {
      try tiny.fetch(from: tiny.folder + "/source/")
    }
  }

  /// What may lie in the hidden folder where a fetch puts its files.
  enum Obstacle: CaseIterable {
    case halfFile, folder, link, hardLink
  }

  @Test(
    "is not kept from its work by what an earlier fetch, or anybody, left in its hidden folder",
    arguments: Obstacle.allCases, ["tiny.tar.gz", "tiny.tar.gz.partial", "lock"])
  func leftOvers(obstacle: Obstacle, name: String) throws {
    let tiny = try TinyCIFAR(records: 1)
    try tiny.leavePartial(Data())
    try FileManager.default.removeItem(atPath: tiny.partial)
    let path = (tiny.partial as NSString).deletingLastPathComponent + "/" + name
    let victim = tiny.folder + "/precious"
    try Data("precious".utf8).write(to: URL(fileURLWithPath: victim))
    let manager = FileManager.default
    switch obstacle {
    case .halfFile: try tiny.archive.prefix(500).write(to: URL(fileURLWithPath: path))
    case .folder:
      try manager.createDirectory(atPath: path + "/full", withIntermediateDirectories: true)
    case .link: try manager.createSymbolicLink(atPath: path, withDestinationPath: victim)
    case .hardLink: try manager.linkItem(atPath: victim, toPath: path)
    }
    try tiny.fetch(from: tiny.folder + "/source/")
    #expect(try ImageDataset.load(named: "cifar10", from: tiny.target).test.count == 1)
    #expect(try String(contentsOfFile: victim, encoding: .utf8) == "precious")
    #expect(try manager.contentsOfDirectory(atPath: tiny.target) == ["cifar-10-batches-bin"])
  }

  @Test("takes a whole file that an earlier fetch left, without asking the mirror")
  func stagedFile() throws {
    let tiny = try TinyCIFAR(records: 1)
    try tiny.leavePartial(tiny.archive)
    let staged = String(tiny.partial.dropLast(".partial".count))
    try FileManager.default.moveItem(atPath: tiny.partial, toPath: staged)
    try tiny.fetch(from: "/nowhere/tiny.tar.gz")
    #expect(tiny.isDelivered)
  }

  @Test("works in no hidden folder that is a link or a file", arguments: [true, false])
  func stagingIsLink(isLink: Bool) throws {
    let tiny = try TinyCIFAR(records: 1)
    let staging = (tiny.partial as NSString).deletingLastPathComponent
    let manager = FileManager.default
    try manager.createDirectory(atPath: tiny.target, withIntermediateDirectories: true)
    if isLink {
      try manager.createSymbolicLink(atPath: staging, withDestinationPath: tiny.folder)
    } else {
      try Data().write(to: URL(fileURLWithPath: staging))
    }
    let error = #expect(throws: FetchError.self) {
      try tiny.fetch(from: tiny.folder + "/source/")
    }
    #expect(
      error == .occupied(path: staging, reason: isLink ? "it is a link" : "it is no folder"))
  }

  @Test("takes no file of a reader's own that is longer than the right one, and leaves it alone")
  func tooLongLocalFile() throws {
    let tiny = try TinyCIFAR(records: 1, knowsSize: true)
    let own = tiny.folder + "/source/tiny.tar.gz"
    #expect(truncate(own, 1 << 40) == 0)
    let error = #expect(throws: FetchError.self) {
      try tiny.fetch(from: tiny.folder + "/source/")
    }
    #expect(error?.description.contains("a file of more than \(tiny.archive.count) bytes") == true)
    #expect(error?.description.contains("it is untouched") == true)
    #expect(try FileManager.default.contentsOfDirectory(atPath: tiny.target).isEmpty)
  }

  @Test("delivers nothing from an archive that is damaged")
  func damagedArchive() throws {
    let tiny = try TinyCIFAR(damage: true)
    let error = #expect(throws: FetchError.self) {
      try tiny.fetch(from: tiny.folder + "/source/")
    }
    guard case .unpacking = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(!tiny.isDelivered)
  }

  @Test("shows a line that fits a terminal of 80 columns")
  func progressLine() {
    let line = ProgressLine.line(
      "cifar-10-binary.tar.gz", done: 85_026_085, total: 170_052_171, rate: 5_100_000)
    #expect(line.contains("50 %") && line.contains("85.0 of 170.1 MB"))
    #expect(line.contains("5.1 MB/s") && line.contains("17 s left"))
    #expect(line.count < 80)
    #expect(ProgressLine.line("x", done: 0, total: nil, rate: nil) == "  0.0 MB")
    #expect(ProgressLine.line("x", done: 0, total: 0, rate: 1).count < 80)
  }
}
