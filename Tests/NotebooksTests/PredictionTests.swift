import Foundation
import Testing

@testable import Notebooks

@MainActor
@Suite("Predictions")
struct PredictionTests {
  @Test("an answer that never comes, or to another question, ends the program", arguments: 0..<5)
  func programmersErrors(kind: Int) async {
    switch kind {
    case 0:
      await #expect(processExitsWith: .failure) {
        try await MainActor.run {
          let note = try Notebook(into: TemporaryFolder())
          note.predict("How much?", answeredBy: "sum")
          note.claim("Something else", measured: "1", holds: true)
          note.finish()
          exit(EXIT_SUCCESS)
        }
      }
    case 1:
      await #expect(processExitsWith: .failure) {
        try await MainActor.run {
          let note = try Notebook(into: TemporaryFolder())
          note.predict("How much?", answeredBy: "sum")
          note.section("Another")
          exit(EXIT_SUCCESS)
        }
      }
    case 2:
      await #expect(processExitsWith: .failure) {
        try await MainActor.run {
          let note = try Notebook(into: TemporaryFolder())
          note.predict("How much?", answeredBy: "sum")
          note.predict("How many?", answeredBy: "count")
          exit(EXIT_SUCCESS)
        }
      }
    case 3:
      await #expect(processExitsWith: .failure) {
        try await MainActor.run {
          let note = try Notebook(into: TemporaryFolder())
          note.predict("How much?", answeredBy: "sum")
          note.finding("It depends", answering: "some", measured: "1")
          exit(EXIT_SUCCESS)
        }
      }
    default:
      await #expect(processExitsWith: .success) {
        try await MainActor.run {
          let note = try Notebook(into: TemporaryFolder())
          note.predict("How much?", answeredBy: "sum")
          note.finding("It depends", answering: "sum", measured: "1")
          note.claim("Always", answering: "sum", measured: "1", holds: true)
          note.section("Another")
          note.finish()
          exit(EXIT_SUCCESS)
        }
      }
    }
  }

  private func typed(_ keys: String...) -> GuessLine {
    var line = GuessLine()
    for part in keys { line.take(Array(part.utf8)) }
    return line
  }

  @Test("a line is what was typed, with the keys that correct it and without those that steer")
  func keys() {
    #expect(typed("ab", "c").guess == "abc")
    #expect(typed("ab\u{7F}c\u{8}d").guess == "ad")
    #expect(typed("two words\u{17}more").guess == "two more")
    #expect(typed("all\u{15}new").guess == "new")
    #expect(typed("a\u{1B}[Ab\u{1B}[1;5Cc\u{1B}OPd").guess == "abcd")
    #expect(typed("  a\t b \u{1}").guess == "a b")
    #expect(typed(" ").guess == nil && typed("\u{7F}\u{7F}").guess == nil)
  }

  @Test("Return ends a line, and what is pasted behind it is not part of it")
  func entered() {
    #expect(!typed("half").isEntered)
    #expect(typed("one\rtwo") == typed("one\r"))
    #expect(typed("one\n").isEntered && typed("\u{4}").isEntered)
  }

  @Test("a letter of several bytes may come in pieces, and is taken back whole")
  func letters() {
    var line = GuessLine()
    line.take(Array("η".utf8.prefix(1)))
    #expect(line.text.isEmpty)
    line.take(Array("η".utf8.dropFirst()))
    #expect(line.text == "η")
    line.take([0x7F])
    #expect(line.text.isEmpty)
  }

  @Test("a long line shows its end and stays on one row of the terminal")
  func longLine() {
    let line = typed(String(repeating: "abcdefghij", count: 20) + "界")
    let shown = line.shown(after: "  > ", width: 40)
    #expect(shown.hasPrefix("\r  > "))
    #expect(shown.dropFirst().prefix { $0 != "\u{8}" }.displayWidth <= 39)
    #expect(shown.contains("j界"))
    #expect(typed("ab").shown(after: "> ", width: 8) == "\r> ab   \u{8}\u{8}\u{8}")
  }
}
