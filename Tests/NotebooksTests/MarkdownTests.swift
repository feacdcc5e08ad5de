import Testing

@testable import Notebooks

@Suite("Markdown and formulas")
struct MarkdownTests {
  @Test("keeps what looks like emphasis inside a formula")
  func protectsFormulas() {
    #expect(
      Markdown.inline(#"Weights $w_1*w_2*w_3 \\ x_i$ and *words*"#) == [
        .text("Weights "), .formula(tex: #"w_1*w_2*w_3 \\ x_i"#), .text(" and "),
        .emphasis([.text("words")]),
      ])
  }

  @Test(
    "leaves dollar signs alone that are not formulas",
    arguments: ["from $5 to $10", "a $ b $ c", "only $one", #"a \$x\$ b"#])
  func prices(text: String) {
    let pieces = Markdown.inline(text)
    #expect(!pieces.isEmpty)
    #expect(!pieces.contains { if case .formula = $0 { true } else { false } })
    #expect(StyledText.oneLine(text).contains("$"))
  }

  @Test("leaves formulas inside code as they were typed")
  func code() {
    #expect(Markdown.inline("`$x$ + $y$`") == [.code("$x$ + $y$")])
    #expect(Markdown("```\nlet $x$ = 1\n```").blocks == [.code("let $x$ = 1")])
  }

  @Test("takes a claim that looks like a list for what it is")
  func notAList() {
    #expect(Markdown.inline("1. first") == [.text("1. first")])
  }

  @Test(
    "writes TeX in Unicode",
    arguments: [
      (#"\sigma'(x) = \sigma(x)\,(1 - \sigma(x))"#, "σ′(x) = σ(x) (1 − σ(x))"),
      (#"\frac{1}{4}"#, "1/4"), (#"\frac{a + b}{2}"#, "(a + b)/2"), (#"x^2 + y_i"#, "x² + yᵢ"),
      (#"e^{-x}"#, "e⁻ˣ"), (#"\sqrt{x + 1}"#, "√(x + 1)"), (#"W x + b"#, "W x + b"),
      (#"\sum_j e^{s_j}"#, "Σⱼ e^(sⱼ)"), (#"10^{-5}"#, "10⁻⁵"), (#"w^\top x"#, "wᵀx"),
      (#"\lVert w \rVert_2"#, "‖w ‖₂"), (#"a \le b \times c"#, "a ≤ b × c"),
      (#"a \quad b"#, "a \u{A0} b"), (#"\text{if } x > 0"#, "if x > 0"), (#"\mathbb{R}^D"#, "ℝ^D"),
      (#"\unknown{x}"#, "unknownx"),
      (#"\left( x \right)"#, "( x )"), (#"{unclosed"#, "unclosed"), (#"x^"#, "x"), ("\\", ""),
    ])
  func plainFormulas(tex: String, plain: String) {
    #expect(PlainFormula.text(of: tex) == plain)
  }
}
