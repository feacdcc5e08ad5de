import Foundation
import Testing

@testable import Notebooks

@Suite("Code cells that show their own source")
struct SourceExcerptTests {
  @MainActor
  @Test("shows the body of the call's own closure, from the left margin")
  func ownSource() throws {
    let folder = TemporaryFolder()
    let note = try Notebook(into: folder)
    let sum = note.code {
      // A brace in a comment } or a string must not end it.
      let text = "} \(["a": "{"].count)"
      return [1, 2, 3].map { $0 * 2 }.reduce(0, +) + text.count
    }
    #expect(sum == 15)
    guard case .code(let excerpt)? = note.document.cells.last else {
      Issue.record("no code cell")
      return
    }
    #expect(
      excerpt.source == """
        // A brace in a comment } or a string must not end it.
        let text = "} \\(["a": "{"].count)"
        return [1, 2, 3].map { $0 * 2 }.reduce(0, +) + text.count
        """)
    #expect(excerpt.location.hasPrefix("Tests/NotebooksTests/SourceExcerptTests.swift:"))
  }

  @MainActor
  @Test("shows a closure on one line, and passes errors on")
  func oneLiner() throws {
    struct Expected: Error {}
    let note = try Notebook(into: TemporaryFolder())
    let value = note.code { 6 * 7 }
    #expect(value == 42)
    #expect(throws: Expected.self) { try note.code { throw Expected() } }
    let sources = note.document.cells.map { cell in
      if case .code(let excerpt) = cell { excerpt.source } else { "" }
    }
    #expect(sources == ["6 * 7", "throw Expected()"])
  }

  @Test("shows all trailing closures of a declaration")
  func trailingClosures() {
    let source = """
      /// Twice.
      static let double = Gate("2x") { x in
        2 * x
      } localGradient: { _, _ in
        2
      }

      static let half = 0.5
      """
    let shown = SourceExcerpt.declarationText("static let double", in: source)
    #expect(shown?.hasPrefix("/// Twice.") == true)
    #expect(shown?.hasSuffix("localGradient: { _, _ in\n  2\n}") == true)
  }

  @Test("finds the closure after arguments, strings of every kind and nested comments")
  func hardSource() {
    let source = ##"""
      let a = note.code(file: { "x" }()) {
        let raw = #"a " } \(b) \#(c("}")) "#
        let long = """
          } "" \(d { "}" })
          """
        /* } /* } */ } */
        return raw + long
      }
      """##
    let body = SourceExcerpt.closureBody(in: source, line: 1, after: "code")
    #expect(body?.hasPrefix("let raw") == true)
    #expect(body?.hasSuffix("return raw + long") == true)
  }

  @Test("says so when the source is gone, and goes on")
  func goneSource() {
    let excerpt = SourceExcerpt(closureIn: "/nowhere/main.swift", line: 3, after: "code")
    #expect(!excerpt.isAvailable)
    let text = TerminalRenderer(Terminal()).render(.code(excerpt), folder: "F")
    #expect(text.contains("is not there any more"))
    #expect(HTMLRenderer().page(for: document([.code(excerpt)])).contains("not there any more"))
    #expect(SourceExcerpt.closureBody(in: "short", line: 9, after: "code") == nil)
    #expect(SourceExcerpt.closureBody(in: "note.code { never", line: 1, after: "code") == nil)
  }

  @Test("finds a declaration with its comment, and not one whose name only begins alike")
  func declarations() {
    let source = """
      /// Not this.
      func distances() { 1 }

      enum E {
        /// The distance.
        @inlinable
        static func distance(_ x: Int) -> Int {
          x
        }
      }
      """
    #expect(
      SourceExcerpt.declarationText("func distance", in: source) == """
        /// The distance.
        @inlinable
        static func distance(_ x: Int) -> Int {
          x
        }
        """)
    #expect(SourceExcerpt.declarationText("func missing", in: source) == nil)
  }

  @Test("reads files with the line ends of any system", arguments: ["\n", "\r\n", "\r"])
  func lineEnds(end: String) throws {
    let source = """
      let before = 0

      /// The distance.
      func distance(_ x: Int) -> Int {
        x
      }

      note.code {
        let x = 1
        return x
      }
      """
    let folder = TemporaryFolder()
    let file = folder.path + "/main.swift"
    try source.replacing("\n", with: end).write(toFile: file, atomically: true, encoding: .utf8)
    let closure = SourceExcerpt(closureIn: file, line: 8, after: "code")
    #expect(closure.isAvailable && closure.source == "let x = 1\nreturn x")
    let declaration = SourceExcerpt(declaration: "func distance", in: file)
    #expect(
      declaration.isAvailable
        && declaration.source == "/// The distance.\nfunc distance(_ x: Int) -> Int {\n  x\n}")
  }

  @Test("shows a declaration whole whose parameter is a closure by default")
  func closureByDefault() {
    let source = """
      func work(then advance: () -> Void = {}, total: Int = { 3 }()) {
        advance()
      }
      let after = 1
      """
    #expect(
      SourceExcerpt.declarationText("func work", in: source) == """
        func work(then advance: () -> Void = {}, total: Int = { 3 }()) {
          advance()
        }
        """)
  }

  @Test(
    "cuts source into tokens that are the source again",
    arguments: ["let x = 1e-3 + 0x1F", "\"unclosed", "/* open", "a \\ b `c` #if @x $0", "\"\\(a"])
  func lexer(source: String) {
    #expect(SwiftLexer.tokens(of: source).map(\.text).joined() == source)
  }

  @Test("tells keywords, types, numbers and strings apart")
  func kinds() {
    let tokens = SwiftLexer.tokens(of: "let x: Int = 1.5e-3 // c").filter { $0.kind != .space }
    #expect(
      tokens.map(\.kind) == [
        .keyword, .identifier, .symbol, .type, .symbol, .number, .comment,
      ])
    #expect(tokens[5].text == "1.5e-3")
  }
}
