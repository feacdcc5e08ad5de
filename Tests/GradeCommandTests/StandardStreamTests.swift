import BuiltProducts
import Foundation
import Testing
import Workbench

@testable import GradeCommand

@Suite("The command grade with broken streams and without room")
struct StandardStreamTests {
  private let checkout: TestCheckout

  init() throws { checkout = try TestCheckout() }

  /// Runs `grade` in a shell, which can close streams.
  private func grade(_ line: String) throws -> ChildProcess {
    var request = ChildProcess.Request([
      "/bin/sh", "-c", "exec \"$0\" \(line)", BuiltProducts.path("grade"),
    ])
    request.timeLimit = 60
    return try ChildProcess(running: request)
  }

  private var common: String { "--skip-build --package-path \(checkout.folder.path)" }

  private static let commands = [
    "list", "hint 1.1", "next", "solution 1.1 --give-up", "reset 1.1", "1 --json", "1.1",
  ]

  @Test("says in one line that standard output is closed or full", arguments: commands)
  func output(command: String) throws {
    for end in [">&-"] + (FileManager.default.fileExists(atPath: "/dev/full") ? [">/dev/full"] : [])
    {
      let child = try grade("\(command) \(common) \(end)")
      #expect(child.end == .exited(1))
      #expect(child.errors.text.hasPrefix("grade: Cannot write to standard output: "))
      #expect(child.errors.lines == 1)
    }
  }

  @Test("never ends by a signal when everything is closed", arguments: commands + ["--help", "x"])
  func errors(command: String) throws {
    let isHelp = command == "--help"
    for end in [">&- 2>&- <&-", "2>&-", ">&- 2>/dev/full"] {
      let child = try grade("\(command) \(isHelp ? "" : common) \(end)")
      guard case .exited = child.end else {
        Issue.record("\(command) \(end): \(child.end)")
        continue
      }
    }
  }

  @Test("says what is wrong with the folder for temporary files in a line, and makes none")
  func noTemporaryFolder() throws {
    let missing = checkout.url("missing").path
    let file = checkout.url("Package.swift").path
    for folder in [missing, file] {
      let run = try checkout.grade(["1.1", "--again"], environment: ["TMPDIR": folder])
      #expect(run.status == 1)
      #expect(run.errors.hasPrefix("Error: Nothing can be written to \(folder), "), "\(run.errors)")
      #expect(run.errors.count { $0 == "\n" } == 1)
    }
    #expect(!FileManager.default.fileExists(atPath: missing))
  }

  @Test("takes away what a run that was killed has left, and leaves nothing itself")
  func leftovers() throws {
    let temporary = checkout.url("tmp")
    let left = temporary.appendingPathComponent("sightline-grade-left/sightline-1")
    try FileManager.default.createDirectory(at: left, withIntermediateDirectories: true)
    let old = [FileAttributeKey.modificationDate: Date(timeIntervalSinceNow: -60)]
    try FileManager.default.setAttributes(old, ofItemAtPath: left.deletingLastPathComponent().path)
    try Data().write(to: temporary.appendingPathComponent("sightline-grade-file"))
    let alive = try RunFolder(in: temporary.path)
    try FileManager.default.setAttributes(old, ofItemAtPath: alive.url.path)
    _ = try checkout.grade(["1.1", "--again"], environment: ["TMPDIR": temporary.path])
    let names = try FileManager.default.contentsOfDirectory(atPath: temporary.path)
    #expect(Set(names) == [alive.url.lastPathComponent, "sightline-grade-file"])
  }
}
