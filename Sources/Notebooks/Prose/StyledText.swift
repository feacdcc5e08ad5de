/// How a piece of text looks in the terminal.
struct TextStyle: OptionSet, Sendable, Hashable {
  let rawValue: Int
  static let bold = TextStyle(rawValue: 1 << 0)
  static let dim = TextStyle(rawValue: 1 << 1)
  static let italic = TextStyle(rawValue: 1 << 2)
  static let underlined = TextStyle(rawValue: 1 << 3)
  static let red = TextStyle(rawValue: 1 << 4)
  static let green = TextStyle(rawValue: 1 << 5)
  static let yellow = TextStyle(rawValue: 1 << 6)
  static let blue = TextStyle(rawValue: 1 << 7)
  static let magenta = TextStyle(rawValue: 1 << 8)
  static let cyan = TextStyle(rawValue: 1 << 9)

  private static let codes: [(TextStyle, Int)] = [
    (.bold, 1), (.dim, 2), (.italic, 3), (.underlined, 4), (.red, 31), (.green, 32),
    (.yellow, 33), (.blue, 34), (.magenta, 35), (.cyan, 36),
  ]

  /// Puts the control sequences of the style around a text.
  func applied(to text: String) -> String {
    let codes = Self.codes.filter { contains($0.0) }.map { String($0.1) }
    return codes.isEmpty || text.isEmpty
      ? text : "\u{1B}[\(codes.joined(separator: ";"))m\(text)\u{1B}[0m"
  }
}

/// Text in pieces, each with its style.
struct StyledText: Sendable, Equatable, ExpressibleByStringLiteral {
  /// A piece of text in one style.
  struct Run: Sendable, Equatable {
    var text: String
    var style: TextStyle
  }

  /// The pieces, in order.
  var runs: [Run] = []

  /// Nothing yet.
  init() {}

  /// One piece of text.
  init(_ text: String, _ style: TextStyle = []) {
    append(text, style)
  }

  init(stringLiteral value: String) {
    self.init(value)
  }

  /// Adds a piece.
  ///
  /// Control characters, which could steer the terminal, are left out.
  mutating func append(_ text: String, _ style: TextStyle = []) {
    let clean = String(text.filter { $0.isNewline || $0 == "\t" || !Self.isControl($0) })
    if !clean.isEmpty { runs.append(Run(text: clean, style: style)) }
  }

  /// Adds the pieces of another text.
  mutating func append(_ other: StyledText) {
    runs += other.runs
  }

  /// The text without its styles.
  var plain: String { runs.map(\.text).joined() }

  private static func isControl(_ character: Character) -> Bool {
    character.unicodeScalars.contains { $0.properties.generalCategory == .control }
  }

  /// The text with the control sequences of its styles, or without them.
  func rendered(usesColor: Bool) -> String {
    runs.map { usesColor ? $0.style.applied(to: $0.text) : $0.text }.joined()
  }

  /// Breaks the text at spaces into lines that are not wider than asked.
  ///
  /// A line feed in the text stays one. A word wider than a whole line is broken where it must be.
  ///
  /// - Parameter width: The columns of a line.
  /// - Returns: The lines.
  func wrapped(to width: Int) -> [StyledText] {
    let width = max(width, 2)
    var lines: [StyledText] = []
    for paragraph in splitIntoLines() {
      var line = Line()
      for word in paragraph.words() {
        if line.width + (line.isEmpty ? 0 : 1) + word.width <= width {
          line.append(word)
          continue
        }
        if !line.isEmpty { lines.append(line.text) }
        line = Line()
        for piece in word.width <= width ? [word] : word.broken(at: width) {
          if !line.isEmpty {
            lines.append(line.text)
            line = Line()
          }
          line.append(piece)
        }
      }
      lines.append(line.text)
    }
    return lines
  }

  private func splitIntoLines() -> [StyledText] {
    var lines = [StyledText()]
    for run in runs {
      let parts = run.text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      for (index, part) in parts.enumerated() {
        if index > 0 { lines.append(StyledText()) }
        lines[lines.count - 1].append(String(part), run.style)
      }
    }
    return lines
  }

  private func words() -> [Word] {
    var words: [Word] = []
    var word = Word()
    for run in runs {
      for character in run.text {
        // A no-break space is not a place to break.
        if character == " " || character == "\t" {
          if !word.characters.isEmpty { words.append(word) }
          word = Word(spaceStyle: run.style)
        } else {
          word.append(character, run.style)
        }
      }
    }
    if !word.characters.isEmpty { words.append(word) }
    return words
  }
}

/// A word on its way into a line.
private struct Word {
  var characters: [(Character, TextStyle)] = []
  var width = 0
  var spaceStyle: TextStyle = []

  mutating func append(_ character: Character, _ style: TextStyle) {
    characters.append((character, style))
    width += character.displayWidth
  }

  func broken(at limit: Int) -> [Word] {
    var pieces = [Word()]
    for (character, style) in characters {
      if pieces[pieces.count - 1].width + character.displayWidth > limit { pieces.append(Word()) }
      pieces[pieces.count - 1].append(character, style)
    }
    return pieces
  }
}

/// A line on its way to the terminal.
private struct Line {
  var text = StyledText()
  var width = 0
  var isEmpty: Bool { width == 0 }

  mutating func append(_ word: Word) {
    if !isEmpty {
      add(" ", text.runs.last?.style == word.spaceStyle ? word.spaceStyle : [])
      width += 1
    }
    for (character, style) in word.characters { add(character, style) }
    width += word.width
  }

  private mutating func add(_ character: Character, _ style: TextStyle) {
    if text.runs.last?.style == style {
      text.runs[text.runs.count - 1].text.append(character)
    } else {
      text.runs.append(StyledText.Run(text: String(character), style: style))
    }
  }
}
