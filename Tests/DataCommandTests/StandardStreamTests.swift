import BuiltProducts
import Foundation
import Testing

@Suite("The data command with broken streams")
struct StandardStreamTests {
  /// Runs `data` in a shell, which can close streams; returns the status and what went to standard error.
  private func data(_ arguments: String, folder: String) throws -> (status: Int32, errors: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "exec \"$0\" \(arguments)", BuiltProducts.path("data")]
    var environment = ProcessInfo.processInfo.environment
    environment["XDG_CACHE_HOME"] = folder
    environment["TMPDIR"] = folder + "/missing"
    process.environment = environment
    let errors = Pipe()
    process.standardError = errors
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    let said = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let status = process.terminationReason == .exit ? process.terminationStatus : -1
    return (status, String(decoding: said, as: UTF8.self))
  }

  private func withFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.path + "/data-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  private static let commands = [
    "list", "info shapes --output \"$XDG_CACHE_HOME\"", "verify shapes", "--help", "fetch --help",
  ]

  @Test("says in one line that standard output is closed or full", arguments: commands)
  func output(command: String) throws {
    try withFolder { folder in
      let whole = try data(command, folder: folder)
      #expect(whole.status == 0 && whole.errors.isEmpty)
      for end in [">&-"]
        + (FileManager.default.fileExists(atPath: "/dev/full") ? [">/dev/full"] : [])
      {
        let (status, errors) = try data("\(command) \(end)", folder: folder)
        #expect(status == 1)
        #expect(errors.hasPrefix("data: Cannot write to standard output: "), "\(errors)")
        #expect(errors.count { $0 == "\n" } == 1)
      }
    }
  }

  @Test("never ends by a signal when standard error is closed too", arguments: commands)
  func errors(command: String) throws {
    try withFolder { folder in
      for line in ["\(command) >&- 2>&-", "verify mnist 2>&-", "verify mnist >&- 2>&- <&-"] {
        let status = try data(line, folder: folder).status
        #expect(status == 1, "\(line)")
      }
    }
  }

  @Test("does not write its words into a file that took a closed stream's number")
  func places() throws {
    try withFolder { folder in
      let sheet = try data("info shapes --output \"$XDG_CACHE_HOME\" >&- 2>&-", folder: folder)
      #expect(sheet.status == 1)
      let (status, errors) = try data("fetch mnist --from /nowhere/ >&- <&-", folder: folder)
      #expect(status == 1 && errors.contains("Cannot write to standard output"))
      let below = try FileManager.default.subpathsOfDirectory(atPath: folder)
      for name in below {
        let contents = FileManager.default.contents(atPath: folder + "/" + name) ?? Data()
        #expect(!String(decoding: contents, as: UTF8.self).contains("etching"), "\(name)")
      }
    }
  }
}
