import Course
import Foundation
import Grading
import Workbench

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
        + Self.advice(own.compactMap(\.text.first))
    } else if let error = errors.first,
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

  /// How that is written here which someone who comes from Foundation or NumPy has written otherwise; empty where there is nothing to say.
  private static func advice(_ errors: [String]) -> String {
    for error in errors {
      if let name = error.firstMatch(of: /cannot find '(exp|log|sqrt|tanh|pow)' in scope/)?.1 {
        let method = name == "sqrt" ? "squareRoot" : name == "pow" ? "power" : String(name)
        let number =
          name == "sqrt"
          ? "x.squareRoot()" : name == "pow" ? "Double.pow(x, y)" : "Double.\(name)(x)"
        let tensor = name == "pow" ? "t.power(2)" : "t.\(method)()"
        return "\nOf a number x it is \(number), of a tensor t it is \(tensor)."
      }
      if error.contains(/value of type 'Tensor<\w+>' has no member/) {
        return "\nWhat a tensor can do, beside its name in NumPy: docs/numpy-to-sightline.md"
      }
    }
    return ""
  }

  /// The learner's function that an error is about, where it is handed to the check, and the exercise that the check is of: the
  /// function is not there as the stub declares it.
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
