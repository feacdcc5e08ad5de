import Foundation

/// What a program does before its first word, so that closed and broken streams are told, not met.
package enum StandardStreams {
  /// Takes the places of standard streams that the caller has closed.
  ///
  /// Without this the first file that is opened would become standard output, and be written to.
  /// What takes a place can only be used the wrong way round, so that reading or writing still
  /// fails as it does with a closed stream.
  package static func prepare() {
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO]
    where fcntl(descriptor, F_GETFD) < 0 {
      // The lowest free number is given, and all below this one are taken.
      _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
  }
}

/// The program's standard output, unbuffered, so that the reader sees each line when it is said.
package enum StandardOutput {
  /// Writes text, whole; where that cannot be done, one line on standard error says so and the
  /// program ends.
  ///
  /// - Parameters:
  ///   - text: What to write.
  ///   - program: Who speaks; the name of the running program by default.
  ///   - isGone: Whether the reader has gone, and with him the need to write; asked when writing
  ///     fails.
  package static func write(
    _ text: String, as program: String? = nil, unless isGone: () -> Bool = { false }
  ) {
    var text = text
    let code = text.withUTF8 { Self.code(ofWriting: UnsafeRawBufferPointer($0), to: STDOUT_FILENO) }
    guard code != 0 && !isGone() else { return }
    StandardError.end(
      program ?? URL(fileURLWithPath: CommandLine.arguments[0]).lastPathComponent,
      "Cannot write to standard output: \(String(cString: strerror(code))).",
      status: EXIT_FAILURE)
  }

  /// Writes all of `bytes`; returns 0, or the system's error number.
  static func code(ofWriting bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Int32 {
    var written = 0
    while written < bytes.count {
      let rest = UnsafeRawBufferPointer(rebasing: bytes[written...])
      let count = Foundation.write(descriptor, rest.baseAddress, rest.count)
      if count < 0 && errno == EAGAIN {
        // A pipe that does not block and is full: wait until it is read from.
        var waited = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&waited, 1, 1000)
        continue
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return count < 0 ? errno : ENOSPC }
      written += count
    }
    return 0
  }
}

/// The program's standard error.
package enum StandardError {
  /// Writes one line; what cannot be written is lost, for there is nobody left to tell.
  ///
  /// - Parameter line: The line, without its end.
  package static func write(_ line: String) {
    writePart(line + "\n")
  }

  /// Writes a part of a line.
  ///
  /// - Parameter text: What to write.
  package static func writePart(_ text: String) {
    var text = text
    text.withUTF8 {
      _ = StandardOutput.code(ofWriting: UnsafeRawBufferPointer($0), to: STDERR_FILENO)
    }
  }

  /// Writes one line and ends the program.
  ///
  /// - Parameters:
  ///   - program: Who speaks.
  ///   - line: What is wrong, and what to do.
  ///   - status: The exit status.
  package static func end(_ program: String, _ line: String, status: Int32) -> Never {
    write("\(program): \(line)")
    exit(status)
  }
}
