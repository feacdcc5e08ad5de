import Course
import Foundation

/// The table of a class: a row for each learner, a column for each exercise, as CSV (RFC 4180).
struct ClassTable {
  let exercises: [ExerciseNumber]
  private(set) var rows: [[String]] = []

  init(exercises: [ExerciseNumber]) { self.exercises = exercises }

  /// Adds a learner.
  ///
  /// - Parameters:
  ///   - name: the learner's.
  ///   - reports: one for each exercise that was graded.
  ///   - note: what is to be said beside, if anything.
  mutating func add(_ name: String, _ reports: [Report], note: String = "") {
    let verdicts = exercises.map { number in
      reports.first { $0.number == number }?.verdictText ?? ""
    }
    let right = reports.count { $0.verdict == .right }
    rows.append([name, "\(right)"] + verdicts + [note])
  }

  /// The whole table, with a first line of headings.
  var text: String {
    let heading = ["learner", "right"] + exercises.map(\.description) + ["note"]
    return ([heading] + rows).map { $0.map(Self.field).joined(separator: ",") + "\r\n" }.joined()
  }

  /// A field, in quotes where it needs them.
  ///
  /// What a spreadsheet would take for a formula gets an apostrophe before it: the names of folders
  /// are not ours.
  private static func field(_ text: String) -> String {
    let isFormula = text.first.map { "=+-@\t\r".contains($0) } == true
    let plain = isFormula ? "'" + text : text
    guard plain.contains(where: { ",\"".contains($0) || $0.isNewline }) else { return plain }
    return "\"" + plain.replacing("\"", with: "\"\"") + "\""
  }
}
