import Course
import Foundation
import Workbench

/// The files of a lesson's exercises that import the course's own answers.
///
/// With such an import an answer can be right without having been written.
struct SolutionImports {
  /// The files, relative to the package, each with the module that it imports.
  let files: [(path: String, module: String)]

  /// Looks into every file of the lesson's folder, those without an exercise too.
  init(in lesson: CourseLesson, root: URL) {
    let folder = "Exercises/\(lesson.folder)"
    let below =
      (try? FileManager.default.subpathsOfDirectory(atPath: root.path + "/" + folder)) ?? []
    files = below.sorted().filter { $0.hasSuffix(".swift") }.compactMap { name in
      let path = folder + "/" + name
      guard
        let source = try? String(contentsOf: root.appendingPathComponent(path), encoding: .utf8),
        let module = Self.imported(in: source)
      else { return nil }
      return (path, module)
    }
  }

  /// What is said of an exercise: of its own file, or of the one that keeps it from being graded.
  func remark(on card: ExerciseCard, of lesson: CourseLesson) -> String {
    let file = lesson.file(of: card)
    if let own = files.first(where: { $0.path == file }) {
      return """
        \(own.path) imports \(own.module), the course's own answers. Yours is graded without them: \
        take that line out. To read the course's: swift run grade solution \(card.number)
        """
    }
    guard let other = files.first else { return "" }
    return """
      It is not graded while another file of the lesson imports the course's own answers: \
      \(other.path) imports \(other.module).
      """
  }

  /// The module of solutions that a source imports, if it does.
  static func imported(in source: String) -> String? {
    let kinds = "(?:(?:typealias|struct|class|enum|protocol|let|var|func|actor|macro)\\s+)?"
    guard
      let pattern = try? Regex(
        "\\bimport\\s+\(kinds)`?(Solutions[0-9]+)\\b", as: (Substring, Substring).self)
    else { return nil }
    return codeAlone(source).firstMatch(of: pattern).map { String($0.1) }
  }

  /// A source with a space for each comment and nothing in its strings.
  static func codeAlone(_ source: String) -> String {
    var code = ""
    var rest = source[...]
    while let first = rest.first {
      if rest.hasPrefix("//") {
        rest = rest.drop { !$0.isNewline }
      } else if rest.hasPrefix("/*") {
        rest = afterBlockComment(rest)
        code += " "
      } else if first == "\"" || (first == "#" && rest.drop(while: { $0 == "#" }).first == "\"") {
        rest = afterString(rest)
        code += "\"\""
      } else {
        code.append(first)
        rest.removeFirst()
      }
    }
    return code
  }

  /// Comments in blocks may hold others.
  private static func afterBlockComment(_ text: Substring) -> Substring {
    var rest = text.dropFirst(2)
    var depth = 1
    while depth > 0, !rest.isEmpty {
      if rest.hasPrefix("/*") {
        depth += 1
        rest = rest.dropFirst(2)
      } else if rest.hasPrefix("*/") {
        depth -= 1
        rest = rest.dropFirst(2)
      } else {
        rest.removeFirst()
      }
    }
    return rest
  }

  /// What follows a string, which ends at its line's end if nothing closes it.
  private static func afterString(_ text: Substring) -> Substring {
    let hashes = text.prefix { $0 == "#" }
    var rest = text.dropFirst(hashes.count)
    // Three quotes open several lines, unless more follows: #"""# is a quote in a raw string.
    let isLong =
      rest.hasPrefix("\"\"\"")
      && rest.dropFirst(3).prefix { !$0.isNewline }.allSatisfy(\.isWhitespace)
    let quotes = isLong ? "\"\"\"" : "\""
    rest = rest.dropFirst(quotes.count)
    let (end, escape) = (quotes + hashes, "\\" + hashes)
    while let first = rest.first {
      if rest.hasPrefix(end) { return rest.dropFirst(end.count) }
      if quotes.count == 1, first.isNewline { return rest }
      rest = rest.dropFirst(rest.hasPrefix(escape) ? escape.count + 1 : 1)
    }
    return rest
  }
}
