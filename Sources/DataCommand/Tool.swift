import Foundation

/// Runs programs that every system has: checksums and archives need no code of our own.
enum Tool {
  /// The SHA-256 of a file as 64 hexadecimal digits, by `sha256sum` or, on macOS, `shasum`.
  static func sha256(of path: String) throws -> String {
    try digest { try run($0 + ["--", path]) }
  }

  /// The SHA-256 of what a gzip archive holds, or nil if it is not a whole one.
  static func sha256(unpacking path: String) throws -> String? {
    var status: Int32 = 0
    let found = try digest { command in
      let gzip = process(["gzip", "-d", "-c"])
      let contents = Pipe()
      gzip.standardInput = FileHandle(forReadingAtPath: path) ?? FileHandle.nullDevice
      gzip.standardOutput = contents
      gzip.standardError = FileHandle.nullDevice
      try start(gzip, named: "gzip")
      let answer = try run(command, input: contents)
      gzip.waitUntilExit()
      status = gzip.terminationStatus
      return answer
    }
    if status == 127 { throw FetchError.noTool("gzip") }
    return status == 0 ? found : nil
  }

  /// What the first program says that the system has.
  private static func digest(by ask: ([String]) throws -> (Int32, String, String)) throws -> String
  {
    for command in [["sha256sum"], ["shasum", "-a", "256"]] {
      let (status, output, _) = try ask(command)
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

  private static func process(_ command: [String]) -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    return process
  }

  private static func start(_ process: Process, named name: String) throws {
    do {
      try process.run()
    } catch {
      throw FetchError.noTool(name)
    }
  }

  private static func run(
    _ command: [String], input: Any = FileHandle.nullDevice
  ) throws -> (Int32, String, String) {
    let process = process(command)
    let output = Pipe()
    let complaint = Pipe()
    process.standardInput = input
    process.standardOutput = output
    process.standardError = complaint
    try start(process, named: command[0])
    // These programs say at most a few lines, far below what a pipe holds.
    let said = output.fileHandleForReading.readDataToEndOfFile()
    let complained = complaint.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (
      process.terminationStatus, String(decoding: said, as: UTF8.self),
      String(decoding: complained, as: UTF8.self)
    )
  }
}
