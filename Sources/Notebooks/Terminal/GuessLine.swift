/// A line that the reader is typing, key by key.
struct GuessLine: Sendable, Equatable {
  /// Whether the line is finished.
  private(set) var isEntered = false
  private var bytes: [UInt8] = []
  private var escape = Escape.none

  /// How far a key's own sequence, such as that of an arrow, has come.
  private enum Escape {
    case none
    case begun
    case inside
  }

  /// What has been typed.
  var text: String {
    var text = String(decoding: bytes, as: UTF8.self)
    // A letter of which not all bytes are there yet.
    while text.last == "\u{FFFD}" { text.removeLast() }
    return text
  }

  /// What has been typed as a guess: without spaces around it, not endless, and not empty.
  var guess: String? {
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ").prefix(200)
    return words.isEmpty ? nil : String(words)
  }

  /// Takes what the terminal sent.
  mutating func take(_ keys: [UInt8]) {
    for key in keys where !isEntered { take(key) }
  }

  private mutating func take(_ key: UInt8) {
    switch (escape, key) {
    case (.begun, UInt8(ascii: "[")), (.begun, UInt8(ascii: "O")): escape = .inside
    case (.begun, _): escape = .none
    case (.inside, 0x40...0x7E): escape = .none
    case (.inside, _): break
    case (_, 0x1B): escape = .begun
    // Return, line feed and the end of the input.
    case (_, 0x0D), (_, 0x0A), (_, 0x04): isEntered = true
    case (_, 0x7F), (_, 0x08): bytes = Array(text.dropLast().utf8)
    // Ctrl-U and Ctrl-W: the line and the last word.
    case (_, 0x15): bytes = []
    case (_, 0x17): bytes = Array(withoutLastWord.utf8)
    case (_, 0x09): bytes.append(UInt8(ascii: " "))
    case (_, 0x00..<0x20): break
    default: bytes.append(key)
    }
  }

  private var withoutLastWord: Substring {
    var rest = text[...]
    while rest.last?.isWhitespace == true { rest.removeLast() }
    while let last = rest.last, !last.isWhitespace { rest.removeLast() }
    return rest
  }

  /// The line as it is shown: its end, as far as there is room, and the way back to where it ends.
  ///
  /// - Parameters:
  ///   - mark: What stands before it.
  ///   - width: The columns of the terminal.
  /// - Returns: What to print, from the beginning of the terminal's line.
  func shown(after mark: String, width: Int) -> String {
    let room = max(1, width - mark.displayWidth - 1)
    var visible = StyledText(text).plain[...]
    var excess = visible.displayWidth - room
    while excess > 0, let first = visible.popFirst() { excess -= first.displayWidth }
    let blank = max(0, room - visible.displayWidth)
    return "\r" + mark + visible + String(repeating: " ", count: blank)
      + String(repeating: "\u{8}", count: blank)
  }
}
