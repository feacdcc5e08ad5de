import Testing

@testable import Notebooks

@Suite("A lesson in the terminal")
struct TerminalTests {
  private let plain = TerminalRenderer(Terminal())

  private func lines(_ cell: Cell) -> [String] {
    plain.render(cell, folder: "Output/lesson-7").split(separator: "\n").map(String.init)
  }

  @Test("puts a claim and its figure on one line if they fit")
  func shortClaim() {
    let cell = Cell.claim(text: "Loss *falls*", measured: "2.3 to 0.4", holds: true)
    #expect(lines(cell) == ["  holds    Loss falls    measured: 2.3 to 0.4"])
  }

  @Test("puts the figure of a long claim on a line of its own")
  func longClaim() {
    let text = "Ten sigmoid layers shrink the gradient that arrives at least a thousandfold"
    let cell = Cell.claim(text: text, measured: "3.1e6 times", holds: false)
    #expect(
      lines(cell) == [
        "  fails    Ten sigmoid layers shrink the gradient that arrives at least a",
        "           thousandfold", "           measured: 3.1e6 times",
      ])
  }

  @Test("never writes beyond the eightieth column", arguments: fullDocument().cells)
  func eightyColumns(cell: Cell) {
    #expect(!lines(cell).isEmpty)
    #expect(lines(cell).allSatisfy { $0.displayWidth <= 80 })
  }

  @Test("writes no control characters when it has no colours", arguments: fullDocument().cells)
  func noEscapes(cell: Cell) {
    #expect(!plain.render(cell, folder: "F").contains("\u{1B}"))
  }

  @Test("colours a claim by how it came out")
  func colors() {
    let colored = TerminalRenderer(Terminal(usesColor: true))
    let good = colored.render(.claim(text: "a", measured: "", holds: true), folder: "F")
    let bad = colored.render(.claim(text: "a", measured: "", holds: false), folder: "F")
    #expect(good.contains("\u{1B}[1;32mholds"))
    #expect(bad.contains("\u{1B}[1;31mfails"))
  }

  @Test("names the picture's file, its caption and what to see in it")
  func figure() {
    let cell = Cell.figure(smallFigure(caption: "A $\\sigma$ ramp", see: "the *corner*"))
    #expect(
      lines(cell) == [
        "  figure   Output/lesson-7/ramp.png", "           A σ ramp", "           See: the corner",
      ])
  }

  @Test("renders lists, code, quotes and formulas of Markdown")
  func markdown() {
    let text =
      "Some **bold** `code_x` and $w_i^2$:\n\n- one\n- two\n\n3. three\n\n> said\n\n    raw"
    #expect(
      lines(.text(markdown: text)) == [
        "  Some bold code_x and wᵢ²:", "  • one", "  • two", "  3. three", "  │ said", "    raw",
      ])
  }

  @Test("aligns a table and wraps its long texts")
  func table() {
    let rows = [["1", String(repeating: "word ", count: 30)], ["100", "short"]]
    let table = lines(.table(Table(header: ["k", "what"], rows: rows)))
    #expect(table.allSatisfy { $0.displayWidth <= 80 })
    #expect(table[0] == "    k  what")
    #expect(table.contains("  100  short"))
    #expect(table.count > 4)
  }

  @Test("cuts a table of many columns into parts that each begin with the first column")
  func wideTable() {
    let columns = (0..<30).map { "col\($0)" }
    let rows = [(0..<30).map { "\($0 * 1000)" }]
    let table = lines(.table(Table(header: columns, rows: rows)))
    #expect(table.allSatisfy { $0.displayWidth <= 80 })
    #expect(table.filter { $0.contains("col0 ") }.count > 1)
    for column in columns { #expect(table.contains { $0.contains(column) }) }
  }

  @Test("shows pictures by the terminal's own protocol, if it has one")
  func preview() {
    #expect(Terminal.preview(in: ["TERM": "xterm-256color"]) == nil)
    #expect(Terminal.preview(in: ["TERM": "xterm-kitty"]) == .kitty)
    #expect(Terminal.preview(in: ["TERM": "xterm-kitty", "TMUX": "1"]) == nil)
    #expect(Terminal.preview(in: ["TERM_PROGRAM": "iTerm.app"]) == .iTerm)
    let figure = smallFigure()
    let iTerm = Terminal.PicturePreview.iTerm.sequence(for: figure, columns: 70)
    #expect(iTerm.hasPrefix("\u{1B}]1337;File=inline=1;size=4;"))
    #expect(iTerm.hasSuffix(":AQID+g==\u{07}"))
    let kitty = Terminal.PicturePreview.kitty.sequence(for: figure, columns: 70)
    #expect(kitty == "\u{1B}_Gf=100,a=T,c=8,q=2,m=0;AQID+g==\u{1B}\\")
  }

  @Test("tells how far a piece of work is, and how long it will take")
  func progress() {
    let line = ProgressBar.line("Training", done: 25, total: 100, elapsed: 10, width: 80)
    #expect(line.displayWidth == 79)
    #expect(line.contains("Training  ███████▌"))
    #expect(line.contains(" 25 %  30 s left"))
    #expect(ProgressBar.line("x", done: 200, total: 100, elapsed: 1, width: 40).contains("100 %"))
  }
}
