/// Renders source for the terminal: coloured, and with lines that are too long continued below.
struct CodeListing {
  /// The columns of a line.
  var width: Int

  /// The lines of a source.
  ///
  /// - Parameters:
  ///   - source: The source.
  ///   - isSwift: Whether to colour it as Swift.
  /// - Returns: Its lines, none wider than the listing.
  func lines(of source: String, isSwift: Bool = true) -> [StyledText] {
    let tokens =
      isSwift
      ? SwiftLexer.tokens(of: source) : [SwiftToken(kind: .identifier, text: source)]
    var lines = [StyledText()]
    for token in tokens {
      let parts = token.text.split(separator: "\n", omittingEmptySubsequences: false)
      for (index, part) in parts.enumerated() {
        if index > 0 { lines.append(StyledText()) }
        lines[lines.count - 1].append(
          part.replacingOccurrences(of: "\t", with: "  "), Self.style(of: token.kind))
      }
    }
    return lines.flatMap(fitted)
  }

  private func fitted(_ line: StyledText) -> [StyledText] {
    guard line.plain.displayWidth > width else { return [line] }
    let margin = line.plain.prefix { $0 == " " }.count
    let comment = LineComment(endOf: line)
    // What follows a comment that has the line to itself stands below it.
    let isComment = comment?.length == line.plain.count - margin
    let first = min(margin, width / 2)
    let rest = min(isComment ? margin : margin + 4, width / 2)
    // Wrapping drops spaces at breaks, which is right for continued lines, too.
    let characters = line.runs.flatMap { run in run.text.map { ($0, run.style) } }
    let commentStart = characters.count - (comment?.length ?? 0)
    var lines: [StyledText] = []
    var remaining = characters[...]
    repeat {
      var text = StyledText(String(repeating: " ", count: lines.isEmpty ? first : rest))
      let continuesComment = !lines.isEmpty && remaining.startIndex > commentStart
      if continuesComment, let comment { text.append(comment.marker + " ", .dim) }
      text.append(Self.cutLine(from: &remaining, width: max(1, width - text.plain.displayWidth)))
      lines.append(text)
    } while !remaining.isEmpty
    return lines
  }

  /// Takes the first line off a text that is to be broken at spaces.
  ///
  /// Unlike `wrapped(to:)` this keeps runs of spaces inside a line as they are.
  private static func cutLine(
    from characters: inout ArraySlice<(Character, TextStyle)>, width: Int
  ) -> StyledText {
    characters = characters.drop { $0.0 == " " }
    var used = 0
    var end = characters.startIndex
    var space: Int?
    // Code, unlike a comment, reads best when broken after a comma not too far to the left.
    var comma: Int?
    while end < characters.endIndex, used + characters[end].0.displayWidth <= width {
      used += characters[end].0.displayWidth
      if characters[end].0 == " " {
        space = end
        if used > width / 2, characters[end - 1].0 == ",", characters[end].1 != .dim { comma = end }
      }
      end += 1
    }
    var cut = end
    if end < characters.endIndex, characters[end].0 != " " || comma != nil {
      cut = comma ?? space ?? max(end, characters.startIndex + 1)
    }
    defer { characters = characters[cut...] }
    return joined(characters[..<cut])
  }

  private static func joined(_ characters: ArraySlice<(Character, TextStyle)>) -> StyledText {
    var result = StyledText()
    for (character, style) in characters {
      if result.runs.last?.style == style {
        result.runs[result.runs.count - 1].text.append(character)
      } else {
        result.runs.append(StyledText.Run(text: String(character), style: style))
      }
    }
    return result
  }

  private static func style(of kind: SwiftToken.Kind) -> TextStyle {
    switch kind {
    case .comment: .dim
    case .string: .green
    case .number: .yellow
    case .keyword: .magenta
    case .type: .cyan
    case .space, .identifier, .symbol: []
    }
  }
}

/// A comment that runs to the end of its line.
private struct LineComment {
  /// How it begins: two slashes, or three.
  var marker: String
  /// Its characters, with the marker.
  var length: Int

  /// The comment at the end of a line, if there is one.
  init?(endOf line: StyledText) {
    guard let run = line.runs.last, run.style == .dim, run.text.hasPrefix("//") else { return nil }
    marker = String(run.text.prefix { $0 == "/" })
    length = run.text.count
  }
}
