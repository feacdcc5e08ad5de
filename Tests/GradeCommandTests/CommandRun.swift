import BuiltProducts
import Foundation
import Grading
import Workbench

/// A copy of what `grade` looks at, in a temporary folder: the exercises, their solutions, a manifest.
final class TestCheckout: Sendable {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for name in ["Exercises", "Package.swift"] {
      try FileManager.default.copyItem(
        at: BuiltProducts.package.appendingPathComponent(name),
        to: folder.appendingPathComponent(name))
    }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func url(_ path: String) -> URL { folder.appendingPathComponent(path) }

  func text(_ path: String) throws -> String {
    try String(contentsOf: url(path), encoding: .utf8)
  }

  /// Runs `grade` on this checkout, with what the tests have built.
  func grade(_ arguments: String...) throws -> (status: Int32, output: String, errors: String) {
    try grade(arguments)
  }

  /// Runs `grade` on this checkout, with variables set.
  func grade(
    _ arguments: [String], environment: [String: String] = [:]
  ) throws -> (status: Int32, output: String, errors: String) {
    var request = ChildProcess.Request(
      [BuiltProducts.path("grade")] + arguments
        + ["--skip-build", "--package-path", folder.path])
    request.environment = environment
    request.timeLimit = 120
    request.cap = 1 << 24
    let child = try ChildProcess(running: request)
    let status: Int32 = if case .exited(let status) = child.end { status } else { -1 }
    return (status, child.output.text, child.errors.text)
  }
}
