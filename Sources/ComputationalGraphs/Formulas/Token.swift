/// A word of an expression: a number, a name or a sign.
struct Token: Equatable, Sendable {
  enum Kind: Equatable, Sendable {
    case number(Double)
    case name(String)
    /// One of `+ - * / ^ ( ) ,`.
    case sign(Character)
    case end
  }

  var kind: Kind
  /// The character at which it begins, counted from 1.
  var position: Int

  /// How a message quotes it.
  var quoted: String {
    switch kind {
    case .number(let number): "the number \(constantText(number))"
    case .name(let name): "\"\(shortened(name))\""
    case .sign(let sign): "\"\(sign)\""
    case .end: "the end"
    }
  }

  /// Cuts an expression into tokens, the last of which is its end.
  static func all(in text: String) throws(FormulaError) -> [Token] {
    let characters = Array(text)
    var tokens: [Token] = []
    var next = 0
    while next < characters.count {
      let (character, position) = (characters[next], next + 1)
      if character.isWhitespace {
        next += 1
      } else if character.isDigit || character == "." {
        let end = endOfNumber(characters, from: next)
        tokens.append(
          Token(kind: .number(try number(characters[next..<end], position)), position: position))
        next = end
      } else if character.isLetter || character == "_" {
        let end = characters[next...].firstIndex { !$0.belongsToName } ?? characters.count
        tokens.append(Token(kind: .name(String(characters[next..<end])), position: position))
        next = end
      } else if let sign = signs[character] {
        // Two stars are a power, as in Python.
        let isPower = sign == "*" && next + 1 < characters.count && characters[next + 1] == "*"
        tokens.append(Token(kind: .sign(isPower ? "^" : sign), position: position))
        next += isPower ? 2 : 1
      } else if character.isSuperscript {
        throw FormulaError(
          "a power is written with ^, as in x^2, not \"\(character)\"", at: position)
      } else {
        throw FormulaError(
          "\"\(character)\" has no meaning here; there are + - * / ^ ( ), numbers, names and functions",
          at: position)
      }
    }
    return tokens + [Token(kind: .end, position: characters.count + 1)]
  }

  /// The signs, and what people type or paste for them.
  private static let signs: [Character: Character] = [
    "+": "+", "-": "-", "−": "-", "–": "-", "*": "*", "×": "*", "·": "*", "/": "/", "÷": "/",
    "^": "^", "(": "(", ")": ")", ",": ",",
  ]

  private static func endOfNumber(_ characters: [Character], from start: Int) -> Int {
    var end = characters[start...].firstIndex { !$0.isDigit && $0 != "." } ?? characters.count
    guard end < characters.count, characters[end] == "e" || characters[end] == "E" else {
      return end
    }
    var exponent = end + 1
    if exponent < characters.count, "+-−".contains(characters[exponent]) { exponent += 1 }
    guard exponent < characters.count, characters[exponent].isDigit else { return end }
    end = characters[exponent...].firstIndex { !$0.isDigit } ?? characters.count
    return end
  }

  private static func number(
    _ characters: ArraySlice<Character>, _ position: Int
  ) throws(FormulaError) -> Double {
    let text = String(characters).replacing("−", with: "-")
    guard let number = Double(text) else {
      throw FormulaError("\"\(shortened(text))\" is not a number", at: position)
    }
    guard number.isFinite else {
      throw FormulaError("\"\(shortened(text))\" is too large for a number", at: position)
    }
    return number
  }
}

extension Character {
  fileprivate var isDigit: Bool { "0" <= self && self <= "9" }

  /// Whether it is a raised digit, which means a power and no name.
  var isSuperscript: Bool { "⁰¹²³⁴⁵⁶⁷⁸⁹".contains(self) }

  /// Whether it may stand in a name after its beginning.
  var belongsToName: Bool { (isLetter || isNumber || self == "_") && !isSuperscript }
}

/// A word for a message, no longer than a message may be.
func shortened(_ word: String) -> String { word.count > 40 ? word.prefix(39) + "…" : word }
