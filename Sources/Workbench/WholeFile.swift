import Foundation

/// Writes a file whole or not at all: the one way in which this package replaces files.
///
/// The bytes go to a file beside it whose name nobody can guess, which must be new and no link, and
/// which takes the final name in one step. Until then a file of that name stays as it was: after a
/// full disk or a kill it is the old one or the new one, never a part.
package enum WholeFile {
  /// Why a file could not be written.
  package struct Failure: Error, Equatable, CustomStringConvertible {
    /// The file.
    package let path: String
    /// The system's error number.
    package let code: Int32

    /// What the system says, in lower case.
    package var reason: String { String(cString: strerror(code)).lowercased() }

    /// One line: the file and what the system says.
    package var description: String { "\(path) cannot be written (\(reason))" }
  }

  /// Replaces the file at `path`, or creates it.
  ///
  /// - Parameters:
  ///   - bytes: its whole content.
  ///   - path: the file; its folder must exist. A link of this name is replaced, not followed.
  ///   - permissions: of the file, before the process's mask takes some away.
  /// - Throws: `Failure`; the old file is whole then, and nothing else is left behind.
  package static func write(
    _ bytes: [UInt8], to path: String, permissions: mode_t = 0o666
  ) throws(Failure) {
    let temporary = temporaryName(for: path)
    let descriptor = open(
      temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, permissions)
    guard descriptor >= 0 else { throw Failure(path: path, code: errno) }
    var code = append(bytes, to: descriptor)
    if close(descriptor) != 0 && code == 0 { code = errno }
    if code == 0 && rename(temporary, path) != 0 { code = errno }
    guard code == 0 else {
      unlink(temporary)
      throw Failure(path: path, code: code)
    }
  }

  /// A hidden name in the folder of `path`, with 64 random bits from the system.
  static func temporaryName(for path: String) -> String {
    let folder = (path as NSString).deletingLastPathComponent
    // Short enough for every file system, however long the file's own name is.
    let name = String(
      decoding: (path as NSString).lastPathComponent.utf8.prefix(100), as: UTF8.self)
    let random = String(UInt64.random(in: 0 ... .max), radix: 36)
    return (folder as NSString).appendingPathComponent(".\(name).\(random).part")
  }

  /// Writes all bytes to an open file; returns 0, or the system's error number.
  static func append(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
    bytes.withUnsafeBytes { bytes in
      var position = 0
      while position < bytes.count {
        let rest = UnsafeRawBufferPointer(rebasing: bytes[position...])
        let count = Foundation.write(descriptor, rest.baseAddress, rest.count)
        if count < 0 && errno == EINTR { continue }
        guard count > 0 else { return count < 0 ? errno : ENOSPC }
        position += count
      }
      return 0
    }
  }
}
