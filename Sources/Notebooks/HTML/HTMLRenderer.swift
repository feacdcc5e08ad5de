import Course
import Foundation

/// Renders a lesson as one web page that needs nothing else.
struct HTMLRenderer {
  /// The page.
  ///
  /// - Parameter document: The lesson.
  /// - Returns: A whole HTML file.
  func page(for document: LessonDocument) -> String {
    let title = "Lesson \(document.number): \(document.title)".escapedForHTML
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <title>\(title)</title>
      <style>
      \(HTMLStyle.text)
      </style>
      </head>
      <body>
      <a class="skip" href="#lesson">Skip to the lesson</a>
      \(contents(of: document))
      <main id="lesson">
      \(header(of: document))
      \(body(of: document.cells))
      \(footer(of: document))
      </main>
      <script>
      \(HTMLScript.text)
      </script>
      </body>
      </html>

      """
  }

  private func contents(of document: LessonDocument) -> String {
    let links = document.cells.compactMap { cell -> String? in
      guard case .section(let number, let title) = cell else { return nil }
      return "<li><a href=\"#\(anchor(number))\"><span>\(number)</span> "
        + "\(title.escapedForHTML)</a></li>"
    }
    guard !links.isEmpty else { return "" }
    return """
      <nav aria-label="Contents"><details open>
      <summary>Contents</summary>
      <ol>
      \(links.joined(separator: "\n"))
      </ol>
      </details></nav>
      """
  }

  private func anchor(_ number: String) -> String {
    "s" + number.replacingOccurrences(of: ".", with: "-")
  }

  private func header(of document: LessonDocument) -> String {
    let note =
      document.isInterrupted
      ? "<p class=\"interrupted\">This lesson was interrupted: it ends where it was stopped.</p>"
      : ""
    return """
      <header>
      <p class="kicker">Sightline · lesson \(document.number)</p>
      <h1>\(document.title.escapedForHTML)</h1>
      <p class="command"><code>\(document.command.escapedForHTML)</code></p>
      \(note)
      </header>
      """
  }

  private func footer(of document: LessonDocument) -> String {
    let claims = document.claimCount
    let failed = document.failedClaims.count
    let findings = document.findingCount
    var parts: [String] = []
    if claims > 0 {
      parts.append(
        failed == 0
          ? "<strong class=\"good\">✓ \(claims == 1 ? "1 claim holds" : "\(claims) claims hold")"
            + "</strong>"
          : "<strong class=\"bad\">✗ \(failed) of \(claims) claims "
            + "\(failed == 1 ? "does" : "do") not hold</strong>")
    }
    if findings > 0 { parts.append(findings == 1 ? "1 finding" : "\(findings) findings") }
    if document.isInterrupted { parts.append("interrupted") }
    return "<footer><p>\(parts.joined(separator: " · "))</p></footer>"
  }

  func cell(_ cell: Cell) -> String {
    switch cell {
    case .section(let number, let title):
      """
      <h2 id="\(anchor(number))"><span>\(number)</span> \(title.escapedForHTML)</h2>
      """
    case .text(let markdown): HTMLMarkdown.html(of: Markdown(markdown))
    case .formula(let tex, _): HTMLMarkdown.formula(tex: tex, isDisplay: true)
    case .code(let excerpt): code(excerpt)
    case .output(let text):
      "<pre class=\"output\" tabindex=\"0\" aria-label=\"Output\">\(text.escapedForHTML)</pre>"
    case .table(let table): self.table(table)
    case .figure(let figure): self.figure(figure)
    case .prediction(let question, let guess, _):
      row(
        "prediction", mark: "?", label: "Predict", text: question,
        detail: guess.map { "your guess: <b>\($0.escapedForHTML)</b>" })
    case .claim(let text, let measured, let holds, _):
      row(
        holds ? "claim holds" : "claim fails", mark: holds ? "✓" : "✗",
        label: holds ? "Holds" : "Fails", text: text, detail: self.measured(measured))
    case .finding(let text, let measured, _):
      row("finding", mark: "•", label: "Finding", text: text, detail: self.measured(measured))
    case .questions(let questions):
      """
      <section class="questions"><h3>Questions to think about</h3>
      <ol>
      \(questions.map { "<li>\(HTMLMarkdown.inline($0))</li>" }.joined(separator: "\n"))
      </ol></section>
      """
    case .exercises(let items): exercises(items)
    }
  }

  private func measured(_ text: String) -> String? {
    text.isEmpty ? nil : "measured: <b>\(text.escapedForHTML)</b>"
  }

  private func row(_ kind: String, mark: String, label: String, text: String, detail: String?)
    -> String
  {
    let detail = detail.map { "<span class=\"measured\">\($0)</span>" } ?? ""
    return """
      <div class="row \(kind)"><span class="mark" aria-hidden="true">\(mark)</span>\
      <p><span class="label">\(label)</span> \(HTMLMarkdown.inline(text)) \(detail)</p></div>
      """
  }

  private func code(_ excerpt: SourceExcerpt) -> String {
    guard excerpt.isAvailable else {
      return "<p class=\"gone\">\(excerpt.unavailableNote.escapedForHTML)</p>"
    }
    return """
      <figure class="code"><pre tabindex="0"><code>\(highlighted(excerpt.source))</code></pre>
      <figcaption>\(excerpt.location.escapedForHTML)</figcaption></figure>
      """
  }

  /// Swift with a span around everything that has a colour.
  func highlighted(_ source: String) -> String {
    SwiftLexer.tokens(of: source).map { token in
      let text = token.text.escapedForHTML
      switch token.kind {
      case .comment: return "<span class=\"c\">\(text)</span>"
      case .string: return "<span class=\"s\">\(text)</span>"
      case .number: return "<span class=\"n\">\(text)</span>"
      case .keyword: return "<span class=\"k\">\(text)</span>"
      case .type: return "<span class=\"t\">\(text)</span>"
      case .space, .identifier, .symbol: return text
      }
    }.joined()
  }

  private func table(_ table: Table) -> String {
    let isNumeric = table.header.indices.map { table.isNumeric(column: $0) }
    func row(_ cells: [String], _ tag: String) -> String {
      let parts = cells.enumerated().map { column, text in
        let style = isNumeric[column] ? " class=\"number\"" : ""
        let scope = tag == "th" ? " scope=\"col\"" : ""
        return "<\(tag)\(scope)\(style)>\(text.escapedForHTML)</\(tag)>"
      }
      return "<tr>\(parts.joined())</tr>"
    }
    let caption =
      table.caption.map { "<caption><span>\(HTMLMarkdown.inline($0))</span></caption>\n" } ?? ""
    return """
      <div class="table" tabindex="0"><table>
      \(caption)<thead>\(row(table.header, "th"))</thead>
      <tbody>
      \(table.rows.map { row($0, "td") }.joined(separator: "\n"))
      </tbody></table></div>
      """
  }

  private func figure(_ figure: Figure) -> String {
    let data = Data(figure.png).base64EncodedString()
    let see = figure.see.map { "\n<p class=\"see\">\(HTMLMarkdown.inline($0))</p>" } ?? ""
    let alternative = StyledText.oneLine(figure.caption).escapedForHTML
    // What would be illegible at the width of the text, or of a telephone, keeps its size and can be moved sideways.
    let opening =
      figure.displayWidth > 1000
      ? "<div class=\"wide\" tabindex=\"0\">"
      : figure.displayWidth > 700 ? "<div class=\"broad\">" : "<div>"
    return """
      <figure class="picture" id="\(figure.name.escapedForHTML)">
      \(opening)<img src="data:image/png;base64,\(data)" width="\(figure.displayWidth)" \
      height="\(figure.displayHeight)" alt="\(alternative)"></div>
      <figcaption><p>\(HTMLMarkdown.inline(figure.caption))</p>\(see)</figcaption>
      </figure>
      """
  }

  private func exercises(_ items: [ExerciseItem]) -> String {
    let rows = items.map { item in
      """
      <li class="\(item.progress.name)"><span class="mark" aria-hidden="true">\
      \(item.progress.mark)</span> <b>\(item.number.escapedForHTML)</b> \
      \(HTMLMarkdown.inline(item.title)) <small>\(item.stars) · \(item.minutes) min\
      \(item.isCore ? " · core" : "")<span class="hidden">, \(item.progress.name)</span></small></li>
      """
    }
    return """
      <section class="exercises"><h3>Exercises</h3>
      <ul>
      \(rows.joined(separator: "\n"))
      </ul></section>
      """
  }
}

extension ExerciseProgress.Stage {
  /// The state in a word.
  var name: String {
    switch self {
    case .passed: "passed"
    case .attempted: "attempted"
    case .unattempted: "unattempted"
    }
  }
}
