import Foundation

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
    tcsetattr(0, TCSANOW, &raw)
    defer { tcsetattr(0, TCSANOW, &before) }
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
