extension HTMLRenderer {
  /// The cells of a lesson, each answer folded away below the prediction that asks for it.
  ///
  /// - Parameter cells: The cells.
  /// - Returns: The HTML of all of them.
  func body(of cells: [Cell]) -> String {
    var parts: [String] = []
    var next = cells.startIndex
    while next < cells.endIndex {
      parts.append(cell(cells[next]))
      let end = Self.endOfAnswer(to: next, in: cells)
      next += 1
      guard let end else { continue }
      parts.append(
        """
        <details class="answer"><summary>Make your guess, then open</summary>
        \(cells[next...end].map(cell).joined(separator: "\n"))
        </details>
        """)
      next = end + 1
    }
    return parts.joined(separator: "\n")
  }

  /// Where the answer to a prediction ends: at the claim or finding that follows in its section.
  ///
  /// - Returns: The index of that cell, or nil if there is nothing to fold away: no answer, one that
  ///   the reader has guessed at in the terminal, or a claim that failed and must be seen.
  private static func endOfAnswer(to index: Int, in cells: [Cell]) -> Int? {
    guard case .prediction(_, guess: nil) = cells[index] else { return nil }
    for later in cells.indices[(index + 1)...] {
      switch cells[later] {
      case .finding, .claim(_, _, holds: true): return later
      case .claim, .prediction, .section, .questions, .exercises: return nil
      case .text, .formula, .code, .output, .table, .figure: continue
      }
    }
    return nil
  }
}
