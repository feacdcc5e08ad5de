/// A piece of Swift source, as far as colouring and matching braces need to know it.
struct SwiftToken: Sendable, Equatable {
  /// What a piece is.
  enum Kind: Sendable, Equatable {
    case space
    case comment
    case string
    case number
    case keyword
    case type
    case identifier
    case symbol
  }

  /// What it is.
  var kind: Kind
  /// Its text; all texts together are the source again.
  var text: String
}

/// Cuts Swift source into tokens.
///
/// It never fails: what it does not know is a symbol. The time it takes grows as the text does, and
/// no text nests deep enough to use up the stack.
struct SwiftLexer {
  private let source: [Character]
  private var position = 0
  /// No string begins in front of this position: its pound signs have been counted.
  private var noStringBefore = 0

  private init(_ text: String) {
    source = Array(text)
  }

  /// The tokens of a text, in order and without gaps.
  static func tokens(of text: String) -> [SwiftToken] {
    var lexer = SwiftLexer(text)
    var tokens: [SwiftToken] = []
    while let token = lexer.next() { tokens.append(token) }
    return tokens
  }

  private func character(_ offset: Int = 0) -> Character? {
    position + offset < source.count ? source[position + offset] : nil
  }

  private func starts(with text: String, at offset: Int = 0) -> Bool {
    let start = position + offset
    guard start + text.count <= source.count else { return false }
    return zip(text, source[start...]).allSatisfy { $0 == $1 }
  }

  private mutating func next() -> SwiftToken? {
    guard let first = character() else { return nil }
    let start = position
    let kind: SwiftToken.Kind
    if first.isWhitespace {
      skip { $0.isWhitespace }
      kind = .space
    } else if starts(with: "//") {
      skip { !$0.isNewline }
      kind = .comment
    } else if starts(with: "/*") {
      skipBlockComment()
      kind = .comment
    } else if let pounds = stringStart() {
      skipString(pounds: pounds)
      kind = .string
    } else if first.isNumber {
      skip { $0.isLetter || $0.isNumber || $0 == "_" }
      if character() == ".", character(1)?.isNumber == true {
        position += 1
        skip { $0.isLetter || $0.isNumber || $0 == "_" }
      }
      // The sign of an exponent, as in 1e-3.
      if let sign = character(), "+-".contains(sign), source[position - 1].lowercased() == "e",
        !source[start..<position].starts(with: ["0", "x"]), character(1)?.isNumber == true
      {
        position += 1
        skip { $0.isNumber || $0 == "_" }
      }
      kind = .number
    } else if first.isLetter || first == "_" || "@#$`".contains(first) {
      position += 1
      skip { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "`" }
      let word = String(source[start..<position])
      kind =
        Self.keywords.contains(word) || (word.count > 1 && "@#".contains(first))
        ? .keyword : first.isUppercase ? .type : .identifier
    } else {
      position += 1
      kind = .symbol
    }
    return SwiftToken(kind: kind, text: String(source[start..<position]))
  }

  private mutating func skip(while condition: (Character) -> Bool) {
    while let next = character(), condition(next) { position += 1 }
  }

  private mutating func skipBlockComment() {
    var depth = 0
    repeat {
      if starts(with: "/*") {
        depth += 1
        position += 2
      } else if starts(with: "*/") {
        depth -= 1
        position += 2
      } else {
        position += 1
      }
    } while depth > 0 && position < source.count
  }

  /// The number of pound signs before the quote of a string that begins here, if one does.
  private mutating func stringStart() -> Int? {
    guard position >= noStringBefore else { return nil }
    var pounds = 0
    while character(pounds) == "#" { pounds += 1 }
    if character(pounds) == "\"" { return pounds }
    noStringBefore = position + pounds
    return nil
  }

  /// A string that is being read, and how many parentheses its interpolation has open, if it is in one.
  private struct OpenString {
    var pounds: Int
    var isMultiline: Bool
    var parentheses: Int?
  }

  /// Skips a string, with the strings inside its interpolations, and those inside theirs.
  private mutating func skipString(pounds: Int) {
    var open = [opened(pounds: pounds)]
    while let next = character(), let string = open.last {
      if string.parentheses != nil {
        if let pounds = stringStart() {
          open.append(opened(pounds: pounds))
        } else {
          position += 1
          if next == "(" { open[open.count - 1].parentheses? += 1 }
          if next == ")" { open[open.count - 1].parentheses? -= 1 }
          if open[open.count - 1].parentheses == 0 { open[open.count - 1].parentheses = nil }
        }
      } else if next == "\"", closes(string) {
        open.removeLast()
      } else if next.isNewline && !string.isMultiline {
        open.removeLast()
      } else if next == "\\", hasPounds(string.pounds, at: 1) {
        position = min(source.count, position + 1 + string.pounds)
        if character() == "(" {
          open[open.count - 1].parentheses = 0
        } else {
          position = min(source.count, position + 1)
        }
      } else {
        position += 1
      }
    }
  }

  /// Goes past the beginning of a string.
  private mutating func opened(pounds: Int) -> OpenString {
    position += pounds
    let isMultiline = starts(with: "\"\"\"")
    position += isMultiline ? 3 : 1
    return OpenString(pounds: pounds, isMultiline: isMultiline)
  }

  /// Goes past the end of a string, if it is here.
  private mutating func closes(_ string: OpenString) -> Bool {
    let quotes = string.isMultiline ? 3 : 1
    guard !string.isMultiline || starts(with: "\"\"\""), hasPounds(string.pounds, at: quotes)
    else { return false }
    position += quotes + string.pounds
    return true
  }

  /// Whether so many pound signs follow.
  private func hasPounds(_ count: Int, at offset: Int) -> Bool {
    (0..<count).allSatisfy { character(offset + $0) == "#" }
  }

  private static let keywords: Set<String> = [
    "actor", "any", "as", "associatedtype", "async", "await", "break", "case", "catch", "class",
    "consuming", "continue", "borrowing", "default", "defer", "deinit", "do", "else", "enum",
    "extension", "fallthrough", "false", "fileprivate", "final", "for", "func", "guard", "if",
    "import", "in", "indirect", "init", "inout", "internal", "is", "lazy", "let", "mutating", "nil",
    "nonisolated", "operator", "override", "precedencegroup", "private", "protocol", "public",
    "repeat", "rethrows", "return", "self", "Self", "some", "static", "struct", "subscript",
    "super", "switch", "throw", "throws", "true", "try", "typealias", "unowned", "var", "weak",
    "where", "while",
  ]
}
