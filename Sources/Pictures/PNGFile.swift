import Foundation

/// The bytes of a regular file.
///
/// - Throws: `PNGError` for whatever stands in the way.
func readFile(_ path: String) throws(PNGError) -> [UInt8] {
  // Without O_NONBLOCK, opening a pipe that nobody writes to would wait for ever.
  let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
  guard descriptor >= 0 else {
    if errno == ENOENT || errno == ENOTDIR { throw .missing(path: path) }
    throw .unreadable(path: path, reason: systemMessage(errno))
  }
  defer { close(descriptor) }
  var info = stat()
  guard fstat(descriptor, &info) == 0, info.st_mode & S_IFMT == S_IFREG else {
    throw .notAFile(path: path)
  }
  let size = Int(info.st_size)
  guard size > 0 else { throw .empty(path: path) }
  guard size <= 1 << 30 else {
    throw .unreadable(path: path, reason: "\(size) bytes are too many for a picture")
  }
  var bytes = [UInt8](repeating: 0, count: size)
  var position = 0
  while position < size {
    let got = bytes.withUnsafeMutableBytes {
      read(descriptor, $0.baseAddress?.advanced(by: position), size - position)
    }
    if got < 0 && errno == EINTR { continue }
    guard got >= 0 else { throw .unreadable(path: path, reason: systemMessage(errno)) }
    guard got > 0 else { throw .truncated(path: path) }
    position += got
  }
  return bytes
}

private func systemMessage(_ number: Int32) -> String {
  String(cString: strerror(number)).lowercased()
}
