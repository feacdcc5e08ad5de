import Foundation

/// Runs programs that every system has: checksums and archives need no code of our own.
enum Tool {
  /// The SHA-256 of a file as 64 hexadecimal digits, by `sha256sum` or, on macOS, `shasum`.
  static func sha256(of path: String) throws -> String {
    for command in [["sha256sum"], ["shasum", "-a", "256"]] {
      let (status, output, _) = try run(command + ["--", path])
      let digits = output.prefix { $0.isHexDigit || $0 == "\\" }.filter(\.isHexDigit)
      if status == 0 && digits.count == 64 { return digits.lowercased() }
    }
    throw FetchError.noTool("sha256sum")
  }

  /// Unpacks a gzipped tar archive into an existing folder.
  static func unpack(_ archive: String, into folder: String) throws {
    let (status, _, complaint) = try run([
      "tar", "-x", "-z", "-f", archive, "-C", folder, "--no-same-owner",
    ])
    if status == 127 { throw FetchError.noTool("tar") }
    guard status == 0 else {
      let reason = complaint.split(separator: "\n").first.map(String.init) ?? "status \(status)"
      throw FetchError.unpacking(file: archive, reason: reason)
    }
  }

  private static func run(_ command: [String]) throws -> (Int32, String, String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    let output = Pipe()
    let complaint = Pipe()
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = complaint
    do {
      try process.run()
    } catch {
      throw FetchError.noTool(command[0])
    }
    // Both programs say at most a few lines, far below what a pipe holds.
    let said = output.fileHandleForReading.readDataToEndOfFile()
    let complained = complaint.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (
      process.terminationStatus, String(decoding: said, as: UTF8.self),
      String(decoding: complained, as: UTF8.self)
    )
  }
}
