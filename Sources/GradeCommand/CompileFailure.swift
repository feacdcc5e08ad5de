import Course
import Foundation
import Grading
import Workbench

/// Compiler errors in a lesson's exercises, in the compiler's words, with what they mean where they
/// are about the seams.
struct CompileFailure {
  /// The first few errors, with the lines they point at.
  let text: String
  /// The files that have errors, relative to the package.
  let files: [String]
  private let errors: [CompilerError]

  init(output: String, lesson: CourseLesson, root: URL) {
    let plain = output.replacing(/\u{1B}\[[0-9;]*m/, with: "")
    let all = CompilerError.all(in: plain, root: root)
    errors = all.filter { $0.file.hasPrefix("Exercises/") }
    if !errors.isEmpty {
      files = errors.map(\.file).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
      text = Self.text(errors)
    } else if let error = all.first,
      let (name, exercise) = Self.seam(error.file, error.line, root: root)
    {
      let card = lesson.cards.first {
        $0.file.lowercased() == exercise.lowercased()
      }
      files = card.map { [lesson.file(of: $0)] } ?? []
      text = """
        `\(name)` is not there as the stub declares it. Was it deleted or
        renamed, is there a second one, is `public` missing, or has its signature
        changed? To bring the stub back, with your version kept aside:
        swift run grade reset \(card.map { "\($0.number)" } ?? "")
        """
    } else {
      files = []
      let tail = plain.split(separator: "\n").suffix(12).joined(separator: "\n")
      text = "The build failed, and not in one of your exercises:\n" + tail
    }
  }

  /// What there is to say to someone who asks about one file: its own errors, if it has any.
  func text(about file: String) -> String {
    let own = errors.filter { $0.file == file }
    return own.isEmpty ? text : Self.text(own)
  }

  private static func text(_ errors: [CompilerError]) -> String {
    errors.prefix(3).map { $0.lines.joined(separator: "\n") }.joined(separator: "\n\n")
      + (errors.count > 3 ? "\n\n... and \(errors.count - 3) more" : "")
      + CompilerAdvice.text(on: errors.compactMap(\.lines.first))
  }

  /// The learner's function that an error is about, where it is handed to the check, and the
  /// exercise that the check is of: the function is not there as the stub declares it.
  private static func seam(
    _ file: String, _ line: Int, root: URL
  ) -> (function: String, exercise: String)? {
    guard file.contains("Sources/Checks/"),
      let source = try? String(contentsOf: root.appendingPathComponent(file), encoding: .utf8)
    else { return nil }
    let lines = source.sourceLines
    guard line >= 1, line <= lines.count else { return nil }
    // The compiler may point at the line before or after the one that names the function.
    let near = [line - 1, line - 2, line].filter(lines.indices.contains).map { lines[$0] }
    guard
      let function = near.compactMap({ $0.firstMatch(of: /Exercises\d+\.(\w+)/) }).first?.1
    else { return nil }
    let above = lines[...min(line, lines.count - 1)].reversed()
    let exercise = above.compactMap { $0.firstMatch(of: /^ *(?:Submission\()?(\w+), *$/) }.first?.1
    return (String(function), String(exercise ?? function))
  }
}

/// One error of the compiler, with the lines that it shows.
private struct CompilerError {
  let file: String
  let line: Int
  var lines: [String]

  /// The errors in what a build printed, each once, with files relative to the package.
  static func all(in output: String, root: URL) -> [CompilerError] {
    var errors: [CompilerError] = []
    // The lines of a repeat are dropped with it.
    var isRepeat = false
    for line in output.split(separator: "\n") {
      if let match = line.firstMatch(of: #/^(/.*?\.swift):(\d+):\d+: error: /#) {
        let text = String(line).replacing(root.path + "/", with: "")
        isRepeat = errors.contains { $0.lines.first == text }
        if isRepeat { continue }
        let file = String(match.1).replacing(root.path + "/", with: "")
        errors.append(CompilerError(file: file, line: Int(match.2) ?? 0, lines: [text]))
      } else if !isRepeat, line.contains(#/^ *\d* *\|/#), let last = errors.indices.last,
        errors[last].lines.count < 7
      {
        errors[last].lines.append(String(line))
      }
    }
    return errors
  }
}
