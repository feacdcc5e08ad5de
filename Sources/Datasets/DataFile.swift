import Foundation

/// A regular file opened for reading, its errors told as `DatasetError`.
struct DataFile: ~Copyable {
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

  /// The whole file.
  func readAll() throws -> [UInt8] {
    try [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      try read(
        into: UnsafeMutableRawBufferPointer(
          rebasing: UnsafeMutableRawBufferPointer(buffer)[..<size]))
      count = size
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

/// A name for what a foreign file seems to be, from its first bytes.
func kindOfFile(startingWith bytes: some Collection<UInt8>) -> String? {
  let start = Array(bytes.prefix(8))
  if start.starts(with: [0x1f, 0x8b]) { return "a gzip archive" }
  if start.starts(with: [0x50, 0x4b, 3, 4]) { return "a zip archive" }
  if start.starts(with: [0x89, 0x50, 0x4e, 0x47]) { return "a PNG picture" }
  if start.starts(with: [0xff, 0xd8, 0xff]) { return "a JPEG picture" }
  if start.starts(with: Array("<!DOCTYP".utf8)) || start.starts(with: Array("<html".utf8)) {
    return "a web page"
  }
  if start.count >= 4 && start.allSatisfy({ (32..<127).contains($0) || $0 == 10 || $0 == 13 }) {
    return "text"
  }
  return nil
}
