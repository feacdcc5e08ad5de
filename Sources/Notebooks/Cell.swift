/// One piece of a lesson: what a notebook consists of, in the order it was told.
///
/// The three renderings (terminal, HTML, Jupyter) each turn every kind of cell into their own form;
/// none of them knows more about a lesson than its cells.
enum Cell: Sendable, Equatable {
  /// A numbered heading, such as 1.2.
  case section(number: String, title: String)
  /// Paragraphs in Markdown, with formulas between dollar signs.
  case text(markdown: String)
  /// A formula on a line of its own, as TeX and in plain Unicode.
  case formula(tex: String, plain: String)
  /// A piece of the lesson's own source.
  case code(SourceExcerpt)
  /// What the program printed.
  case output(String)
  /// Rows and columns.
  case table(Table)
  /// A picture.
  case figure(Figure)
  /// A question to the reader, asked before the measurement that answers it, and the answer's name.
  case prediction(question: String, guess: String?, answer: String? = nil)
  /// A statement that must hold, with what was measured, and the name of the prediction it answers.
  case claim(text: String, measured: String, holds: Bool, answering: String? = nil)
  /// A statement that is reported whichever way it comes out.
  case finding(text: String, measured: String, answering: String? = nil)
  /// Questions to think about, at the end of a lesson.
  case questions([String])
  /// The exercises that belong to the lesson.
  case exercises([ExerciseItem])
}

/// A picture of a lesson, already encoded.
struct Figure: Sendable, Equatable {
  /// The name of the file, without folder and extension.
  var name: String
  /// The encoded picture.
  var png: [UInt8]
  /// Its width and height in pixels.
  var width: Int
  /// Its height in pixels.
  var height: Int
  /// How many pixels make one point on the page, along a side.
  var pixelsPerPoint = 1
  /// What the picture shows, in one sentence of Markdown.
  var caption: String
  /// What to look for in it, in Markdown.
  var see: String?

  /// The name of the file in the lesson's folder.
  var fileName: String { name + ".png" }
  /// The width at which it should be shown.
  var displayWidth: Int { max(1, width / max(1, pixelsPerPoint)) }
  /// The height at which it should be shown.
  var displayHeight: Int { max(1, height / max(1, pixelsPerPoint)) }
}

/// Rows and columns of text.
struct Table: Sendable, Equatable {
  /// A name for each column.
  var header: [String]
  /// The cells, each row as long as the header.
  var rows: [[String]]
  /// What the table shows, in Markdown.
  var caption: String?

  /// Whether a column holds nothing but numbers (or nothing at all), so that it reads best aligned to the right.
  func isNumeric(column: Int) -> Bool {
    let cells = rows.map { $0[column] }.filter { !$0.isEmpty && $0 != "-" && $0 != "–" }
    return !cells.isEmpty
      && cells.allSatisfy { cell in
        let body = cell.drop { "-−+±<>≈~× ".contains($0) }
        return body.first.map { $0.isNumber } ?? false
      }
  }
}

/// A lesson as a document: its cells and what names it.
struct LessonDocument: Sendable, Equatable {
  /// The lesson's number.
  var number: Int
  /// The lesson's title.
  var title: String
  /// The command that writes this document again.
  var command: String
  /// What it consists of.
  var cells: [Cell] = []
  /// Whether the reader stopped the lesson before its end.
  var isInterrupted = false

  /// The claims that did not hold, each with its figure.
  var failedClaims: [(text: String, measured: String)] {
    cells.compactMap { cell in
      guard case .claim(let text, let measured, holds: false, _) = cell else { return nil }
      return (text, measured)
    }
  }

  /// The number of claims made.
  var claimCount: Int {
    cells.count { if case .claim = $0 { true } else { false } }
  }

  /// The number of findings reported.
  var findingCount: Int {
    cells.count { if case .finding = $0 { true } else { false } }
  }
}
