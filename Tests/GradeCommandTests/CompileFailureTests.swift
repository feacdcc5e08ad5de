import Course
import BuiltProducts
import Course
import Foundation
import Grading
import Testing

@testable import GradeCommand

@Suite("A lesson that does not compile")
struct CompileFailureTests {
  private let root = BuiltProducts.package

  private func failure(_ output: String, lesson: Int = 1) throws -> CompileFailure {
    CompileFailure(output: output, lesson: try #require(Syllabus.lesson(lesson)), root: root)
  }

  @Test("is told in the compiler's words, once, with the file relative to the package")
  func own() throws {
    let file = "\(root.path)/Exercises/01-nearest-neighbors/L1Distance.swift"
    let block = """
      \(file):14:3: error: cannot find 'foo' in scope
      12 | /// - Throws
      14 |   foo(3)
         |   `- error: cannot find 'foo' in scope
      """
    let failure = try failure(
      "[1/3] Compiling\n" + block + "\n" + block + "\nerror: emit-module failed")
    #expect(failure.files == ["Exercises/01-nearest-neighbors/L1Distance.swift"])
    #expect(failure.text.hasPrefix("Exercises/01-nearest-neighbors/L1Distance.swift:14:3: error:"))
    #expect(failure.text.contains("14 |   foo(3)"))
    #expect(failure.text.ranges(of: ":14:3: error:").count == 1)
    #expect(!failure.text.contains("emit-module"))
  }

  @Test("names the function that is not there as the stub declares it")
  func seam() throws {
    let path = "Sources/Checks/01-nearest-neighbors/Submissions.swift"
    let source = try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
    let lines = source.components(separatedBy: "\n")
    let line = try #require(lines.firstIndex { $0.contains("Exercises1.majorityVote") }) + 1
    let failure = try failure(
      "\(root.path)/\(path):\(line):26: error: module 'Exercises1' has no member named 'majorityVote'"
    )
    #expect(failure.text.contains("`majorityVote` is not there"))
    #expect(failure.text.contains("swift run grade reset 1.5"))
    #expect(failure.files == ["Exercises/01-nearest-neighbors/MajorityVote.swift"])
  }

  @Test("knows the file of a function that is one of several")
  func oneOfSeveral() throws {
    let path = "Sources/Checks/03-backprop-gates/Submissions.swift"
    let source = try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
    let lines = source.components(separatedBy: "\n")
    let name = "multiplyGateBackward"
    let line = try #require(lines.firstIndex { $0.contains("Exercises3.\(name)") }) + 1
    let failure = try failure(
      "\(root.path)/\(path):\(line):26: error: module 'Exercises3' has no member named '\(name)'",
      lesson: 3)
    #expect(failure.text.contains("`\(name)` is not there"))
    #expect(failure.text.contains("swift run grade reset 3.1"))
    #expect(failure.files == ["Exercises/03-backprop-gates/TwoInputGates.swift"])
  }

  @Test(
    "says how that is written here which has another name elsewhere",
    arguments: [
      ("cannot find 'exp' in scope", "Double.exp(x)"),
      ("cannot find 'log1p' in scope", "Double.log(onePlus: x)"),
      ("cannot find 'expm1' in scope", "Double.expMinusOne(x)"),
      ("cannot find 'atan2' in scope", "Double.atan2(y: y, x: x)"),
      ("cannot find 'M_PI' in scope", "Here it is Double.pi."),
      ("cannot find 'np' in scope", "docs/numpy-to-sightline.md"),
      ("cannot assign through subscript: 'scalars' is a get-only property", "t[i, j] = v"),
      ("cannot assign through subscript: 'a' is a 'let' constant", "var result = a"),
      ("the compiler is unable to type-check this expression in reasonable time", "Split the line"),
      ("value of type 'Tensor<Double>' has no member 'T'", "docs/numpy-to-sightline.md"),
      ("binary operator '*' cannot be applied to operands of type 'Int' and 'Double'", "Double(n)"),
    ])
  func advice(error: String, advice: String) throws {
    let file = "\(root.path)/Exercises/01-nearest-neighbors/L1Distance.swift"
    let failure = try failure("\(file):14:3: error: \(error)")
    #expect(failure.text.contains(advice))
    let lines = failure.text.components(separatedBy: "\n")
    #expect(lines.dropFirst().allSatisfy { $0.count <= 100 })
  }

  @Test("has no advice where it knows none")
  func noAdvice() throws {
    let file = "\(root.path)/Exercises/01-nearest-neighbors/L1Distance.swift"
    let failure = try failure("\(file):14:3: error: cannot find 'foo' in scope")
    #expect(!failure.text.contains("\n"))
  }

  @Test("tells each of two files its own errors, and a third those of both")
  func twoFiles() throws {
    let folder = "\(root.path)/Exercises/01-nearest-neighbors"
    let failure = try failure(
      """
      \(folder)/L1Distance.swift:14:3: error: first
      14 |   foo
      \(folder)/ChooseK.swift:18:3: error: second
      18 |   bar
      """)
    let path = "Exercises/01-nearest-neighbors"
    let own = failure.text(about: "\(path)/L1Distance.swift")
    #expect(own.contains("first") && own.contains("foo"))
    #expect(!own.contains("second") && !own.contains("bar"))
    let other = failure.text(about: "\(path)/MajorityVote.swift")
    #expect(other.contains("first") && other.contains("second"))
    #expect(failure.files.count == 2)
  }

  @Test("in a file that is no exercise is told all the same, once")
  func helper() throws {
    let file = "\(root.path)/Exercises/01-nearest-neighbors/MyHelper.swift"
    let failure = try failure("\(file):1:3: error: cannot find 'foo' in scope")
    let lesson = try #require(Syllabus.lesson(1))
    let reports = lesson.cards.map { card in
      let text = failure.text(about: lesson.file(of: card))
      return Report(
        card, verdict: .notCompiled,
        diagnoses: [
          Diagnosis(id: "compile.other", quantity: "compiler", isVerified: true, text: text)
        ])
    }
    #expect(reports.compilerWords.count == 1)
    #expect(reports.compilerWords[0].contains("MyHelper.swift:1:3: error: cannot find 'foo'"))
  }

  @Test("is not blamed on the learner when it is not in an exercise")
  func elsewhere() throws {
    let failure = try failure("error: no such file or directory")
    #expect(failure.text.contains("not in one of your exercises"))
  }
}
