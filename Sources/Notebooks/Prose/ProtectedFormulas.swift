/// Takes formulas out of a text before it is read as Markdown, and puts them back.
enum ProtectedFormulas {
  /// A formula that was taken out.
  struct Formula: Sendable, Equatable {
    var tex: String
    /// What stood in the text, with its dollar signs.
    var source: String
  }

  // Characters for private use stand for the formulas meanwhile: no text contains them.
  private static let opening: Character = "\u{E000}"
  private static let closing: Character = "\u{E001}"

  /// Replaces every formula by a placeholder.
  ///
  /// As in Pandoc, the opening dollar sign has no space after it, the closing one none before it and
  /// no digit after it, so that "from $5 to $10" is left alone. Code is left alone, too.
  ///
  /// - Parameter text: Markdown with formulas.
  /// - Returns: The Markdown with placeholders, and the formulas in their order.
  static func extract(from text: String) -> (String, [Formula]) {
    let source = Array(text.filter { $0 != opening && $0 != closing })
    var ends = FormulaEnds(source)
    var result = ""
    var formulas: [Formula] = []
    var index = 0
    while index < source.count {
      let character = source[index]
      if character == "\\", index + 1 < source.count {
        // Markdown knows \$ as a dollar sign.
        result += String(source[index...(index + 1)])
        index += 2
      } else if character == "`" {
        let end = ends.endOfCode(from: index)
        result += String(source[index..<end])
        index = end
      } else if character == "$", let end = ends.endOfFormula(from: index) {
        let isDisplay = source[index + 1] == "$"
        let fence = isDisplay ? 2 : 1
        result += "\(opening)\(formulas.count)\(closing)"
        formulas.append(
          Formula(
            tex: String(source[(index + fence)..<(end - fence)]),
            source: String(source[index..<end])))
        index = end
      } else {
        result.append(character)
        index += 1
      }
    }
    return (result, formulas)
  }

  /// Puts the formulas back as they were typed: what code wants.
  static func restore(_ formulas: [Formula], in text: String) -> String {
    parts(of: text, formulas).map { part in
      switch part {
      case .text(let text): text
      case .formula(let number): formulas[number].source
      }
    }.joined()
  }

  /// Cuts a text at its placeholders.
  static func pieces(of text: String, _ formulas: [Formula]) -> [MarkdownInline] {
    parts(of: text, formulas).map { part in
      switch part {
      case .text(let text): .text(text)
      case .formula(let number): .formula(tex: formulas[number].tex)
      }
    }
  }

  private enum Part {
    case text(String)
    case formula(Int)
  }

  private static func parts(of text: String, _ formulas: [Formula]) -> [Part] {
    var parts: [Part] = []
    var plain = ""
    var rest = text[...]
    while let character = rest.first {
      rest.removeFirst()
      // An entity of Markdown may have put an opening character there that means nothing.
      let digits = character == opening ? rest.prefix(20).prefix { $0.isWholeNumber } : ""
      if let number = Int(digits), formulas.indices.contains(number),
        rest.dropFirst(digits.count).first == closing
      {
        if !plain.isEmpty { parts.append(.text(plain)) }
        plain = ""
        parts.append(.formula(number))
        rest.removeFirst(digits.count + 1)
      } else {
        plain.append(character)
      }
    }
    if !plain.isEmpty { parts.append(.text(plain)) }
    return parts
  }
}
