import Course
import Grading

/// The whole course at a glance.
struct Overview {
  let reports: [Report]
  let session: Session

  var text: String {
    let right = reports.count { $0.verdict == .right }
    var lines: [String] = []
    for lesson in Syllabus.lessons {
      let own = reports.filter { $0.number.lesson == lesson.number }
      lines.append(line(lesson, own))
    }
    lines.append("")
    lines.append(
      "  \(bar(right, of: reports.count, width: 40))  \(right) of \(reports.count) right")
    for report in reports where report.isWrong {
      lines.append("  \(report.number)  \(report.title): \(report.verdictText)")
    }
    for text in compilerErrors { lines += ["", text] }
    if let next = session.next(isFull: false) {
      lines.append("")
      lines.append(
        "  next: \(next.number) \(next.title) (about \(next.minutes) minutes). "
          + "swift run grade watch \(next.number)"
      )
    }
    return lines.joined(separator: "\n")
  }

  /// One mark an exercise: `#` right, `x` wrong, `.` not attempted, `?` not graded because of
  /// another file of the lesson.
  private func line(_ lesson: CourseLesson, _ reports: [Report]) -> String {
    let marks = reports.map { report in
      switch report.verdict {
      case .right: session.terminal.green("#")
      case .unattempted: "."
      case .notCompiled where report.isWaiting: "?"
      case .undecided: "?"
      default: session.terminal.red("x")
      }
    }
    let number = String(lesson.number)
    let name = String(repeating: " ", count: 3 - number.count) + number + "  " + lesson.title
    let right = reports.count { $0.verdict == .right }
    let open = reports.count { $0.verdict == .unattempted }
    let wrong = reports.count(where: \.isWrong)
    let unknown = reports.count - right - open - wrong
    var parts = ["\(right) of \(reports.count) right"]
    if wrong > 0 { parts.append("\(wrong) wrong") }
    if unknown > 0 { parts.append("\(unknown) not graded") }
    if open > 0 { parts.append("\(open) to do") }
    let titles = Syllabus.lessons.map(\.title.count).max() ?? 0
    let longest = Syllabus.lessons.map(\.cards.count).max() ?? 0
    return padded(name, titles + 6)
      + padded("[" + marks.joined() + "]", longest + 3, visible: marks.count + 2)
      + parts.joined(separator: ", ")
  }

  private func padded(_ text: String, _ width: Int, visible: Int? = nil) -> String {
    text + String(repeating: " ", count: max(1, width - (visible ?? text.count)))
  }

  private func bar(_ part: Int, of all: Int, width: Int) -> String {
    let filled = all == 0 ? 0 : part * width / all
    return "[" + String(repeating: "#", count: filled)
      + String(repeating: "-", count: width - filled) + "]"
  }

  /// What the compiler says, once for each lesson.
  private var compilerErrors: [String] {
    let failing = reports.filter { $0.verdict == .notCompiled }
    return Set(failing.map(\.number.lesson)).sorted().flatMap { lesson in
      failing.filter { $0.number.lesson == lesson }.compilerWords
    }
  }
}

extension [Report] {
  /// What the compiler says of exercises of one lesson, each thing once: of those with errors, or
  /// of a file that belongs to none.
  var compilerWords: [String] {
    let failing = filter { $0.verdict == .notCompiled }
    let own = failing.filter { !$0.isWaiting }
    var seen: Set<String> = []
    return (own.isEmpty ? failing : own).flatMap(\.diagnoses).map(\.text)
      .filter { seen.insert($0).inserted }
  }
}

extension Report {
  /// Whether something is the matter with this very exercise.
  var isWrong: Bool {
    verdict != .right && verdict != .unattempted && diagnoses.first?.id != "compile.other"
  }

  /// Whether it is not graded because of another file of the lesson.
  var isWaiting: Bool { verdict == .notCompiled && !isWrong }

  /// Whether its file keeps others of the lesson from being graded.
  var blocksOthers: Bool {
    verdict == .notCompiled && isWrong || verdict == .wrong && rows.isEmpty && !remarks.isEmpty
  }
}
