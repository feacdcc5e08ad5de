/// Lays a table out in columns that fit the terminal.
struct TableLayout {
  private let table: Table
  private let leastWidths: [Int]
  private let isNumeric: [Bool]
  private static let gap = 2

  /// Lays out a table.
  init(_ table: Table) {
    self.table = table
    isNumeric = table.header.indices.map { table.isNumeric(column: $0) }
    leastWidths = table.header.indices.map { column in
      let words = table.texts(column).flatMap { $0.split(separator: " ") }.map(\.displayWidth)
      return min(words.max() ?? 0, 24)
    }
  }

  /// The lines of the table.
  ///
  /// Long texts are wrapped inside their column. A table that is still too wide is cut into parts,
  /// each with the first column in front.
  ///
  /// - Parameter width: The columns of a line.
  /// - Returns: The lines.
  func lines(width: Int) -> [StyledText] {
    var lines: [StyledText] = []
    for columns in parts(width: width) {
      if !lines.isEmpty { lines.append(StyledText()) }
      lines += part(columns, widths: fittedWidths(columns, width: width))
    }
    return lines
  }

  private func naturalWidth(_ column: Int) -> Int {
    table.texts(column).map(\.displayWidth).max() ?? 0
  }

  private func total(_ widths: [Int]) -> Int {
    widths.reduce(0, +) + Self.gap * max(0, widths.count - 1)
  }

  private func parts(width: Int) -> [[Int]] {
    var parts: [[Int]] = []
    var current: [Int] = []
    for column in table.header.indices {
      if current.count > 1, total((current + [column]).map { leastWidths[$0] }) > width {
        parts.append(current)
        current = [0]
      }
      current.append(column)
    }
    return parts + (current.isEmpty ? [] : [current])
  }

  private func fittedWidths(_ columns: [Int], width: Int) -> [Int] {
    // No column stays wider than the line, unless one word of it is.
    let least = columns.map { leastWidths[$0] }
    var widths = zip(columns, least).map { max($1, min(naturalWidth($0), width)) }
    while total(widths) > width {
      let candidates = widths.indices.filter { widths[$0] > least[$0] }
      guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { break }
      widths[widest] -= 1
    }
    return widths
  }

  private func part(_ columns: [Int], widths: [Int]) -> [StyledText] {
    var lines = row(columns.map { table.header[$0] }, columns, widths, style: .bold)
    lines.append(StyledText(String(repeating: "─", count: total(widths)), .dim))
    for cells in table.rows {
      lines += row(columns.map { cells[$0] }, columns, widths, style: [])
    }
    return lines
  }

  private func row(_ cells: [String], _ columns: [Int], _ widths: [Int], style: TextStyle)
    -> [StyledText]
  {
    let wrapped = zip(cells, widths).map { StyledText($0, style).wrapped(to: $1) }
    let height = wrapped.map(\.count).max() ?? 1
    return (0..<height).map { line in
      var text = ""
      for (index, cell) in wrapped.enumerated() {
        let part = line < cell.count ? cell[line].plain : ""
        if index > 0 { text += String(repeating: " ", count: Self.gap) }
        text += part.padded(
          to: widths[index], alignsRight: isNumeric[columns[index]])
      }
      while text.last == " " { text.removeLast() }
      return StyledText(text, style)
    }
  }
}

extension Table {
  /// The texts of a column, its name first.
  fileprivate func texts(_ column: Int) -> [String] {
    [header[column]] + rows.map { $0[column] }
  }
}
