import Foundation
import Grading

/// What the compiler has against a lesson's exercises, in its own words, with what they mean where they are about the seams.
struct CompileFailure {
  /// The first few errors, with the lines they point at.
  let text: String
  /// The files that have errors, relative to the package.
  let files: [String]

  init(output: String, lesson: CourseLesson, root: URL) {
    let plain = output.replacing(/\u{1B}\[[0-9;]*m/, with: "")
    var errors: [(file: String, line: Int, text: [String])] = []
    for line in plain.split(separator: "\n") {
      if let match = line.firstMatch(of: #/^(/.*?\.swift):(\d+):\d+: error: /#) {
        let file = String(match.1).replacing(root.path + "/", with: "")
        let text = String(line).replacing(root.path + "/", with: "")
        guard !errors.contains(where: { $0.text.first == text }) else {
          errors.append((file, -1, []))  // a repeat: its lines are dropped with it
          continue
        }
        errors.append((file, Int(match.2) ?? 0, [text]))
      } else if line.contains(#/^ *\d* *\|/#), let last = errors.indices.last,
        errors[last].line >= 0,
        errors[last].text.count < 7
      {
        errors[last].text.append(String(line))
      }
    }
    errors.removeAll { $0.line < 0 }
    let own = errors.filter { $0.file.hasPrefix("Exercises/") }
    if !own.isEmpty {
      files = own.map(\.file).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
      text =
        own.prefix(3).map { $0.text.joined(separator: "\n") }.joined(separator: "\n\n")
        + (own.count > 3 ? "\n\n... and \(own.count - 3) more" : "")
    } else if let error = errors.first, let name = Self.seam(error.file, error.line, root: root) {
      let card = lesson.exercises.map(\.card).first { $0.file.lowercased() == name.lowercased() }
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

  /// The learner's function that an error is about, where it is handed to the check: it is not there as the stub declares it.
  private static func seam(_ file: String, _ line: Int, root: URL) -> String? {
    guard file.contains("GradeLessons/"),
      let source = try? String(contentsOf: root.appendingPathComponent(file), encoding: .utf8)
    else { return nil }
    let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
    guard line >= 1, line <= lines.count else { return nil }
    let near = lines[max(0, line - 2)...min(lines.count - 1, line)]
    return near.joined(separator: "\n").firstMatch(of: /Exercises\d+\.(\w+)/).map { String($0.1) }
  }
}
