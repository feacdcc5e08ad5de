import Foundation

/// The folder for what one run of this command writes for a moment, inside the system's folder for
/// temporary files.
///
/// It goes with the run. A run that is killed leaves it behind, and a later one takes it away: it
/// may, as soon as nobody holds the folder's lock.
final class RunFolder {
  private static let prefix = "sightline-grade-"

  let url: URL
  private let lock: Int32

  /// Makes the folder, and takes away what earlier runs have left.
  ///
  /// - Parameter parent: the folder for temporary files.
  /// - Throws: `Refusal` if nothing can be written there.
  init(in parent: String = RunFolder.temporaryFolder) throws {
    Self.sweep(parent)
    let name = Self.prefix + String(UInt64.random(in: 0 ... .max), radix: 36)
    let path = (parent as NSString).appendingPathComponent(name)
    guard mkdir(path, 0o700) == 0 else { throw Self.refusal(parent, errno) }
    lock = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard lock >= 0, flock(lock, LOCK_EX | LOCK_NB) == 0 else {
      throw Self.refusal(parent, errno)
    }
    url = URL(fileURLWithPath: path, isDirectory: true)
  }

  deinit { remove() }

  /// Takes the folder away.
  func remove() {
    try? FileManager.default.removeItem(at: url)
    close(lock)
  }

  /// Makes this the folder for temporary files while `body` runs, for what is started there too.
  ///
  /// - Throws: what `body` throws.
  func hold<Result>(_ body: () throws -> Result) throws -> Result {
    let before = getenv("TMPDIR").map { String(cString: $0) }
    setenv("TMPDIR", url.path, 1)
    defer {
      if let before { setenv("TMPDIR", before, 1) } else { unsetenv("TMPDIR") }
    }
    return try body()
  }

  /// `TMPDIR`, or what the system has instead.
  ///
  /// A folder that is not there is named all the same: Foundation would quietly take another.
  static var temporaryFolder: String {
    if let path = getenv("TMPDIR").map({ String(cString: $0) }), !path.isEmpty { return path }
    return FileManager.default.temporaryDirectory.path
  }

  /// Takes away the folders of runs that are over.
  private static func sweep(_ parent: String) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
    for name in names where name.hasPrefix(prefix) {
      let path = (parent as NSString).appendingPathComponent(name)
      let folder = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
      guard folder >= 0 else { continue }
      defer { close(folder) }
      var status = stat()
      // A moment's grace: between making a folder and locking it a run is defenceless.
      guard fstat(folder, &status) == 0, status.st_uid == getuid(), age(status) > 2,
        flock(folder, LOCK_EX | LOCK_NB) == 0
      else { continue }
      try? FileManager.default.removeItem(atPath: path)
    }
  }

  private static func age(_ status: stat) -> Int {
    #if canImport(Darwin)
      return time(nil) - status.st_mtimespec.tv_sec
    #else
      return time(nil) - status.st_mtim.tv_sec
    #endif
  }

  private static func refusal(_ parent: String, _ code: Int32) -> Refusal {
    Refusal(
      "Nothing can be written to \(parent), the folder for temporary files "
        + "(\(String(cString: strerror(code)).lowercased())). "
        + "To use another one: TMPDIR=FOLDER swift run grade")
  }
}
