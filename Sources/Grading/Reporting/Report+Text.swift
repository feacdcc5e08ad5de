import Course

extension Report {
  /// The report as it is read in a terminal, at most 80 columns wide.
  ///
  /// - Parameters:
  ///   - isVerbose: whether to show everything that is known, also what the code printed when all is right.
  ///   - pointer: where to look next, such as a section of the lesson.
  /// - Returns: lines without a line feed after the last.
  package func text(isVerbose: Bool = false, pointer: String? = nil) -> String {
    var lines = [heading]
    if verdict == .notCompiled {
      // The compiler's lines stay as they are: their arrows point at columns.
      let text = diagnoses.map(\.text).joined(separator: "\n")
      lines += text.split(separator: "\n").map { "  \($0)" }
      return lines.joined(separator: "\n")
    }
    for row in rows where isVerbose || verdict != .right || rows.count > 1 || !row.text.isEmpty {
      let outcome = row.isOpen == true ? "open     " : row.isRight ? "right    " : "wrong    "
      lines += entry(row.quantity, outcome + row.text, hang: 9)
    }
    var told: Set<String> = []
    let isExplained = diagnoses.contains(where: \.isVerified)
    for diagnosis in diagnoses where told.insert(diagnosis.text).inserted {
      // What was found about another quantity is a better place to begin.
      if isExplained && [nothingFits, nothingFitsSmall].contains(diagnosis.text) { continue }
      let label =
        verdict == .stopped
        ? "stopped"
        : verdict == .undecided
          ? "sorry" : diagnosis.isVerified ? "it fits" : "no match"
      let about = diagnoses.count > 1 ? "\(diagnosis.quantity): " : ""
      var text = diagnosis.text
      for origin in [originOfNaN, originOfInfinity] where text.hasSuffix(" " + origin) {
        // Once is enough.
        if !told.insert(origin).inserted { text.removeLast(origin.count + 1) }
      }
      lines += entry(label, about + text)
    }
    for remark in remarks { lines += entry("note", remark) }
    if isVerbose || verdict != .right {
      for (index, line) in printed.enumerated() {
        lines += entry(index == 0 ? "it said" : "", String(line.prefix(66)))
      }
    }
    if let pointer, verdict != .right { lines += entry("next", pointer) }
    return lines.joined(separator: "\n")
  }

  /// What is said of the verdict in a line.
  package var verdictText: String {
    switch verdict {
    case .right: "right"
    case .wrong: "not right yet"
    case .unattempted: "not attempted"
    case .stopped: "stopped"
    case .undecided: "not graded"
    case .notCompiled where diagnoses.first?.id == "compile.other": "not graded"
    case .notCompiled: "does not compile"
    }
  }

  private var heading: String {
    let name = "\(number)  \(title)"
    let gap = max(2, 80 - name.count - verdictText.count)
    return name + String(repeating: " ", count: gap) + verdictText
  }

  /// A label and a text that is wrapped beside it.
  private func entry(_ label: String, _ text: String, hang: Int = 0) -> [String] {
    // Two spaces before the longest label and two behind it; a very long one gets a ragged edge.
    let column = min(max(12, (rows.map(\.quantity.count).max() ?? 0) + 4), 30)
    let first = "  " + label + String(repeating: " ", count: max(2, column - 2 - label.count))
    let rest = String(repeating: " ", count: first.count + hang)
    var lines: [String] = []
    for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
      for line in wrapped(paragraph, width: 80 - first.count, hang: hang) {
        lines.append((lines.isEmpty ? first : rest) + line)
      }
    }
    return lines
  }
}

/// Breaks a line between words; all lines but the first are narrower by `hang`.
package func wrapped(_ text: some StringProtocol, width: Int, hang: Int = 0) -> [String] {
  guard text.count > width else { return [String(text)] }
  var lines: [String] = []
  var line = ""
  for word in text.split(separator: " ", omittingEmptySubsequences: false) {
    let room = lines.isEmpty ? width : width - hang
    if !line.isEmpty, line.count + 1 + word.count > room {
      lines.append(line)
      line = String(word)
    } else {
      line = line.isEmpty ? String(word) : line + " " + word
    }
  }
  return lines + [line]
}
