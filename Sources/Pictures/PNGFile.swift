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

/// Replaces the file at `path`, or creates it, in one step: written beside it under another name, then renamed.
///
/// - Throws: `PNGError.unwritable`; nothing is left behind then.
func replaceFile(_ path: String, with bytes: [UInt8]) throws(PNGError) {
  let folder = (path as NSString).deletingLastPathComponent
  let name = (path as NSString).lastPathComponent
  let temporary = (folder as NSString).appendingPathComponent(
    ".\(name.utf8.count > 200 ? "image" : name).\(getpid())-\(UInt32.random(in: 0 ... .max)).part")
  let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
  guard descriptor >= 0 else {
    throw .unwritable(path: path, reason: systemMessage(errno))
  }
  var failure = writeAll(bytes, to: descriptor)
  if close(descriptor) != 0 && failure == 0 { failure = errno }
  if failure == 0 && rename(temporary, path) != 0 { failure = errno }
  if failure != 0 {
    unlink(temporary)
    throw .unwritable(path: path, reason: systemMessage(failure))
  }
}

/// Writes all bytes to an open file; returns 0, or the system's error number.
func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
  var position = 0
  while position < bytes.count {
    let written = bytes.withUnsafeBytes {
      write(descriptor, $0.baseAddress?.advanced(by: position), bytes.count - position)
    }
    if written < 0 && errno == EINTR { continue }
    guard written > 0 else { return written < 0 ? errno : ENOSPC }
    position += written
  }
  return 0
}

private func systemMessage(_ number: Int32) -> String {
  String(cString: strerror(number)).lowercased()
}
