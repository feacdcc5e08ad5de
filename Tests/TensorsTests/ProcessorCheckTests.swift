import Foundation
import Testing

/// Whether programs can be run as if on another processor.
private let emulator = "/usr/bin/qemu-x86_64"

@Suite("A build that meets a lesser processor")
struct ProcessorCheckTests {
  /// This very program, run on a processor of 2008.
  @Test(
    "says so in one line and ends, before any other instruction is tried",
    .enabled(if: FileManager.default.isExecutableFile(atPath: emulator), "qemu-user is needed"))
  func lesserProcessor() throws {
    let process = Process()
    process.executableURL = URL(filePath: emulator)
    process.arguments = [
      "-cpu", "Nehalem", URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().path,
      "--testing-library", "swift-testing", "--filter", "no test has this name",
    ]
    let errors = Pipe()
    process.standardError = errors
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let lines = said.split(separator: "\n").filter { !$0.hasPrefix("qemu-x86_64: warning") }
    #expect(process.terminationReason == .exit)
    if ProcessInfo.processInfo.environment["SIGHTLINE_PORTABLE"] != nil {
      #expect(!said.contains("built for a processor"), "\(said)")
    } else {
      #expect(process.terminationStatus == 1)
      #expect(lines.count == 1, "\(said)")
      #expect(lines.first?.contains("this program was built for a processor with") == true)
      #expect(lines.first?.contains("SIGHTLINE_PORTABLE=1") == true)
    }
  }
}
