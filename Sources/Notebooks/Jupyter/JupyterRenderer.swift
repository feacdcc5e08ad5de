import Foundation

/// Renders a lesson as a Jupyter notebook.
///
/// What a code cell printed and drew becomes its output, as if the notebook had been run.
struct JupyterRenderer {
  /// The bytes of the file.
  ///
  /// - Parameter document: The lesson.
  /// - Returns: JSON, valid nbformat 4.5, always the same for the same lesson.
  /// - Throws: What the encoder throws.
  func file(for document: LessonDocument) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return [UInt8](try encoder.encode(notebook(for: document))) + [UInt8(ascii: "\n")]
  }

  /// The file as values.
  func notebook(for document: LessonDocument) -> JupyterFile {
    var writer = Writer()
    let end = document.isInterrupted ? "\n\n*This lesson was interrupted.*" : ""
    writer.markdown(
      """
      # Lesson \(document.number): \(document.title)

      This notebook is for reading: the lesson has been run, and what it printed and drew is stored below. \
      To run it yourself, type this in a terminal, in the folder of Sightline:

      ```
      \(document.command)
      ```\(end)
      """)
    for cell in document.cells { writer.add(cell) }
    return JupyterFile(cells: writer.cells)
  }

  /// Puts the file's cells together one by one.
  private struct Writer {
    var cells: [JupyterFile.Cell] = []
    private var runs = 0

    private var nextID: String { "cell-\(cells.count + 1)" }

    mutating func markdown(_ source: String) {
      cells.append(JupyterFile.Cell(id: nextID, kind: .markdown, source: source))
    }

    mutating func code(_ source: String) {
      runs += 1
      cells.append(
        JupyterFile.Cell(id: nextID, kind: .code(count: runs, outputs: []), source: source))
    }

    /// Whether there is code right above, to which outputs belong.
    private var followsCode: Bool {
      if case .code? = cells.last?.kind { true } else { false }
    }

    /// Adds to the outputs of the code above.
    mutating func output(_ outputs: [JupyterFile.Output]) {
      guard case .code(let count, let earlier)? = cells.last?.kind else { return }
      cells[cells.count - 1].kind = .code(count: count, outputs: earlier + outputs)
    }

    mutating func add(_ cell: Cell) {
      switch cell {
      case .section(let number, let title): markdown("## \(number) \(title)")
      case .text(let text): markdown(text)
      case .formula(let tex, _): markdown("$$\n\(tex)\n$$")
      case .code(let excerpt):
        code(
          excerpt.isAvailable
            ? Self.withoutOuterReturns(excerpt.source) : "// \(excerpt.unavailableNote)")
      case .output(let text):
        if followsCode {
          output([.stream(text.hasSuffix("\n") ? text : text + "\n")])
        } else {
          markdown(Self.fenced(text))
        }
      case .table(let table): markdown(Self.markdown(of: table))
      case .figure(let figure): add(figure)
      case .prediction(let question, let guess, _):
        let answer = guess.map { "  \n*Your guess:* \(Self.escaped($0))" } ?? ""
        markdown("> **? Predict** \(question)\(answer)")
      case .claim(let text, let measured, let holds, _):
        markdown(
          "**\(holds ? "✓ Holds" : "✗ Fails")** \(text)\(Self.measured(measured))")
      case .finding(let text, let measured, _):
        markdown("**• Finding** \(text)\(Self.measured(measured))")
      case .questions(let questions):
        markdown(
          "### Questions to think about\n\n"
            + questions.enumerated().map { "\($0 + 1). \($1)" }.joined(separator: "\n"))
      case .exercises(let items):
        markdown(
          "### Exercises\n\n"
            + items.map { item in
              "- \(item.progress.mark) **\(item.number)** \(item.title) (\(item.stars), "
                + "\(item.minutes) min\(item.isCore ? ", core" : ""))"
            }.joined(separator: "\n"))
      }
    }

    private mutating func add(_ figure: Figure) {
      let words = StyledText.oneLine(figure.caption)
      let see = figure.see.map { "\n\n*What to see:* \($0)" } ?? ""
      let plainSee = figure.see.map { " What to see: \(StyledText.oneLine($0))" } ?? ""
      if !followsCode { code("// The picture is \(figure.fileName)") }
      output(
        [
          .picture(
            base64: Data(figure.png).base64EncodedString(), width: figure.displayWidth,
            height: figure.displayHeight, words: words),
          .markdown(figure.caption + see, plain: words + plainSee),
        ])
    }

    /// The body of a closure as a notebook would have it: its value is the last line, without `return`.
    private static func withoutOuterReturns(_ source: String) -> String {
      var isAtMargin = true
      var afterReturn = false
      var result = ""
      for token in SwiftLexer.tokens(of: source) {
        if afterReturn, token.kind == .space, !token.text.contains(where: \.isNewline) {
          afterReturn = false
          continue
        }
        afterReturn = isAtMargin && token.kind == .keyword && token.text == "return"
        isAtMargin = token.kind == .space && token.text.last?.isNewline == true
        if !afterReturn { result += token.text }
      }
      return result
    }

    /// Text in a fence that is longer than any run of backticks in it.
    private static func fenced(_ text: String) -> String {
      var longest = 2
      var run = 0
      for character in text {
        run = character == "`" ? run + 1 : 0
        longest = max(longest, run)
      }
      let fence = String(repeating: "`", count: longest + 1)
      return "\(fence)\n\(SourceExcerpt.withoutFinalNewline(text))\n\(fence)"
    }

    private static func measured(_ text: String) -> String {
      text.isEmpty ? "" : "  \nmeasured: **\(escaped(text))**"
    }

    private static func markdown(of table: Table) -> String {
      func row(_ cells: [String]) -> String {
        "| "
          + cells.map { escaped($0).replacingOccurrences(of: "\n", with: " ") }
          .joined(separator: " | ") + " |"
      }
      let rule = table.header.indices.map { table.isNumeric(column: $0) ? "---:" : ":---" }
      let caption = table.caption.map { "\n\n\($0)" } ?? ""
      let rows =
        [row(table.header), "| " + rule.joined(separator: " | ") + " |"]
        + table.rows.map(row)
      return rows.joined(separator: "\n") + caption
    }

    /// Plain text as Markdown that shows it.
    private static func escaped(_ text: String) -> String {
      var result = ""
      for character in text {
        if "\\`*_[]<>|$&#~".contains(character) { result.append("\\") }
        result.append(character)
      }
      return result
    }
  }
}
