import Course
import ArgumentParser
import Foundation
import Grading

/// `grade solution 2.4`: the solution, for those who have passed or given up.
struct SolutionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "solution", abstract: "Show the solution, after a pass or when you give up.")

  @Argument(help: "The exercise, such as 2.4.")
  var number: ExerciseNumber

  @Flag(help: "Show it although the exercise is not done.")
  var giveUp = false

  @OptionGroup var common: CommonOptions

  func run() throws {
    let session = Session(workshop: try common.workshop(), terminal: Terminal())
    let (lesson, card) = try Target.known(number)
    let progress = session.workshop.progress[number]
    guard progress.hasPassed || progress.gaveUp || giveUp else {
      let left = card.hints.count - progress.hintsShown
      throw Refusal(
        "\(number) is not done yet"
          + (left > 0 ? ", and there are \(left) more hints (swift run grade hint \(number))" : "")
          + ". To see the solution all the same: swift run grade solution \(number) --give-up")
    }
    let path = lesson.solution(of: card)
    guard let text = try? String(contentsOf: session.workshop.url(path), encoding: .utf8) else {
      throw Refusal("\(path) cannot be read.")
    }
    if !progress.hasPassed { session.workshop.progress.update(card) { $0.gaveUp = true } }
    session.terminal.print("// \(path)\n\n" + text)
  }
}
