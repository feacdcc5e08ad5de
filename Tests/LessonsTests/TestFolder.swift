import Foundation

/// A folder for one test; a temporary one is gone with the last reference to it.
final class TestFolder: Sendable {
  let url: URL
  private let isTemporary: Bool

  /// An empty folder of its own.
  init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    isTemporary = true
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  /// A folder that is there already, and stays.
  init(existing path: String) {
    url = URL(fileURLWithPath: path)
    isTemporary = false
  }

  deinit {
    if isTemporary { try? FileManager.default.removeItem(at: url) }
  }

  /// The text of a file in the folder.
  func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: url.appendingPathComponent(name)), as: UTF8.self)
  }

  /// A new file in the folder, open for writing.
  func handle(_ name: String) throws -> FileHandle {
    let file = url.appendingPathComponent(name)
    try Data().write(to: file)
    return try FileHandle(forWritingTo: file)
  }

  /// Every file below the folder, by its path relative to it.
  func files() throws -> [String: Data] {
    var found: [String: Data] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: url.path) {
      let file = url.appendingPathComponent(path)
      if try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true {
        found[path] = try Data(contentsOf: file)
      }
    }
    return found
  }

  /// The names of all pictures below the folder.
  func pictureNames() throws -> Set<String> {
    let paths = try files().keys.filter { $0.hasSuffix(".png") }
    return Set(paths.map { URL(fileURLWithPath: $0).deletingPathExtension().lastPathComponent })
  }
}
