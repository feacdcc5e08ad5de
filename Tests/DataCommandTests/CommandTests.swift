import Datasets
import Foundation
import Pictures
import Testing

@testable import DataCommand

@Suite("The data command")
struct CommandTests {
  @Test("draws a sheet, the same one each time")
  func sheet() throws {
    let tiny = try TinyCIFAR()
    try tiny.fetch(from: tiny.folder + "/source/")
    var sheets: [Data] = []
    for output in ["one", "two/deep"] {
      let folder = tiny.folder + "/" + output
      try InfoCommand.parse(["cifar10", "--data-dir", tiny.target, "--output", folder]).run()
      let url = URL(fileURLWithPath: folder + "/data-cifar10.png")
      let image = try Image(contentsOf: url)
      #expect(image.width > 300 && image.height > 300)
      #expect(Set(image.pixels).count > 100)
      sheets.append(try Data(contentsOf: url))
    }
    #expect(sheets[0] == sheets[1])
  }

  @Test("writes no sheet where a file is in the way")
  func noSheet() throws {
    let tiny = try TinyCIFAR()
    try tiny.fetch(from: tiny.folder + "/source/")
    let command = try InfoCommand.parse([
      "cifar10", "--data-dir", tiny.target, "--output", tiny.folder + "/source/tiny.tar.gz",
    ])
    #expect(throws: FetchError.self) { try command.run() }
  }

  @Test("verifies whole files and refuses others")
  func verify() throws {
    let tiny = try TinyCIFAR()
    try tiny.fetch(from: tiny.folder + "/source/")
    try VerifyCommand.parse(["cifar10", "--data-dir", tiny.target]).run()
    #expect(truncate(tiny.destination + "/data_batch_5.bin", 5000) == 0)
    let error = #expect(throws: DatasetError.self) {
      try VerifyCommand.parse(["cifar10", "--data-dir", tiny.target]).run()
    }
    #expect(error?.description.contains("data_batch_5.bin") == true)
    #expect(throws: DatasetError.self) { try VerifyCommand.parse(["imagenet"]).run() }
  }

  @Test("compares what the files hold, packed or not, and says when it compared nothing")
  func checksums() throws {
    let tiny = try TinyCIFAR(records: 1)
    let path = tiny.folder + "/source/tiny.tar.gz"
    func source(_ contents: String?) -> DatasetSource {
      DatasetSource(
        name: "mnist", about: "", licence: "", base: "",
        files: [.init(name: "tiny.tar.gz", sha256: "", contents: contents)], isArchive: false,
        trainCount: 0, testCount: 0)
    }
    let folder = tiny.folder + "/source"
    let official = try #require(try Tool.sha256(unpacking: path))
    let checked = try VerifyCommand.compare(source(official), in: folder)
    #expect(checked.hasPrefix("checked the SHA-256"))
    let nothing = try VerifyCommand.compare(source(nil), in: folder)
    #expect(nothing.contains("no checksum was compared"))

    try tiny.archive.prefix(100).write(to: URL(fileURLWithPath: path))
    #expect(try Tool.sha256(unpacking: path) == nil)
    #expect(throws: FetchError.self) { try VerifyCommand.compare(source(official), in: folder) }

    let plain = tiny.folder + "/source/tiny.tar"
    try Data("plain".utf8).write(to: URL(fileURLWithPath: plain))
    let whole = source(try Tool.sha256(of: plain))
    #expect(try VerifyCommand.compare(whole, in: folder) == checked)
  }

  @Test(
    "answers a wrong command line with one line that names the help",
    arguments: [
      (["fetch"], "data fetch"), (["fetch", "mnist", "--frm"], "data fetch"), (["--frm"], "data"),
    ])
  func usage(arguments: [String], command: String) throws {
    let error = try #require(throws: (any Error).self) { try DataCommand.parseAsRoot(arguments) }
    let line = try #require(DataCommand.complaint(about: error, in: arguments))
    #expect(line.hasPrefix("data: ") && !line.contains("\n"))
    #expect(line.hasSuffix("See `swift run \(command) --help`."))
    #expect(DataCommand.exitCode(for: error) != .success)
  }

  @Test("fetches only what it knows", arguments: ["shapes", "imagenet"])
  func unknown(name: String) throws {
    let error = #expect(throws: FetchError.self) { try FetchCommand.parse([name]).run() }
    #expect(error?.description.contains("cifar10, fashion-mnist, mnist") == true)
  }

  @Test("knows a checksum of 64 digits for every official file")
  func officialChecksums() {
    #expect(DatasetSource.all.map(\.name) == ["cifar10", "fashion-mnist", "mnist"])
    for source in DatasetSource.all {
      #expect(source.base.hasPrefix("https://") && source.base.hasSuffix("/"))
      #expect(source.files.count == (source.isArchive ? 1 : 4))
      for file in source.files {
        #expect(file.sha256.count == 64 && file.sha256.allSatisfy(\.isHexDigit))
      }
    }
    #expect(Set(DatasetSource.all.flatMap(\.files).map(\.sha256)).count == 9)
  }
}
