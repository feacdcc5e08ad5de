import Foundation

/// The signals by which others end this program.
private let endings = [SIGTERM, SIGHUP, SIGINT, SIGQUIT]

/// The terminal as it was, for the handler of signals: written once, before the handler is set.
private nonisolated(unsafe) var terminalBefore = termios()

/// Puts the terminal back and ends: a shell behind a raw terminal would show no key.
private func putBackAndEnd(_ signal: Int32) {
  tcsetattr(0, TCSANOW, &terminalBefore)
  _exit(128 + signal)
}

/// A terminal that gives every key at once and shows none.
struct RawTerminal {
  /// Switches the terminal over while `body` runs, and back whatever happens.
  ///
  /// - Throws: what `body` throws.
  static func `while`<Result>(_ body: (RawTerminal) throws -> Result) throws -> Result {
    var before = termios()
    tcgetattr(0, &before)
    var raw = before
    raw.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG)
    terminalBefore = before
    for signal in endings { Foundation.signal(signal, putBackAndEnd) }
    tcsetattr(0, TCSANOW, &raw)
    defer {
      tcsetattr(0, TCSANOW, &before)
      for signal in endings { Foundation.signal(signal, SIG_DFL) }
    }
    return try body(RawTerminal())
  }

  /// The next key, if one is pressed in time; Ctrl-D when the terminal is gone.
  func next(milliseconds: Int32) -> Character? {
    var input = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
    guard poll(&input, 1, milliseconds) > 0 else { return nil }
    var byte: UInt8 = 0
    guard read(0, &byte, 1) == 1 else { return "\u{4}" }
    return Character(UnicodeScalar(byte))
  }
}
