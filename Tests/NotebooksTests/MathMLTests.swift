import Foundation
import Testing

@testable import Notebooks

@Suite("Formulas as MathML")
struct MathMLTests {
  private func row(_ tex: String, isDisplay: Bool = false) -> String {
    let element = MathML.element(of: tex, isDisplay: isDisplay)
    return element.replacing(
      isDisplay ? "<math display=\"block\"><mrow>" : "<math><mrow>", with: ""
    )
    .replacing("</mrow></math>", with: "")
  }

  @Test(
    "sets what the lessons use",
    arguments: [
      ("x_1", "<msub><mi>x</mi><mn>1</mn></msub>"),
      ("s_y^2", "<msubsup><mi>s</mi><mi>y</mi><mn>2</mn></msubsup>"),
      ("x^2_i", "<msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>"),
      (#"\sigma'"#, "<msup><mi>σ</mi><mo>′</mo></msup>"),
      (#"\frac{a}{2.5}"#, "<mfrac><mi>a</mi><mn>2.5</mn></mfrac>"),
      (#"\sqrt{x}"#, "<msqrt><mi>x</mi></msqrt>"),
      ("-1", "<mo>−</mo><mn>1</mn>"),
      (#"\text{if } x"#, "<mtext>if </mtext><mi>x</mi>"),
      (
        #"\operatorname{Var}w"#,
        "<mi mathvariant=\"normal\">Var</mi><mspace width=\"0.17em\"></mspace><mi>w</mi>"
      ),
      (#"\hat{x}"#, "<mover accent=\"true\"><mi>x</mi><mo>^</mo></mover>"),
      (#"\mathbb{R}"#, "<mi mathvariant=\"normal\">ℝ</mi>"),
      ("a < b", "<mi>a</mi><mo>&lt;</mo><mi>b</mi>"),
      ("_i", "<msub><mrow></mrow><mi>i</mi></msub>"),
      ("x^", "<msup><mi>x</mi><mrow></mrow></msup>"),
      ("", ""), ("{", "<mrow></mrow>"), ("}", ""), (#"\"#, "<mrow></mrow>"),
    ])
  func formulas(tex: String, mathML: String) {
    #expect(row(tex) == mathML)
  }

  @Test("puts limits below and above a sum on a line of its own, and beside one in the text")
  func limits() {
    #expect(row(#"\sum_{i}^n"#, isDisplay: true).hasPrefix("<munderover><mo>∑</mo>"))
    #expect(row(#"\sum_{i}^n"#).hasPrefix("<msubsup><mo>∑</mo>"))
  }

  @Test("makes the fences of left and right grow with what they hold")
  func fences() {
    #expect(
      row(#"\left( x \right) y"#)
        == "<mrow><mo stretchy=\"true\">(</mo><mi>x</mi><mo stretchy=\"true\">)</mo></mrow><mi>y</mi>"
    )
    #expect(row(#"\left( x"#).contains("<mi>x</mi>"))
  }

  /// Formulas of the lessons, as the sources have them, between quotes or dollar signs.
  static let lessonFormulas: [String] = {
    let root = SourceExcerpt.packageRoot(of: #filePath) + "/Lessons"
    let names = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
    return names.filter { $0.hasSuffix(".swift") }.sorted().flatMap { name -> [String] in
      guard let text = try? String(contentsOfFile: root + "/" + name, encoding: .utf8) else {
        return []
      }
      return text.matches(of: /#"([^"]*\\[a-z][^"]*)"#/).map { String($0.output.1) }
    }
  }()

  @Test("leaves no command, underscore or brace of any formula in the lessons")
  func lessons() throws {
    #expect(Self.lessonFormulas.count > 20)
    for tex in Self.lessonFormulas {
      let element = MathML.element(of: tex, isDisplay: true)
      let words = element.replacing(/<[^>]*>/, with: " ")
      #expect(!words.contains { "\\_^{}".contains($0) }, "\(tex): \(words)")
      let parser = XMLWords(element)
      #expect(parser.isBalanced, "\(element)")
    }
  }

  @Test("shows a formula that nests too deep as it was typed")
  func depth() {
    let tex = String(repeating: "{", count: 1000)
    #expect(row(tex) == "<mtext>\(tex)</mtext>")
    #expect(PlainFormula.text(of: tex) == tex)
    #expect(PlainFormula.text(of: "{{{{{{x}}}}}}") == "x")
  }
}

/// Looks whether elements are closed in the order in which they were opened.
private struct XMLWords {
  let isBalanced: Bool

  init(_ text: String) {
    var open: [Substring] = []
    var isBalanced = true
    for tag in text.matches(of: /<(\/?)([a-z]+)[^>]*>/) {
      if tag.output.1.isEmpty {
        open.append(tag.output.2)
      } else if open.popLast() != tag.output.2 {
        isBalanced = false
      }
    }
    self.isBalanced = isBalanced && open.isEmpty
  }
}
