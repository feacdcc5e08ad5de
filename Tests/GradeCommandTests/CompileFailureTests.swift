import Course
import BuiltProducts
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
    let path = "Sources/GradeLessons/01-nearest-neighbors/main.swift"
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
    let path = "Sources/GradeLessons/03-backprop-gates/main.swift"
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

  @Test("says how exp is written here")
  func advice() throws {
    let failure = try failure(
      "\(root.path)/Exercises/01-nearest-neighbors/L1Distance.swift:14:3: error: cannot find 'exp' in scope"
    )
    #expect(failure.text.contains("Double.exp(x)"))
  }

  @Test("is not blamed on the learner when it is not in an exercise")
  func elsewhere() throws {
    let failure = try failure("error: no such file or directory")
    #expect(failure.text.contains("not in one of your exercises"))
  }
}
