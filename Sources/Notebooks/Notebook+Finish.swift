import Foundation
import Workbench

extension Notebook {
  /// Writes the lesson's files and sums it up.
  ///
  /// If a claim did not hold, one line on standard error says so and the program ends with status 1.
  public func finish() {
    requireAnswer()
    showLastOwnPictures()
    stopIfInterrupted()
    writeFiles()
    print("\n" + renderer.summary(of: document, folder: folder.displayPath))
    if opensPage { PageOpener.open(folder.url.appendingPathComponent("index.html"), for: name) }
    if let complaint = document.complaint {
      StandardError.end(name, complaint, status: EXIT_FAILURE)
    }
  }

  /// Writes what there is after Ctrl-C, or another signal to stop, and ends the program.
  func endInterrupted() -> Never {
    writeFiles()
    StandardError.end(
      name, "Stopped before the end. What there is lies in \(folder.displayPath).",
      status: Interruption.exitStatus)
  }

  private func writeFiles() {
    do {
      try writeDocument()
    } catch {
      StandardError.end(name, oneLine(error), status: EXIT_FAILURE)
    }
  }

  /// Writes the web page and the Jupyter notebook.
  func writeDocument() throws {
    try folder.write(Array(HTMLRenderer().page(for: document).utf8), to: "index.html")
    try folder.write(JupyterRenderer().file(for: document), to: "\(name).ipynb")
  }
}

extension LessonDocument {
  /// One line about the claims that did not hold, if there are any.
  var complaint: String? {
    let failed = failedClaims
    guard let first = failed.first else { return nil }
    let text = StyledText.oneLine(first.text)
    return failed.count == 1
      ? "1 of \(claimCount) claims does not hold: \(text) (measured: \(first.measured))"
      : "\(failed.count) of \(claimCount) claims do not hold, the first: \(text) "
        + "(measured: \(first.measured))"
  }
}

extension StyledText {
  /// Markdown as plain text on one line.
  static func oneLine(_ markdown: String) -> String {
    TerminalMarkdown.styled(Markdown.inline(markdown)).plain
      .split(whereSeparator: \.isNewline).joined(separator: " ")
  }
}

extension TerminalRenderer {
  /// What a lesson came to, and where its files are.
  func summary(of document: LessonDocument, folder: String) -> String {
    let claims = document.claimCount
    let failed = document.failedClaims.count
    var line = StyledText()
    if claims > 0 {
      line.append(
        failed == 0
          ? "\(claims) \(claims == 1 ? "claim holds" : "claims hold")"
          : "\(failed) of \(claims) \(claims == 1 ? "claims fails" : "claims fail")",
        failed == 0 ? [.green, .bold] : [.red, .bold])
    }
    if document.findingCount > 0 {
      line.append(
        (claims > 0 ? ", " : "")
          + "\(document.findingCount) \(document.findingCount == 1 ? "finding" : "findings")")
    }
    var lines = line.runs.isEmpty ? [] : [line]
    lines.append(StyledText("Web page   \(folder)/index.html"))
    lines.append(StyledText("Jupyter    \(folder)/lesson-\(document.number).ipynb"))
    return text(lines)
  }
}
