import Course

/// Renders a lesson's cells as lines for the terminal.
struct TerminalRenderer: Sendable {
  /// The terminal to write for.
  let terminal: Terminal
  /// The columns of a line of prose: lines wider than a hundred are tiring to read.
  let width: Int

  private static let labelWidth = 9
  private static let indent = "  "

  /// Renders for a terminal.
  init(_ terminal: Terminal) {
    self.terminal = terminal
    width = max(40, min(terminal.width, 100))
  }

  /// The lesson's title.
  func title(number: Int, title: String) -> String {
    let line = StyledText("Lesson \(number)  \(title)", .bold)
    let rule = String(repeating: "═", count: min(width, line.plain.displayWidth))
    return text([line, StyledText(rule, .dim)], indent: "")
  }

  /// The lines of a cell, with a line feed at the end of each.
  ///
  /// - Parameters:
  ///   - cell: The cell.
  ///   - folder: The folder of the lesson's pictures, as the reader knows it.
  /// - Returns: What to print.
  func render(_ cell: Cell, folder: String) -> String {
    switch cell {
    case .section(let number, let title):
      text([StyledText("\(number)  \(title)", .bold)], indent: "")
    case .text(let markdown):
      text(TerminalMarkdown(width: width - 2).lines(of: Markdown(markdown)))
    case .formula(_, let plain):
      text(
        plain.split(whereSeparator: \.isNewline)
          .flatMap { StyledText(String($0), .italic).wrapped(to: width - 6) }, indent: "      ")
    case .code(let excerpt): code(excerpt)
    case .output(let output):
      text(
        CodeListing(width: width - 4).lines(of: output, isSwift: false), indent: "    ")
    case .table(let table): self.table(table)
    case .figure(let figure): self.figure(figure, folder: folder)
    case .prediction(let question, _, _):
      row("predict", .magenta, TerminalMarkdown.styled(Markdown.inline(question)))
    case .claim(let claim, let measured, let holds, _):
      row(
        holds ? "holds" : "fails", holds ? .green : .red,
        TerminalMarkdown.styled(Markdown.inline(claim)), measured: measured)
    case .finding(let finding, let measured, _):
      row("finding", .blue, TerminalMarkdown.styled(Markdown.inline(finding)), measured: measured)
    case .questions(let questions):
      text(
        [StyledText("Questions to think about", .bold)]
          + numbered(questions.map { TerminalMarkdown.styled(Markdown.inline($0)) }))
    case .exercises(let items): exercises(items)
    }
  }

  /// A time, which is shown here and nowhere else.
  func timing(_ what: String, measured: String) -> String {
    row("time", .dim, TerminalMarkdown.styled(Markdown.inline(what)), measured: measured)
  }

  /// A line that stands below a row, such as the reader's own guess.
  func note(_ note: String) -> String {
    text(
      StyledText(note, .dim).wrapped(to: width - 2 - Self.labelWidth),
      indent: Self.indent + String(repeating: " ", count: Self.labelWidth))
  }

  /// Lines with an indentation and a line feed each.
  func text(_ lines: [StyledText], indent: String = TerminalRenderer.indent) -> String {
    lines.map { line in
      line.runs.isEmpty ? "\n" : indent + line.rendered(usesColor: terminal.usesColor) + "\n"
    }.joined()
  }

  private func row(
    _ label: String, _ style: TextStyle, _ content: StyledText, measured: String? = nil
  ) -> String {
    let room = width - Self.indent.count - Self.labelWidth
    var lines = content.wrapped(to: room)
    if let measured, !measured.isEmpty {
      let figure = StyledText("measured: \(measured)", label == "time" ? .dim : .bold)
      let used = lines.last?.plain.displayWidth ?? 0
      if lines.count == 1, used + 4 + figure.plain.displayWidth <= room {
        lines[0].append("    ")
        lines[0].append(figure)
      } else {
        lines += figure.wrapped(to: room)
      }
    }
    let space = String(repeating: " ", count: Self.labelWidth)
    return text(
      lines.enumerated().map { index, line in
        var result =
          index == 0
          ? StyledText(label.padded(to: Self.labelWidth), style.union(.bold)) : StyledText(space)
        result.append(line)
        return result
      })
  }

  private func code(_ excerpt: SourceExcerpt) -> String {
    let lines =
      excerpt.isAvailable
      ? CodeListing(width: width - 4).lines(of: excerpt.source)
      : StyledText(excerpt.unavailableNote, .dim).wrapped(to: width - 4)
    return text(
      lines.map { line in
        var result = StyledText("│ ", .dim)
        result.append(line)
        return result
      })
  }

  private func table(_ table: Table) -> String {
    var lines = TableLayout(table).lines(width: width - 2)
    if let caption = table.caption {
      lines += TerminalMarkdown.styled(Markdown.inline(caption), .dim).wrapped(to: width - 2)
    }
    return text(lines)
  }

  private func figure(_ figure: Figure, folder: String) -> String {
    var result = ""
    if let preview = terminal.preview {
      result += Self.indent + preview.sequence(for: figure, columns: width - 4) + "\n"
    }
    result += row("figure", .cyan, StyledText("\(folder)/\(figure.fileName)", .underlined))
    let space = Self.indent + String(repeating: " ", count: Self.labelWidth)
    let room = width - space.count
    result += text(
      TerminalMarkdown.styled(Markdown.inline(figure.caption)).wrapped(to: room), indent: space)
    if let see = figure.see {
      var line = StyledText("See: ", .dim)
      line.append(TerminalMarkdown.styled(Markdown.inline(see), .dim))
      result += text(line.wrapped(to: room), indent: space)
    }
    return result
  }

  private func numbered(_ items: [StyledText]) -> [StyledText] {
    items.enumerated().flatMap { index, item in
      let marker = "\(index + 1). "
      return item.wrapped(to: width - 2 - marker.count).enumerated().map { number, line in
        var result = StyledText(number == 0 ? marker : String(repeating: " ", count: marker.count))
        result.append(line)
        return result
      }
    }
  }

  private func exercises(_ items: [ExerciseItem]) -> String {
    var lines = [StyledText("Exercises", .bold)]
    let numberWidth = items.map(\.number.count).max() ?? 0
    for item in items {
      var line = StyledText(item.progress.mark + " ", item.progress == .passed ? .green : [])
      line.append(item.number.padded(to: numberWidth) + "  ", .bold)
      let details = "  \(item.stars), \(item.minutes) min\(item.isCore ? ", core" : "")"
      let room = width - 2 - numberWidth - 4 - details.displayWidth
      let title = TerminalMarkdown.styled(Markdown.inline(item.title)).wrapped(to: max(room, 16))
      line.append(title[0])
      line.append(details, .dim)
      lines.append(line)
      for more in title.dropFirst() {
        var line = StyledText(String(repeating: " ", count: numberWidth + 4))
        line.append(more)
        lines.append(line)
      }
    }
    return text(lines)
  }
}

extension ExerciseItem {
  /// The difficulty as stars.
  var stars: String { String(repeating: "★", count: max(1, min(3, difficulty))) }
}

extension ExerciseProgress.Stage {
  /// A sign for the state.
  var mark: String {
    switch self {
    case .passed: "✓"
    case .attempted: "◐"
    case .unattempted: "○"
    }
  }
}
