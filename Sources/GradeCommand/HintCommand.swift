import Course
import ArgumentParser
import Grading

/// `grade hint 2.4`: one more hint each time.
struct HintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hint", abstract: "Show a hint, one more each time.")

  @Argument(help: "The exercise, such as 2.4; the next one if left out.")
  var number: ExerciseNumber?

  @OptionGroup var common: CommonOptions

  func run() throws {
    let session = Session(workshop: try common.workshop(), terminal: Terminal())
    guard let number = number ?? session.next(isFull: false)?.number else {
      throw Refusal("Everything on the core path is done. Which exercise do you mean?")
    }
    let card = try Target.known(number).card
    session.terminal.print(session.hint(card))
  }
}

extension Session {
  /// All hints shown so far and one more.
  func hint(_ card: ExerciseCard) -> String {
    // Not the other way round: a count from a damaged file may be the largest there is.
    workshop.progress.update(card) { $0.hintsShown = min($0.hintsShown, card.hints.count - 1) + 1 }
    let shown = workshop.progress[card.number].hintsShown
    var lines = ["\(card.number)  \(card.title)"]
    for (index, hint) in card.hints.prefix(shown).enumerated() {
      let label = "  hint \(index + 1)  "
      for (row, line) in wrapped(hint, width: 80 - label.count).enumerated() {
        lines.append((row == 0 ? label : String(repeating: " ", count: label.count)) + line)
      }
    }
    let rest = card.hints.count - shown
    lines.append(
      rest > 0
        ? "  \(rest) more: ask again"
        : "  That was the last one. The solution: swift run grade solution \(card.number) --give-up"
    )
    return lines.joined(separator: "\n")
  }
}
