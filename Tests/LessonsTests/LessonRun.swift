import Foundation
import Testing

/// One run of a lesson's executable, as a learner would start it, with what it printed and wrote.
struct LessonRun {
  /// The exit status; a signal's number plus 128 if one ended the lesson.
  let status: Int32
  let standardOutput: String
  let standardError: String

  /// Runs a lesson to its end, without a terminal.
  ///
  /// - Parameters:
  ///   - number: the lesson's number.
  ///   - arguments: what follows its name on the command line.
  ///   - environment: variables to set on top of this process's own.
  /// - Throws: what Foundation says when the executable cannot be started.
  init(lesson number: Int, _ arguments: [String], environment: [String: String] = [:]) throws {
    try self.init(
      program: LessonRun.executable(lesson: number), arguments, environment: environment)
  }

  /// Runs a lesson's program, wherever it lies.
  init(program: URL, _ arguments: [String], environment: [String: String]) throws {
    let folder = try TestFolder()
    let output = try folder.handle("stdout")
    let errors = try folder.handle("stderr")
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.currentDirectoryURL = folder.url
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    process.waitUntilExit()
    status = process.terminationStatus + (process.terminationReason == .uncaughtSignal ? 128 : 0)
    standardOutput = try folder.text("stdout")
    standardError = try folder.text("stderr")
  }

  /// Where a lesson's built executable lies.
  static func executable(lesson number: Int) -> URL {
    buildFolder.appendingPathComponent("lesson-\(number)")
  }

  /// The folder that holds the built executables: the one of the test bundle.
  private static let buildFolder: URL = {
    #if os(macOS)
      let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }
      return (bundle ?? .main).bundleURL.deletingLastPathComponent()
    #else
      return URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    #endif
  }()
}
