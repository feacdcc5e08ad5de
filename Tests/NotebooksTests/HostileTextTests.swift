import Foundation
import Testing

@testable import Notebooks

/// Text that is made to be slow to read, or to nest without an end.
enum HostileText: String, CaseIterable {
  case dollars = "$a "
  case displayDollars = "$$a"
  case braces = "{"
  case fractions = #"\frac"#
  case scripts = "x_{"
  case hats = #"\hat{"#
  case backslashes = #"\"#
  case formulas = "$x$ "
  case backticks = "` `` ``` "
  case brackets = "["
  case pictures = "![["
  case links = "[a]("
  case quotes = "> "
  case bullets = "- "
  case stars = "*a **a "
  case underscores = "_a__"
  case tags = "<a "
  case ampersands = "&#xE000;"
  case pounds = "#"
  case stringPounds = "#\"\\#("
  case interpolations = #""\("#
  case comments = "/*"
  case emptyLines = "\n"
  case pipes = "|a"
  case word = "a"
  case words = "ab, "
  case wide = "界"
  case marks = "\u{301}"

  /// The text, repeated until it has this many bytes.
  func text(bytes: Int) -> String {
    String(repeating: rawValue, count: max(1, bytes / rawValue.utf8.count))
  }

  /// The text as code and as a formula, too.
  func variants(bytes: Int) -> [String] {
    let text = text(bytes: bytes)
    return [text, "$\(text)$", "`\(text)`", "    \(text)"]
  }
}

@Suite("Text that is made to be slow", .serialized)
struct HostileTextTests {
  /// The seconds of the processor's time that this thread has used.
  private static var processorTime: Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  private static func seconds(_ body: () throws -> Void) rethrows -> Double {
    let start = processorTime
    try body()
    return processorTime - start
  }

  /// Every cell that can hold the text.
  private static func cells(_ text: String) -> [(String, Cell)] {
    let excerpt = SourceExcerpt(source: text, location: "main.swift:1")
    let short = text.split(separator: "\n").prefix(1).map(String.init)
    return [
      ("text", .text(markdown: text)),
      ("formula", .formula(tex: text, plain: PlainFormula.text(of: text))),
      ("code", .code(excerpt)), ("output", .output(text)),
      ("table", .table(Table(header: ["a", "b"], rows: [[text, "1"]], caption: text))),
      ("figure", .figure(smallFigure(caption: text, see: text))),
      ("claim", .claim(text: text, measured: text, holds: true)),
      ("questions", .questions(short)),
    ]
  }

  @Test("is rendered in a time that grows as the text does", arguments: HostileText.allCases)
  func rendering(kind: HostileText) throws {
    for text in kind.variants(bytes: 200_000) {
      for (name, cell) in Self.cells(text) {
        let document = document([cell])
        let times = [
          Self.seconds { _ = TerminalRenderer(Terminal()).render(cell, folder: "F") },
          Self.seconds { _ = HTMLRenderer().page(for: document) },
          try Self.seconds { _ = try JupyterRenderer().file(for: document) },
        ]
        #expect(times.allSatisfy { $0 < 10 }, "\(name) of \(text.prefix(12)): \(times) s")
      }
    }
  }
}
