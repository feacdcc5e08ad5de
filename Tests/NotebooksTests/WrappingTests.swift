import Testing

@testable import Notebooks

@Suite("Text broken into lines")
struct WrappingTests {
  @Test("breaks at spaces and keeps every word")
  func breaksAtSpaces() {
    let lines = StyledText("one two three four").wrapped(to: 9).map(\.plain)
    #expect(lines == ["one two", "three", "four"])
  }

  @Test("counts wide characters twice", arguments: [4, 5, 7, 10])
  func wideCharacters(width: Int) {
    let text = "日本語の文章 mixed with 한글 words and 🙂🙂🙂"
    let lines = StyledText(text).wrapped(to: width)
    #expect(lines.count > 1)
    #expect(lines.allSatisfy { $0.plain.displayWidth <= width })
    let letters = lines.map(\.plain).joined().filter { $0 != " " }
    #expect(letters == text.filter { $0 != " " })
  }

  @Test("breaks a word only if it is wider than a line")
  func longWord() {
    let lines = StyledText("a abcdefghij b").wrapped(to: 4).map(\.plain)
    #expect(lines == ["a", "abcd", "efgh", "ij b"])
  }

  @Test("keeps line feeds and styles")
  func styles() {
    var text = StyledText("plain ")
    text.append("bold words\nnext", .bold)
    let lines = text.wrapped(to: 11)
    #expect(lines.map(\.plain) == ["plain bold", "words", "next"])
    #expect(lines[1].runs == [StyledText.Run(text: "words", style: .bold)])
    #expect(lines[1].rendered(usesColor: true) == "\u{1B}[1mwords\u{1B}[0m")
    #expect(lines[1].rendered(usesColor: false) == "words")
  }

  @Test("leaves out control characters, which could steer the terminal")
  func controlCharacters() {
    #expect(StyledText("a\u{1B}[31mb\u{07}").plain == "a[31mb")
  }

  @Test("continues a long line of source below, indented", arguments: [20, 30, 60])
  func source(width: Int) {
    let source = "  let total = values.map { $0 * $0 }.reduce(0, +) // the sum of squares\nnext"
    let lines = CodeListing(width: width).lines(of: source).map(\.plain)
    #expect(lines.allSatisfy { $0.displayWidth <= width })
    #expect(lines.last == "next")
    func words(_ text: String) -> [Substring] {
      text.split { " \n".contains($0) }.filter { $0 != "//" }
    }
    #expect(words(lines.joined(separator: " ")) == words(source))
    #expect(lines.count == 2 || lines[1].hasPrefix("      "))
  }

  @Test("repeats the marker of a comment that goes on below")
  func comment() {
    let source =
      "  /// Moves the picture, which may leave, say, a square.\n  f()  // one, two three"
    #expect(
      CodeListing(width: 36).lines(of: source).map(\.plain) == [
        "  /// Moves the picture, which may", "  /// leave, say, a square.",
        "  f()  // one, two three",
      ])
    #expect(
      CodeListing(width: 20).lines(of: "  f()  // one, two three four").map(\.plain) == [
        "  f()  // one, two", "      // three four",
      ])
  }
}
