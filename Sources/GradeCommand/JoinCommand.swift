import ArgumentParser
import Course
import Foundation
import Workbench

/// `grade join 4`, for those who write exercises: joins the stubs and solutions of a lesson with
/// their checks, and copies the stubs to where `grade reset` finds them.
struct JoinCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "join",
    abstract: "For authors: write a lesson's Submissions.swift and copies of its stubs anew.",
    shouldDisplay: false)

  @Argument(help: "A lesson, such as 4.")
  var number: Int

  @OptionGroup var common: CommonOptions

  func run() throws {
    guard let lesson = Syllabus.lesson(number) else {
      throw Refusal("There are no exercises of lesson \(number).")
    }
    let workshop = try common.workshop()
    let source = try SubmissionsSource(lesson, root: workshop.root)
    try source.text.write(to: source.file, atomically: true, encoding: .utf8)
    Terminal().print("\(source.path) is written.")
    for card in lesson.cards {
      let stub = try StubCopy(card, of: lesson, root: workshop.root)
      if try stub.renew() { Terminal().print("\(stub.path) is written.") }
    }
  }
}

/// The copy of a stub, from which `grade reset` brings it back.
struct StubCopy {
  /// The copy, relative to the package.
  let path: String
  /// The file in `Exercises`, while nobody has begun to answer it; nil once somebody has.
  let untouched: Data?
  private let file: URL

  /// Reads the exercise.
  ///
  /// - Throws: what Foundation throws if it cannot be read.
  init(_ card: ExerciseCard, of lesson: CourseLesson, root: URL) throws {
    path = lesson.stub(of: card)
    file = root.appendingPathComponent(path)
    let data = try Data(contentsOf: root.appendingPathComponent(lesson.file(of: card)))
    untouched = Self.isStub(String(decoding: data, as: UTF8.self)) ? data : nil
  }

  /// Whether the copy says what the stub says; also where there is no stub any more.
  var isFresh: Bool {
    untouched == nil || untouched == FileManager.default.contents(atPath: file.path)
  }

  /// Writes the copy if it is not fresh; returns whether it did.
  ///
  /// - Throws: `WholeFile.Failure` and what Foundation throws if it cannot be written.
  func renew() throws -> Bool {
    guard let untouched, !isFresh else { return false }
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try WholeFile.write([UInt8](untouched), to: file.path)
    return true
  }

  /// Whether a source holds nothing but the task: each of its functions throws `Unattempted`, and
  /// one of them says what to do.
  static func isStub(_ source: String) -> Bool {
    let bodies = source.matches(
      of:
        #/(?m)^public func [^{]*\{\R(?:  // TODO: .*\R(?:  // .*\R)*)?  throw Unattempted\(\)\R\}/#
    )
    let functions = source.matches(of: #/(?m)^public func /#)
    return !functions.isEmpty && bodies.count == functions.count
      && source.ranges(of: "// TODO: ").count == 1
  }
}

/// The file that hands a learner's functions and the solution's to the checks of a lesson.
///
/// It follows from the stubs: an exercise is named after its file, its answer is the file's public
/// function, or a tuple of them in their order, and its picture is `namePicture` if there is one.
struct SubmissionsSource {
  /// The file, relative to the package.
  let path: String
  let file: URL
  /// What must stand in it.
  let text: String

  /// Reads the stubs of a lesson.
  ///
  /// - Throws: what Foundation throws if a stub cannot be read.
  init(_ lesson: CourseLesson, root: URL) throws {
    let checks = "Sources/Checks/\(lesson.folder)"
    path = "\(checks)/Submissions.swift"
    file = root.appendingPathComponent(path)
    let folder = root.appendingPathComponent(checks)
    let sources = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".swift") && $0 != "Submissions.swift" }
      .map { try String(contentsOf: folder.appendingPathComponent($0), encoding: .utf8) }
    let entries = try lesson.cards.map { card in
      let stub = try String(
        contentsOf: root.appendingPathComponent(lesson.solution(of: card)), encoding: .utf8)
      let name = Self.variable(named: card.file)
      let functions = stub.matches(of: #/(?m)^public func (\w+)/#).map { String($0.1) }
      var arguments = [
        name, Self.answer(functions, of: "Exercises\(lesson.number)"),
        "solution: " + Self.answer(functions, of: "Solutions\(lesson.number)"),
      ]
      if sources.contains(where: { $0.contains("let \(name)Picture ") }) {
        arguments.append("picture: \(name)Picture")
      }
      return "  Submission(\n    " + arguments.joined(separator: ",\n    ") + ")"
    }
    text = """
      // Written by `swift run grade join \(lesson.number)` from the stubs; a test compares.

      import Exercises\(lesson.number)
      import Grading
      import Solutions\(lesson.number)

      /// The exercises of the lesson, each with the learner's answer and the solution.
      let submissions: [Submission] = [
      \(entries.joined(separator: ",\n"))\(entries.count > 1 ? "," : "")
      ]

      """
  }

  /// The functions of a module, as an answer: one by itself, several as a tuple.
  private static func answer(_ functions: [String], of module: String) -> String {
    let names = functions.map { "\(module).\($0)" }
    if names.count == 1 { return names[0] }
    let line = "(" + names.joined(separator: ", ") + ")"
    if line.count <= 84 { return line }
    return "(\n      " + names.joined(separator: ",\n      ") + "\n    )"
  }

  /// The variable's name for a file's: `SVMLoss` is `svmLoss`, `PReLU` is `pReLU`.
  static func variable(named file: String) -> String {
    let capitals = file.prefix { $0.isUppercase || $0.isNumber }
    let isWord = capitals.count == file.count || capitals.count == 1
    let head = isWord ? capitals : capitals.dropLast()
    return head.lowercased() + file.dropFirst(head.count)
  }
}
