import Foundation
import Testing

@testable import Notebooks

@Suite("Where results go")
struct OutputFolderTests {
  @Test("makes the folder and leaves nothing in it")
  func makes() throws {
    let folder = TemporaryFolder()
    let output = try OutputFolder.prepare(root: folder.path + "/a/b", lesson: "lesson-7")
    #expect(folder.names == ["a", "a/b", "a/b/lesson-7"])
    #expect(output.displayPath == folder.path + "/a/b/lesson-7")
  }

  @Test(
    "refuses a file in place of any of its folders", arguments: ["file", "file/x", "a/lesson-7"])
  func fileInTheWay(root: String) throws {
    let folder = TemporaryFolder()
    try FileManager.default.createDirectory(
      atPath: folder.path + "/a", withIntermediateDirectories: true)
    for name in ["file", "a/lesson-7"] {
      try Data().write(to: URL(fileURLWithPath: folder.path + "/" + name))
    }
    let given = root.hasPrefix("a/") ? folder.path + "/a" : folder.path + "/" + root
    let error = #expect(throws: OutputError.self) {
      try OutputFolder.prepare(root: given, lesson: "lesson-7")
    }
    let message = error.map { oneLine($0) } ?? ""
    #expect(message.contains("is a file, not a folder"))
    #expect(message.contains("--output"))
  }

  @Test("refuses a folder that cannot be made, and says why")
  func cannotMake() {
    let error = #expect(throws: OutputError.self) {
      try OutputFolder.prepare(root: "/dev/null/x", lesson: "lesson-7")
    }
    #expect(error.map { oneLine($0) }?.contains("/dev/null is a file") == true)
  }

  @Test("replaces a file whole, and leaves the old one when the new one cannot be written")
  func atomic() throws {
    let folder = TemporaryFolder()
    let output = try OutputFolder.prepare(root: folder.path, lesson: "lesson-7")
    try output.write([1, 2, 3], to: "x.bin")
    try output.write([4], to: "x.bin")
    let path = folder.path + "/lesson-7/x.bin"
    #expect(FileManager.default.contents(atPath: path) == Data([4]))
    // A folder of the same name cannot be replaced by a file.
    try FileManager.default.createDirectory(
      atPath: folder.path + "/lesson-7/taken.png", withIntermediateDirectories: true)
    #expect(throws: OutputError.self) { try output.write([1], to: "taken.png") }
    #expect(folder.names == ["lesson-7", "lesson-7/taken.png", "lesson-7/x.bin"])
  }

  @Test("leaves nothing half-written when there is no room")
  func noRoom() async {
    await #expect(processExitsWith: .success) {
      let folder = TemporaryFolder()
      let output = try OutputFolder.prepare(root: folder.path, lesson: "lesson-7")
      // A limit on the size of files stands for a full disk.
      signal(SIGXFSZ, SIG_IGN)
      var limit = rlimit(rlim_cur: 1000, rlim_max: 1000)
      #if os(Linux)
        setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
      #else
        setrlimit(RLIMIT_FSIZE, &limit)
      #endif
      #expect(throws: OutputError.self) {
        try output.write(Array(repeating: 1, count: 5000), to: "big.bin")
      }
      #expect(folder.names == ["lesson-7"])
    }
  }
}
