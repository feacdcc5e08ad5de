import Testing

@testable import Notebooks

@Suite("Columns that text takes in a terminal")
struct DisplayWidthTests {
  @Test(
    "counts columns, not characters",
    arguments: [
      ("plain", 5), ("σ′(x)", 5), ("日本", 4), ("x\u{304}", 1), ("한글", 4), ("🙂", 2), ("", 0),
      ("ｆｕｌｌ", 8), ("‖w‖", 3), ("é", 1),
    ])
  func columns(text: String, width: Int) {
    #expect(text.displayWidth == width)
  }

  @Test("pads by columns")
  func pads() {
    #expect("日本".padded(to: 6) == "日本  ")
    #expect("日本".padded(to: 6, alignsRight: true) == "  日本")
    #expect("too long".padded(to: 3) == "too long")
  }
}
