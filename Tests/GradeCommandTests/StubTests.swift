import BuiltProducts
import Course
import Foundation
import Testing

@testable import GradeCommand

@Suite("The stubs")
struct StubTests {
  private let checkout: TestCheckout

  init() throws { checkout = try TestCheckout() }

  @Test("have a copy that says the same, from which they can be brought back without git")
  func copies() throws {
    for lesson in Syllabus.lessons {
      for card in lesson.cards {
        let copy = try StubCopy(card, of: lesson, root: BuiltProducts.package)
        #expect(copy.isFresh, "\(copy.path) differs: swift run grade join \(lesson.number)")
        let text = try checkout.text(copy.path)
        #expect(StubCopy.isStub(text), "\(copy.path) is no stub")
        let solution = try checkout.text(lesson.solution(of: card))
        #expect(Self.declarations(in: text) == Self.declarations(in: solution), "\(card.number)")
      }
    }
  }

  @Test("have no copies beside those of the exercises")
  func noOthers() throws {
    let folder = checkout.url("Exercises/Stubs")
    let below = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    let files = Set(below.filter { $0.hasSuffix(".stub") }.map { "Exercises/Stubs/" + $0 })
    #expect(files == Set(Syllabus.lessons.flatMap { l in l.cards.map { l.stub(of: $0) } }))
  }

  /// The doc comments and signatures of the public functions.
  private static func declarations(in source: String) -> [String] {
    source.matches(of: #/(?m)^(?:///.*\n)+public func [^{]*\{/#).map { String($0.output) }
  }

  @Test("come back to the byte, every one, where there is no git and no repository")
  func everyOne() throws {
    for lesson in Syllabus.lessons {
      for card in lesson.cards {
        let path = lesson.file(of: card)
        try "// mine\n".write(to: checkout.url(path), atomically: true, encoding: .utf8)
        let run = try checkout.grade(
          ["reset", card.number.description], environment: ["PATH": "/nowhere"])
        #expect(run.status == 0, "\(run.errors)")
        let stub = try checkout.text(path)
        #expect(stub == (try checkout.text(lesson.stub(of: card))))
        #expect(StubCopy.isStub(stub))
      }
    }
  }

  @Test("take the place of the learner's version, every one of which is kept")
  func kept() throws {
    let path = "Exercises/01-nearest-neighbors/L1Distance.swift"
    for count in 1...2 {
      try "// mine, version \(count)\n".write(
        to: checkout.url(path), atomically: true, encoding: .utf8)
      let run = try checkout.grade("reset", "1.1")
      #expect(run.status == 0)
      #expect(run.output.contains(".grade/kept/1.1-L1Distance-\(count).swift"))
      let kept = try checkout.text(".grade/kept/1.1-L1Distance-\(count).swift")
      #expect(kept == "// mine, version \(count)\n")
      let stub = try checkout.text(path)
      #expect(stub.contains("throw Unattempted()") && stub.contains("// TODO: "))
      #expect(stub.contains("public func l1Distance(_ a: Tensor<Double>"))
    }
  }

  @Test("keep a version that is no text to the byte")
  func bytes() throws {
    let path = "Exercises/01-nearest-neighbors/L1Distance.swift"
    let mine = Data([0xFF, 0xFE, 0x00, 0x0D, 0x0A])
    try mine.write(to: checkout.url(path))
    #expect(try checkout.grade("reset", "1.1").status == 0)
    let kept = checkout.url(".grade/kept/1.1-L1Distance-1.swift")
    #expect(try Data(contentsOf: kept) == mine)
  }

  @Test("do not replace a version that cannot be kept")
  func notKept() throws {
    let path = "Exercises/01-nearest-neighbors/L1Distance.swift"
    try "// mine\n".write(to: checkout.url(path), atomically: true, encoding: .utf8)
    // A file where the folder should be cannot be written into by anybody.
    try "".write(to: checkout.url(".grade"), atomically: true, encoding: .utf8)
    let run = try checkout.grade("reset", "1.1")
    #expect(run.status == 1)
    #expect(run.errors.hasSuffix("Your version is still in its place.\n"))
    #expect(run.errors.contains(".grade"), "\(run.errors)")
    #expect(run.errors.count { $0 == "\n" } == 1)
    #expect(try checkout.text(path) == "// mine\n")
  }

  @Test("come back when they were deleted")
  func deleted() throws {
    let path = "Exercises/01-nearest-neighbors/L1Distance.swift"
    try FileManager.default.removeItem(at: checkout.url(path))
    #expect(try checkout.grade("reset", "1.1").status == 0)
    #expect(StubCopy.isStub(try checkout.text(path)))
  }

  @Test("are not mistaken for answers that were begun")
  func begun() throws {
    let stub = try checkout.text("Exercises/Stubs/03-backprop-gates/OneInputGates.stub")
    #expect(StubCopy.isStub(stub))
    #expect(StubCopy.isStub(stub.replacing("\n", with: "\r\n")))
    let first = try #require(stub.range(of: "  throw Unattempted()"))
    #expect(!StubCopy.isStub(stub.replacingCharacters(in: first, with: "  x.exp()")))
    let last = try #require(stub.range(of: "  throw Unattempted()", options: .backwards))
    #expect(!StubCopy.isStub(stub.replacingCharacters(in: last, with: "  dout / x")))
    #expect(!StubCopy.isStub(""))
  }
}
