import ArgumentParser
import Course
import Foundation
import Grading

/// `grade`, `grade 2`, `grade 2.4`.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Grade the course, a lesson or an exercise (the default).")

  @Argument(help: "A lesson (2) or an exercise (2.4); the whole course if left out.")
  var target: Target?

  @Flag(help: "Everything that is known, also about what is right.")
  var verbose = false

  @Flag(help: "Print the reports as JSON.")
  var json = false

  @Flag(help: "Grade again what has not changed since the last time.")
  var again = false

  @Flag(help: "Draw no picture when an exercise is right.")
  var noPicture = false

  @OptionGroup var classOptions: ClassOptions

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if classOptions.folder != nil, json || again || verbose {
      throw ValidationError("--class writes files of its own: leave --json, --again and --verbose.")
    }
    if classOptions.folder == nil, classOptions.output != nil {
      throw ValidationError("--output says where --class writes: give --class DIR too.")
    }
  }

  func run() throws {
    let session = Session(workshop: try common.workshop(), terminal: Terminal())
    let numbers = try target?.exercises() ?? Syllabus.cards.map(\.number)
    if let folder = classOptions.folder {
      let output = classOptions.output ?? session.workshop.url("Output/class").path
      return try ClassGrading(folder: folder, output: output, session: session).run(numbers)
    }
    let reports = try session.grade(numbers, isForced: again)
    let terminal = session.terminal
    if json {
      try printJSON(reports, terminal)
    } else if target == nil {
      terminal.print(Overview(reports: reports, session: session).text)
    } else if reports.count > 1 {
      printAll(reports, session)
    } else if let report = reports.first, let card = try? Target.known(report.number).card {
      let text = report.text(isVerbose: true, pointer: session.pointer(card))
      terminal.print(colored(text, report, terminal))
      if report.verdict == .right, !noPicture, let picture = session.pictureAfterPass(card) {
        terminal.print(picture)
      }
      if let word = afterword(report, session) { terminal.print(word) }
    }
    if !reports.allSatisfy({ $0.verdict == .right }) { throw ExitCode(1) }
  }

  /// Prints the reports of a lesson.
  ///
  /// What the compiler says comes once, before the exercises that wait for it.
  private func printAll(_ reports: [Report], _ session: Session) {
    let waiting = reports.filter(\.isWaiting)
    for report in reports where !waiting.contains(report) {
      guard let (_, card) = try? Target.known(report.number) else { continue }
      let text = report.text(
        isVerbose: verbose,
        pointer: report.verdict == .unattempted ? nil : session.pointer(card))
      session.terminal.print(
        colored(text, report, session.terminal) + (report.verdict == .unattempted ? "" : "\n"))
    }
    guard !waiting.isEmpty else { return }
    if waiting.count == reports.count {
      for words in reports.compilerWords { session.terminal.print(words + "\n") }
    }
    let numbers = waiting.map(\.number.description).joined(separator: ", ")
    for line in wrapped("Not graded until that is mended: \(numbers).", width: 80) {
      session.terminal.print(line)
    }
  }

  private func printJSON(_ reports: [Report], _ terminal: Terminal) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    terminal.print(String(decoding: try encoder.encode(reports), as: UTF8.self))
  }

  private func afterword(_ report: Report, _ session: Session) -> String? {
    guard let (lesson, card) = try? Target.known(report.number) else { return nil }
    switch report.verdict {
    case .right:
      guard let next = session.next(isFull: false, after: report.number) else {
        return "  That was the last one of the core path. swift run grade next --full"
      }
      return session.entry(
        "next",
        "\(next.number) \(next.title), about \(next.minutes) minutes; swift run grade next")
    case .unattempted:
      return "  Write it in \(lesson.file(of: card))."
    default: return nil
    }
  }
}

/// The heading of a report in colour, where there is colour.
func colored(_ text: String, _ report: Report, _ terminal: Terminal) -> String {
  guard terminal.hasColor, let end = text.firstIndex(of: "\n") ?? text.indices.last else {
    return text
  }
  let verdict = report.verdictText
  let heading = text[..<end].replacing(
    verdict,
    with: report.verdict == .right
      ? terminal.green(verdict)
      : report.verdict == .unattempted ? terminal.dim(verdict) : terminal.red(verdict))
  return String(heading) + text[end...]
}
