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
        let end = endOfCode(in: source, from: index)
        result += String(source[index..<end])
        index = end
      } else if character == "$", let end = endOfFormula(in: source, from: index) {
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

  private static func endOfCode(in source: [Character], from start: Int) -> Int {
    var fence = 0
    while start + fence < source.count, source[start + fence] == "`" { fence += 1 }
    var index = start + fence
    var run = 0
    while index <= source.count {
      if index < source.count, source[index] == "`" {
        run += 1
      } else {
        if run == fence { return index }
        run = 0
      }
      index += 1
    }
    return start + fence
  }

  private static func endOfFormula(in source: [Character], from start: Int) -> Int? {
    let isDisplay = start + 1 < source.count && source[start + 1] == "$"
    let first = start + (isDisplay ? 2 : 1)
    guard first < source.count, isDisplay || !source[first].isWhitespace else { return nil }
    var index = first
    while index < source.count {
      if source[index] == "\\" {
        index += 2
        continue
      }
      if !isDisplay, source[index].isNewline, index + 1 < source.count, source[index + 1].isNewline
      {
        return nil
      }
      if source[index] == "$", index > first {
        let next = index + 1 < source.count ? source[index + 1] : " "
        if isDisplay { return next == "$" ? index + 2 : nil }
        if !source[index - 1].isWhitespace, !next.isNumber { return index + 1 }
      }
      index += 1
    }
    return nil
  }

  /// Puts the formulas back as they were typed: what code wants.
  static func restore(_ formulas: [Formula], in text: String) -> String {
    pieces(of: text, formulas).map { piece in
      switch piece {
      case .text(let text): text
      case .formula(let tex):
        formulas.first { $0.tex == tex }?.source ?? tex
      default: ""
      }
    }.joined()
  }

  /// Cuts a text at its placeholders.
  static func pieces(of text: String, _ formulas: [Formula]) -> [MarkdownInline] {
    var pieces: [MarkdownInline] = []
    var rest = text[...]
    while let start = rest.firstIndex(of: opening),
      let end = rest[start...].firstIndex(of: closing),
      let number = Int(rest[rest.index(after: start)..<end]), formulas.indices.contains(number)
    {
      if start > rest.startIndex { pieces.append(.text(String(rest[..<start]))) }
      pieces.append(.formula(tex: formulas[number].tex))
      rest = rest[rest.index(after: end)...]
    }
    if !rest.isEmpty { pieces.append(.text(String(rest))) }
    return pieces
  }
}
