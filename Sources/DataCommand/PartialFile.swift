import Foundation

/// A file that grows while it is fetched, under a name that ends in `.partial`, and gets its name
/// when it is whole.
final class PartialFile {
  let path: String
  private(set) var size: Int
  private let descriptor: Int32

  /// Opens or creates the file; what it already holds is kept, unless it is no file of its own.
  init(path: String) throws {
    self.path = path
    removeUnlessFile(path)
    descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw FetchError.cannotWrite(path: path, reason: lastReason()) }
    var status = stat()
    fstat(descriptor, &status)
    size = Int(status.st_size)
  }

  deinit { close(descriptor) }

  /// Adds `bytes` at the end.
  func append(_ bytes: UnsafeRawBufferPointer) throws {
    var done = 0
    while done < bytes.count {
      let piece = UnsafeRawBufferPointer(rebasing: bytes[done...])
      let count = write(descriptor, piece.baseAddress, piece.count)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw FetchError.cannotWrite(path: path, reason: lastReason()) }
      done += count
      size += count
    }
  }

  /// Forgets what the file holds.
  func restart() throws {
    guard size > 0 else { return }
    guard ftruncate(descriptor, 0) == 0 else {
      throw FetchError.cannotWrite(path: path, reason: lastReason())
    }
    size = 0
  }
}

/// Takes away whatever has the name `path` in a folder of our own and is no file, or has other
/// names too.
///
/// A link, followed, would lead out of that folder.
func removeUnlessFile(_ path: String) {
  var status = stat()
  guard lstat(path, &status) == 0 else { return }
  if status.st_mode & S_IFMT != S_IFREG || status.st_nlink > 1 {
    try? FileManager.default.removeItem(atPath: path)
  }
}

/// What the system says about the call that has just failed.
func lastReason() -> String {
  String(cString: strerror(errno)).lowercased()
}
