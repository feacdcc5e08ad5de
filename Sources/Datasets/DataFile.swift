import Foundation

/// A regular file opened for reading, its errors told as `DatasetError`.
final class DataFile {
  let path: String
  let size: Int
  private let descriptor: Int32

  /// Opens `path`, which must be a regular file: a folder, a pipe or a device is refused.
  init(path: String) throws {
    var status = stat()
    guard stat(path, &status) == 0 else { throw Self.unreadable(path, errno) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw DatasetError.wrongFile(
        path: path, expected: "a file",
        found: status.st_mode & S_IFMT == S_IFDIR ? "a folder" : "something that is not a file",
        advice: "remove it and fetch the data again")
    }
    let descriptor = open(path, O_RDONLY)
    guard descriptor >= 0 else { throw Self.unreadable(path, errno) }
    self.path = path
    self.size = Int(status.st_size)
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  /// Fills `buffer` from the file's current position.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws {
    var done = 0
    while done < buffer.count {
      let piece = UnsafeMutableRawBufferPointer(rebasing: buffer[done...])
      let count = Foundation.read(descriptor, piece.baseAddress, piece.count)
      if count < 0 && errno == EINTR { continue }
      if count < 0 { throw Self.unreadable(path, errno) }
      if count == 0 {
        throw DatasetError.unreadable(
          path: path, reason: "it became shorter while it was read", advice: "try again")
      }
      done += count
    }
  }

  /// The next `count` bytes from the file's current position.
  func read(_ count: Int) throws -> [UInt8] {
    try [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      try read(
        into: UnsafeMutableRawBufferPointer(
          rebasing: UnsafeMutableRawBufferPointer(buffer)[..<count]))
      filled = count
    }
  }

  /// The first bytes, at most `count`, wherever the current position is; it stays there.
  func start(_ count: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      filled = max(0, pread(descriptor, buffer.baseAddress, count, 0))
    }
  }

  private static func unreadable(_ path: String, _ code: Int32) -> DatasetError {
    .unreadable(
      path: path, reason: String(cString: strerror(code)).lowercased(),
      advice: code == ENOENT
        ? "fetch the data again or choose another folder with --data-dir"
        : "check the file's permissions and the disk")
  }
}
