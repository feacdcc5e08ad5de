import Foundation
import Workbench

/// The folder into which a lesson writes its pictures and pages.
struct OutputFolder: Sendable, Equatable {
  /// Where it is.
  let url: URL
  /// How to name it to the reader.
  let displayPath: String

  /// Makes the folder if need be and proves that it can be written to.
  ///
  /// - Parameters:
  ///   - root: What the reader gave as `--output`.
  ///   - lesson: The lesson's name.
  /// - Returns: The lesson's folder.
  /// - Throws: ``OutputError`` when something stands in the way.
  static func prepare(root: String, lesson: String) throws -> OutputFolder {
    let path = root.hasSuffix("/") ? root + lesson : root + "/" + lesson
    let folder = OutputFolder(
      url: URL(fileURLWithPath: path, isDirectory: true), displayPath: path)
    for ancestor in ancestors(of: path) where mkdir(ancestor, 0o777) != 0 {
      // Any ancestor may be there already, but it must be a folder.
      let code = errno
      if isFolder(ancestor) { continue }
      if code == EEXIST { throw OutputError.notAFolder(ancestor) }
      throw OutputError.cannotCreate(path, reason: String(cString: strerror(code)))
    }
    // Proving it now costs a millisecond; finding out later would cost the reader a minute's work.
    try folder.write(Array(repeating: 0, count: 1 << 20), to: ".probe")
    try? FileManager.default.removeItem(at: folder.url.appendingPathComponent(".probe"))
    return folder
  }

  /// Writes a file whole or not at all.
  ///
  /// - Parameters:
  ///   - bytes: The file's content.
  ///   - name: Its name in this folder.
  /// - Throws: ``OutputError`` when it could not be written; nothing is left behind then.
  func write(_ bytes: [UInt8], to name: String) throws {
    do {
      try WholeFile.write(bytes, to: url.appendingPathComponent(name).path)
    } catch {
      throw OutputError.cannotWrite(
        "\(displayPath)/\(name == ".probe" ? "" : name)",
        reason: String(cString: strerror(error.code)))
    }
  }

  /// The path's folders from the outermost to the path itself.
  private static func ancestors(of path: String) -> [String] {
    var result: [String] = []
    var current = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      current += part
      result.append(current)
      current += "/"
    }
    return result
  }

  private static func isFolder(_ path: String) -> Bool {
    var information = stat()
    return stat(path, &information) == 0 && information.st_mode & S_IFMT == S_IFDIR
  }
}

/// Why results cannot be written.
enum OutputError: Error, Equatable, CustomStringConvertible {
  /// A file has the folder's name.
  case notAFolder(String)
  /// The folder does not exist and cannot be made.
  case cannotCreate(String, reason: String)
  /// A file cannot be written.
  case cannotWrite(String, reason: String)

  var description: String {
    switch self {
    case .notAFolder(let path):
      "\(path) is a file, not a folder. Choose another with --output FOLDER."
    case .cannotCreate(let path, let reason):
      "Cannot make the folder \(path): \(reason). Choose another with --output FOLDER."
    case .cannotWrite(let path, let reason):
      "Cannot write \(path): \(reason). Choose another folder with --output FOLDER."
    }
  }
}
