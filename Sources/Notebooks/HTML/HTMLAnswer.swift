extension HTMLRenderer {
  /// The cells of a lesson, with all that lies between a prediction and its answer folded away.
  ///
  /// - Parameter cells: The cells.
  /// - Returns: The HTML of all of them.
  func body(of cells: [Cell]) -> String {
    let answers = Self.answers(in: cells)
    var parts: [String] = []
    var next = cells.startIndex
    while next < cells.endIndex {
      parts.append(cell(cells[next]))
      let end = Self.endOfFold(after: next, in: cells, answers: answers)
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

  /// Where each answer stands, by its name; the last cell counts if there are several.
  private static func answers(in cells: [Cell]) -> [String: Int] {
    var places: [String: Int] = [:]
    for (index, cell) in cells.enumerated() {
      if let name = cell.answeredPrediction { places[name] = index }
    }
    return places
  }

  /// Where the fold below a prediction ends: at its answer.
  ///
  /// - Returns: The index of that cell, or nil if there is nothing to fold away: no answer, one that
  ///   the reader has guessed at in the terminal, or a claim that failed and must be seen.
  private static func endOfFold(
    after index: Int, in cells: [Cell], answers: [String: Int]
  ) -> Int? {
    guard case .prediction(_, guess: nil, let name?) = cells[index], let end = answers[name],
      end > index
    else { return nil }
    let fails = cells[(index + 1)...end].contains { cell in
      if case .claim(_, _, holds: false, _) = cell { true } else { false }
    }
    return fails ? nil : end
  }
}

extension Cell {
  /// The name of the prediction that the cell answers, if it does.
  var answeredPrediction: String? {
    switch self {
    case .claim(_, _, _, let name), .finding(_, _, let name): name
    default: nil
    }
  }
}
