import Course
import ArgumentParser
import Grading

/// `grade next`: what to do next.
struct NextCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "next", abstract: "Name the next exercise, on the core path or the full one.")

  @Flag(help: "Every exercise counts, not only those of the core path.")
  var full = false

  @OptionGroup var common: CommonOptions

  func run() throws {
    let session = Session(workshop: try common.workshop(), terminal: Terminal())
    session.terminal.print(session.introduction(to: session.next(isFull: full), isFull: full))
  }
}

extension Session {
  /// An exercise's name, file and what it takes.
  func introduction(to card: ExerciseCard?, isFull: Bool) -> String {
    guard let card, let (lesson, _) = try? Target.known(card.number) else {
      return isFull
        ? "Everything is done." : "The core path is done. swift run grade next --full"
    }
    let stars = String(repeating: "*", count: card.difficulty)
    var lines = [
      "\(card.number)  \(card.title)",
      "  file        \(lesson.file(of: card))",
      "  takes       about \(card.minutes) minutes, difficulty \(stars) (of ***)",
    ]
    if let section = card.section {
      lines.append(
        "  read        lesson \(lesson.number), \"\(section)\"; swift run lesson-\(lesson.number)")
    }
    lines.append("  then        swift run grade watch \(card.number)")
    return lines.joined(separator: "\n")
  }
}
