/// Renders Markdown as lines of styled text.
struct TerminalMarkdown {
  /// The columns of a line.
  var width: Int

  /// The lines of a text.
  ///
  /// - Parameter markdown: The text.
  /// - Returns: Its lines, wrapped, with an empty line between blocks.
  func lines(of markdown: Markdown) -> [StyledText] {
    lines(of: markdown.blocks, width: width)
  }

  private func lines(of blocks: [MarkdownBlock], width: Int) -> [StyledText] {
    var lines: [StyledText] = []
    for block in blocks {
      if !lines.isEmpty { lines.append(StyledText()) }
      lines += self.lines(of: block, width: width)
    }
    return lines
  }

  private func lines(of block: MarkdownBlock, width: Int) -> [StyledText] {
    switch block {
    case .paragraph(let inlines):
      return Self.styled(inlines).wrapped(to: width)
    case .heading(_, let inlines):
      return Self.styled(inlines, .bold).wrapped(to: width)
    case .code(let text):
      return CodeListing(width: width - 2).lines(of: text, isSwift: false).map {
        indented($0, by: "  ")
      }
    case .quote(let blocks):
      return lines(of: blocks, width: width - 2).map { indented($0, by: "│ ") }
    case .rule:
      return [StyledText(String(repeating: "─", count: min(width, 24)), .dim)]
    case .list(let start, let items):
      let isLoose = items.contains { $0.count > 1 }
      var lines: [StyledText] = []
      for (index, item) in items.enumerated() {
        if isLoose && index > 0 { lines.append(StyledText()) }
        let marker = start.map { "\($0 + index). " } ?? "• "
        let space = String(repeating: " ", count: marker.count)
        let body = self.lines(of: item, width: width - marker.count)
        lines += body.enumerated().map { indented($1, by: $0 == 0 ? marker : space) }
      }
      return lines
    }
  }

  private func indented(_ line: StyledText, by prefix: String) -> StyledText {
    guard !line.runs.isEmpty || prefix.contains("│") else { return line }
    var result = StyledText(prefix, prefix.contains("│") ? .dim : [])
    result.append(line)
    return result
  }

  /// The styled text of a paragraph's pieces.
  ///
  /// - Parameters:
  ///   - inlines: The pieces.
  ///   - style: The style that they all have.
  /// - Returns: One text, not wrapped yet.
  static func styled(_ inlines: [MarkdownInline], _ style: TextStyle = []) -> StyledText {
    var result = StyledText()
    for inline in inlines {
      switch inline {
      case .text(let text): result.append(text, style)
      case .softBreak: result.append(" ", style)
      case .lineBreak: result.append("\n", style)
      case .code(let text): result.append(text, style.union(.cyan))
      case .formula(let tex): result.append(PlainFormula.text(of: tex), style.union(.italic))
      case .emphasis(let inlines): result.append(styled(inlines, style.union(.italic)))
      case .strong(let inlines): result.append(styled(inlines, style.union(.bold)))
      case .link(let inlines, let destination):
        let text = styled(inlines, style.union(.underlined))
        result.append(text)
        if !destination.isEmpty, destination != text.plain {
          result.append(" (\(destination))", style.union(.dim))
        }
      }
    }
    return result
  }
}
