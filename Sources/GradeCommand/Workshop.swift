import Foundation
import Grading

/// The checkout that this command works in: where its files are, and how its programs are built.
final class Workshop {
  /// The folder of the package.
  let root: URL
  /// The folder with the built programs, this one among them.
  let products: URL
  let progress: ProgressFile
  private let skipsBuild: Bool
  private let configuration: String

  /// Finds the checkout: the folder given, or the nearest one above the working folder.
  ///
  /// - Throws: `Refusal` if there is none.
  init(path: String?, skipsBuild: Bool) throws {
    let start = path ?? FileManager.default.currentDirectoryPath
    guard let root = Self.package(above: URL(fileURLWithPath: start)) else {
      throw Refusal("There is no Sightline checkout at or above \(start).")
    }
    self.root = root
    self.skipsBuild = skipsBuild
    products = Self.executable.deletingLastPathComponent()
    configuration = products.lastPathComponent == "release" ? "release" : "debug"
    progress = ProgressFile(folder: root.appendingPathComponent(".grade"))
  }

  private static var executable: URL {
    let path = Bundle.main.executablePath ?? CommandLine.arguments[0]
    return URL(fileURLWithPath: path).resolvingSymlinksInPath()
  }

  private static func package(above folder: URL) -> URL? {
    var folder = folder.standardizedFileURL
    while true {
      if FileManager.default.fileExists(atPath: folder.appendingPathComponent("Exercises").path),
        FileManager.default.fileExists(atPath: folder.appendingPathComponent("Package.swift").path)
      {
        return folder
      }
      if folder.path == "/" { return nil }
      folder = folder.deletingLastPathComponent()
    }
  }

  func url(_ path: String) -> URL { root.appendingPathComponent(path) }

  /// The path of a lesson's grader.
  func grader(_ lesson: CourseLesson) -> String {
    products.appendingPathComponent(lesson.grader).path
  }

  /// Builds a lesson's grader if anything that goes into it has changed.
  ///
  /// - Returns: what the compiler has against it; nil if it is built.
  /// - Throws: `Refusal` if there is nothing to grade with.
  func build(_ lesson: CourseLesson) throws -> CompileFailure? {
    let executable = grader(lesson)
    let exists = FileManager.default.isExecutableFile(atPath: executable)
    if skipsBuild {
      guard exists else {
        throw Refusal("\(lesson.grader) is not built yet: leave --skip-build out.")
      }
      return nil
    }
    let record = products.appendingPathComponent("\(lesson.grader).inputs")
    let inputs = fingerprint(of: lesson)
    if exists, let known = try? String(contentsOf: record, encoding: .utf8),
      known == inputs + stamp(lesson)
    {
      return nil
    }
    try? FileManager.default.removeItem(at: record)
    // .build/x86_64-unknown-linux-gnu/debug holds the products, .build is what SwiftPM calls the scratch path.
    let scratch = products.deletingLastPathComponent().deletingLastPathComponent().path
    var request = ChildProcess.Request([
      "swift", "build", "--package-path", root.path, "--scratch-path", scratch,
      "--configuration", configuration, "--product", lesson.grader,
    ])
    request.isolated = false
    request.cap = 1 << 20
    let child = try ChildProcess(running: request)
    guard child.end == .exited(0) else {
      return CompileFailure(
        output: child.output.text + child.errors.text, lesson: lesson, root: root)
    }
    // Best effort: without the record the next run asks the build system again.
    try? (inputs + stamp(lesson)).write(to: record, atomically: true, encoding: .utf8)
    return nil
  }

  /// When the grader was built, so that a verdict can be reused until it is built again.
  func stamp(_ lesson: CourseLesson) -> String { Self.stamp(URL(fileURLWithPath: grader(lesson))) }

  /// Path, size and time of everything that the grader is built from.
  private func fingerprint(of lesson: CourseLesson) -> String {
    let folders = [
      "Sources", "Exercises/\(lesson.folder)", "Exercises/Solutions/\(lesson.folder)",
    ]
    var lines = [Self.stamp(url("Package.swift"))]
    for folder in folders {
      let below = (try? FileManager.default.subpathsOfDirectory(atPath: url(folder).path)) ?? []
      for path in below.sorted() where !path.contains("GradeCommand/") {
        lines.append(path + " " + Self.stamp(url(folder).appendingPathComponent(path)))
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  static func stamp(_ file: URL) -> String {
    var information = stat()
    guard stat(file.path, &information) == 0 else { return "none" }
    guard information.st_mode & S_IFMT != S_IFDIR else { return "folder" }
    #if canImport(Darwin)
      let time = information.st_mtimespec
    #else
      let time = information.st_mtim
    #endif
    return "\(information.st_size) \(time.tv_sec).\(time.tv_nsec) \(information.st_ino)"
  }
}
