import Course
import Foundation
import Grading
import Testing

@testable import GradeCommand

@Suite("An answer that imports the solutions")
struct SolutionImportsTests {
  @Test(
    "is recognised however the import is written",
    arguments: [
      "import Solutions1", "  import   Solutions12\n", "@testable import Solutions1",
      "internal import Solutions1", "import func Solutions1.l1Distance",
      "let a = 1; import Solutions1",
      "import /* a */ Solutions1", "import `Solutions1`", "import\nSolutions1",
      "let s = \"//\"\nimport Solutions1", "let s = #\"\"\"#\nimport Solutions1",
      "/* /* */ */ import Solutions1", "import Tensors\r\nimport Solutions1\r\n",
      "let s = \"an open string\nimport Solutions1",
    ])
  func found(source: String) {
    #expect(SolutionImports.imported(in: source)?.hasPrefix("Solutions1") == true)
  }

  @Test(
    "is not seen in comments, strings and other names",
    arguments: [
      "// import Solutions1", "/* import Solutions1 */", "/* /* */ import Solutions1 */",
      "let s = \"import Solutions1\"", "let s = \"\"\"\n  import Solutions1\n  \"\"\"",
      "let s = #\"\" import Solutions1\"#", "import Solutions", "import MySolutions1",
      "import Tensors\nlet Solutions1 = 1", "let s = \"\\\" import Solutions1\"", "", "/*", "\"",
    ])
  func notFound(source: String) {
    #expect(SolutionImports.imported(in: source) == nil)
  }

  @Test("is refused in plain words, with everything that could use it")
  func refused() throws {
    let checkout = try TestCheckout()
    let path = "Exercises/01-nearest-neighbors/L1Distance.swift"
    let answer = """
      import Solutions1
      import Tensors
      public func l1Distance(_ a: Tensor<Double>, _ b: Tensor<Double>) throws -> Double {
        try Solutions1.l1Distance(a, b)
      }
      """
    try answer.write(to: checkout.url(path), atomically: true, encoding: .utf8)
    let run = try checkout.grade("1.1")
    #expect(run.status == 1)
    #expect(run.output.contains("not right yet"))
    let words = run.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("\(path) imports Solutions1, the course's own answers."))
    let helper = "Exercises/01-nearest-neighbors/KFoldSplit.swift"
    try "// begun".write(to: checkout.url(helper), atomically: true, encoding: .utf8)
    let reports = try JSONDecoder().decode(
      [Report].self, from: Data(try checkout.grade("1", "--json").output.utf8))
    let verdicts = Dictionary(uniqueKeysWithValues: reports.map { ($0.number.place, $0.verdict) })
    #expect(
      verdicts == [
        1: .wrong, 2: .unattempted, 3: .unattempted, 4: .unattempted, 5: .unattempted,
        6: .notCompiled, 7: .unattempted,
      ])
    #expect(reports[5].verdictText == "not graded")
    #expect(reports[5].diagnoses[0].text.contains("L1Distance.swift imports Solutions1"))
  }
}
