import Foundation
import Testing

@testable import Notebooks

@Suite("A lesson as a web page")
struct HTMLTests {
  private static let nasty = "<script>alert('x')</script>\"&"

  /// Every kind of cell, with the same nasty text in every field.
  private static let nastyCells: [Cell] = [
    .section(number: "7.1", title: nasty),
    .text(markdown: nasty),
    .text(markdown: "# " + nasty),
    .text(markdown: "    " + nasty),
    .text(markdown: "`" + nasty + "` and $" + nasty + "$"),
    .formula(tex: nasty, plain: nasty),
    .code(SourceExcerpt(source: "let x = \(nasty) // \(nasty)", location: nasty)),
    .output(nasty),
    .table(Table(header: [nasty], rows: [[nasty]], caption: nasty)),
    .figure(smallFigure(caption: nasty, see: nasty)),
    .prediction(question: nasty, guess: nasty),
    .claim(text: nasty, measured: nasty, holds: true),
    .finding(text: nasty, measured: nasty),
    .questions([nasty]),
    .exercises([ExerciseItem(number: nasty, title: nasty, difficulty: 1, minutes: 5)]),
  ]

  private func page(_ cells: [Cell]) -> String { HTMLRenderer().page(for: document(cells)) }

  @Test("shows text as text in every field", arguments: nastyCells)
  func escapes(cell: Cell) {
    let page = page([cell])
    #expect(!page.contains("<script>alert"))
    #expect(!page.contains("x')</script>"))
    #expect(page.contains("&lt;"))
  }

  @Test("escapes the title and the command, too")
  func escapesHead() {
    var document = document([])
    document.title = Self.nasty
    document.command = Self.nasty
    #expect(!HTMLRenderer().page(for: document).contains("<script>alert"))
  }

  @Test("refuses links that run something", arguments: ["javascript:alert(1)", "DATA:text/html,x"])
  func links(destination: String) {
    #expect(!HTMLMarkdown.isSafe(destination))
    #expect(!HTMLMarkdown.inline("[x](\(destination))").contains("href"))
  }

  @Test("keeps links to pages", arguments: ["https://cs231n.github.io/", "#s7-1", "lesson-2.html"])
  func goodLinks(destination: String) {
    #expect(HTMLMarkdown.inline("[x](\(destination))") == "<a href=\"\(destination)\">x</a>")
  }

  @Test("renders each kind of cell")
  func everyCell() {
    let page = HTMLRenderer().page(for: fullDocument())
    for part in [
      "<h2 id=\"s7-1\"><span>7.1</span> First</h2>", "<a href=\"#s7-1\">",
      "Some <em>text</em> with <span class=\"math\" data-tex=\"x_1\"><math><mrow>"
        + "<msub><mi>x</mi><mn>1</mn></msub></mrow></math></span>.",
      "<div class=\"math\" data-tex=\"\\sigma(x)\"><math display=\"block\"><mrow><mi>σ</mi>",
      "<span class=\"k\">let</span> x = <span class=\"n\">1</span>",
      "<img src=\"data:image/png;base64,AQID+g==\" width=\"30\" height=\"20\" alt=\"A ramp\">",
      "<td class=\"number\">28.0 %</td>", "class=\"row claim holds\"", "class=\"row claim fails\"",
      "measured: <b>3.1</b>", "your guess: <b>ten</b>", "<li>Why?</li>", "★★ · 10 min · core",
      "1 of 2 claims does not hold",
    ] {
      #expect(page.contains(part), "\(part)")
    }
  }

  @Test("is one file: whatever it loads, it can do without")
  func selfContained() {
    let page = HTMLRenderer().page(for: fullDocument())
    #expect(!page.contains("<link"))
    #expect(!page.contains("<script src"))
    #expect(!page.contains("@import"))
    #expect(!page.contains("url("))
  }

  @Test("closes every element it opens")
  func balanced() throws {
    let page = HTMLRenderer().page(for: fullDocument())
    // What is left without void elements, the style and the script must be well-formed XML.
    var xml = page.replacing("<!DOCTYPE html>", with: "")
    for name in ["style", "script"] {
      guard let start = xml.range(of: "<\(name)>"), let end = xml.range(of: "</\(name)>") else {
        Issue.record("no \(name)")
        return
      }
      xml.removeSubrange(start.upperBound..<end.lowerBound)
    }
    for name in ["meta", "img", "br", "hr"] {
      xml = xml.replacing(try Regex("<\(name)([^>]*)>")) { match in
        "<\(name)\(match.output[1].substring ?? "")/>"
      }
    }
    xml = xml.replacing("<details open>", with: "<details open=\"\">")
    var depth = 0
    for tag in xml.matches(of: /<(\/?)([a-z0-9]+)[^>]*?(\/?)>/) {
      if !tag.output.3.isEmpty { continue }
      depth += tag.output.1.isEmpty ? 1 : -1
      #expect(depth >= 0)
    }
    #expect(depth == 0)
  }

  @Test("folds away all from an open prediction to the last cell that answers it, nothing else")
  func answers() {
    func body(guess: String?, holds: Bool, answer: String? = "count") -> String {
      HTMLRenderer().body(of: [
        .prediction(question: "How many?", guess: guess, answer: "count"), .output("9"),
        .claim(text: "Something else", measured: "2", holds: true),
        .finding(text: "Many", measured: "some", answering: answer),
        .claim(text: "Nine", measured: "9", holds: holds, answering: answer),
        .text(markdown: "Later"),
      ])
    }
    let folded = body(guess: nil, holds: true)
    let answer = folded.split(separator: "<details class=\"answer\">", maxSplits: 1).last ?? ""
    let parts = answer.components(separatedBy: "</details>")
    #expect(parts.count == 2)
    #expect(parts[0].contains("Make your guess, then open"))
    #expect(parts[0].contains("measured: <b>9</b>") && !parts[0].contains("How many?"))
    #expect(parts.last?.contains("Later") == true)
    #expect(!body(guess: "ten", holds: true).contains("<details"))
    #expect(!body(guess: nil, holds: false).contains("<details"))
    #expect(!body(guess: nil, holds: true, answer: nil).contains("<details"))
    #expect(!body(guess: nil, holds: true, answer: "other").contains("<details"))
  }

  @Test("says that a lesson was interrupted")
  func interrupted() {
    var document = fullDocument()
    #expect(!HTMLRenderer().page(for: document).contains("This lesson was interrupted"))
    document.isInterrupted = true
    #expect(HTMLRenderer().page(for: document).contains("This lesson was interrupted"))
  }
}
