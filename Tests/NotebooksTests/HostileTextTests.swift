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

  /// Cells that hold the text, as every renderer reads it.
  private static func cells(_ text: String) -> [Cell] {
    [
      .text(markdown: text), .text(markdown: "$\(text)$"), .text(markdown: "`\(text)`"),
      .formula(tex: text, plain: PlainFormula.text(of: text)),
      .code(SourceExcerpt(source: text, location: "main.swift:1")),
      .table(Table(header: ["a", "b"], rows: [[text, "1"]], caption: text)),
    ]
  }

  @Test("is rendered in a moment, whatever it is", arguments: HostileText.allCases)
  func rendering(kind: HostileText) throws {
    for cell in Self.cells(kind.text(bytes: 10_000)) {
      let document = document([cell])
      let seconds = try Self.seconds {
        _ = TerminalRenderer(Terminal()).render(cell, folder: "F")
        _ = HTMLRenderer().page(for: document)
        _ = try JupyterRenderer().file(for: document)
      }
      #expect(seconds < 2, "\(seconds) s for \(String(describing: cell).prefix(40))")
    }
  }

  @Test(
    "is read in a time that grows as the text does",
    arguments: [
      HostileText.dollars, .displayDollars, .braces, .fractions, .backticks, .quotes, .brackets,
      .pounds, .stringPounds, .interpolations,
    ])
  func reading(kind: HostileText) {
    let text = kind.text(bytes: 200_000)
    let seconds = Self.seconds {
      _ = SwiftLexer.tokens(of: text)
      _ = Markdown(text)
      _ = PlainFormula.text(of: text)
      _ = MathML.element(of: text, isDisplay: true)
    }
    #expect(seconds < 8, "\(seconds) s")
  }

  @Test(
    "is cut into tokens that are the text again, wherever it breaks off",
    arguments: [
      #""\"#, ##"#"\#"##, ##"#"\"##, #""""\"#, #""\("#, #""\(""#, "/*", "#", "1.", "1e-", "`",
      #""\("a\(b)")" c"#,
    ])
  func tokens(text: String) {
    #expect(SwiftLexer.tokens(of: text).map(\.text).joined() == text)
  }
}
