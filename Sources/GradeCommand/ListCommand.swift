import ArgumentParser
import Course
import Foundation

/// `grade list`: titles and states of all exercises, without grading any.
struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the exercises and how far you are with each.")

  @Argument(help: "A lesson (2) or an exercise (2.4); the whole course if left out.")
  var target: Target?

  @OptionGroup var common: CommonOptions

  func run() throws {
    let session = Session(workshop: try common.workshop(), terminal: Terminal())
    let numbers = try target?.exercises() ?? Syllabus.cards.map(\.number)
    session.terminal.print(session.list(numbers))
  }
}

extension Session {
  /// A line for each exercise: number, title, minutes, state.
  func list(_ numbers: [ExerciseNumber]) -> String {
    var blocks: [String] = []
    for lesson in Syllabus.lessons {
      let cards = lesson.cards.filter { numbers.contains($0.number) }
      guard !cards.isEmpty else { continue }
      let rows = cards.map(row)
      blocks.append((["Lesson \(lesson.number)  \(lesson.title)"] + rows).joined(separator: "\n"))
    }
    blocks.append(
      "* is on the core path. States are those of the last grading: swift run grade")
    return blocks.joined(separator: "\n\n")
  }

  private func row(_ card: ExerciseCard) -> String {
    let number = card.number.description
    let width = 46
    let mark = card.path == .core ? " *" : "  "
    let name = "  " + number + String(repeating: " ", count: max(1, 6 - number.count)) + card.title
    let minutes = "\(card.minutes) min"
    return name + String(repeating: " ", count: max(1, width - name.count)) + mark
      + String(repeating: " ", count: max(1, 9 - minutes.count)) + minutes + "  " + state(of: card)
  }

  private func state(of card: ExerciseCard) -> String {
    let progress = workshop.progress[card.number]
    if let report = progress.report, report.verdict == .right { return terminal.green("right") }
    if progress.hasPassed { return "was right once" }
    if let report = progress.report, report.verdict != .unattempted {
      return terminal.red(report.verdictText)
    }
    return terminal.dim(progress.gaveUp ? "solution seen" : "not attempted")
  }
}
