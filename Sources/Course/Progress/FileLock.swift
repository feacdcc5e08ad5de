import Foundation

/// A lock that one program at a time can hold, on this machine.
enum FileLock {
  /// Holds the lock of a file while `body` runs; the file is made if it is not there.
  ///
  /// A program that dies lets go of its lock. Where a file system knows of no locks, as some network
  /// drives do, `body` runs without one.
  ///
  /// - Parameters:
  ///   - file: the file that stands for the lock; nothing is written to it.
  ///   - body: what to do.
  /// - Returns: what `body` returns.
  /// - Throws: `CocoaError` if the file cannot be made, and what `body` throws.
  static func hold<Result>(_ file: URL, _ body: () throws -> Result) throws -> Result {
    let descriptor = open(file.path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw CocoaError(.fileWriteNoPermission) }
    defer { close(descriptor) }
    while flock(descriptor, LOCK_EX) != 0, errno == EINTR {}
    return try body()
  }
}
