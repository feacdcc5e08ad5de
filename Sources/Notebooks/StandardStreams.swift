import Foundation

/// Writes a buffer to a descriptor, once.
func posixWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  write(descriptor, bytes.baseAddress, bytes.count)
}

/// The program's standard output, unbuffered, so that the reader sees each line when it is said.
enum StandardOutput {
  /// Writes text, whole.
  ///
  /// - Parameter text: What to write.
  static func write(_ text: String) {
    var text = text
    text.withUTF8 { buffer in
      let bytes = UnsafeRawBufferPointer(buffer)
      var written = 0
      while written < bytes.count {
        let count = posixWrite(STDOUT_FILENO, UnsafeRawBufferPointer(rebasing: bytes[written...]))
        if count < 0 && (errno == EINTR || errno == EAGAIN) { continue }
        // Without its terminal a lesson still writes its files.
        if count < 0 && Interruption.isHangup { return }
        guard count > 0 else {
          StandardError.end(
            URL(fileURLWithPath: CommandLine.arguments[0]).lastPathComponent,
            "Cannot write to standard output: \(String(cString: strerror(errno))).",
            status: EXIT_FAILURE)
        }
        written += count
      }
    }
  }
}

/// The program's standard error.
enum StandardError {
  /// Writes one line.
  ///
  /// - Parameter line: The line, without its end.
  static func write(_ line: String) {
    var line = line + "\n"
    line.withUTF8 { _ = posixWrite(STDERR_FILENO, UnsafeRawBufferPointer($0)) }
  }

  /// Writes one line and ends the program.
  ///
  /// - Parameters:
  ///   - program: Who speaks.
  ///   - line: What is wrong, and what to do.
  ///   - status: The exit status.
  static func end(_ program: String, _ line: String, status: Int32) -> Never {
    write("\(program): \(line)")
    exit(status)
  }
}
