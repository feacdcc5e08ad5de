import ArgumentParser
import Course
import Foundation

/// `grade join 4`, for those who write exercises: joins the stubs and solutions of a lesson with
/// their checks.
struct JoinCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "join",
    abstract: "For authors: write a lesson's Submissions.swift anew, from its stubs.",
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
      return "  Submission(\n    " + arguments.joined(separator: ",\n    ") + "),\n"
    }
    text = """
      // Written by `swift run grade join \(lesson.number)` from the stubs; a test compares.

      import Exercises\(lesson.number)
      import Grading
      import Solutions\(lesson.number)

      /// The exercises of the lesson, each with the learner's answer and the solution.
      let submissions: [Submission] = [
      \(entries.joined())]

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
