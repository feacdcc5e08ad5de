import ArgumentParser
import Course
import Foundation
import Grading
import Workbench

/// The command `swift run grade`: everything that a learner does with exercises.
@main
struct Grade: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "swift run grade",
    abstract: "Grade your exercises and say what is wrong with them.",
    discussion: """
      swift run grade              the whole course at a glance
      swift run grade 2            the exercises of lesson 2
      swift run grade 2.4          one exercise
      swift run grade list         titles and states of all exercises
      swift run grade watch        grade whenever you save
      swift run grade hint 2.4     a hint, one more each time
      swift run grade draw 2       pictures by your own functions of lesson 2
      swift run grade --class DIR  a folder of learners' Exercises folders
      """,
    subcommands: [
      CheckCommand.self, ListCommand.self, WatchCommand.self, HintCommand.self, NextCommand.self,
      ResetCommand.self, SolutionCommand.self, DrawCommand.self, JoinCommand.self,
    ],
    defaultSubcommand: CheckCommand.self)

  /// Does what the command line asks; an error is said on standard error, with a status that is
  /// not 0.
  static func main() {
    StandardStreams.prepare()
    let arguments = Array(CommandLine.arguments.dropFirst())
    do {
      var command = try parseAsRoot(arguments)
      try command.run()
    } catch let status as ExitCode {
      Foundation.exit(status.rawValue)
    } catch {
      guard let text = complaint(about: error, in: arguments) else {
        StandardOutput.write(message(for: error) + "\n", as: "grade")
        Foundation.exit(EXIT_SUCCESS)
      }
      StandardError.write("Error: " + text)
      Foundation.exit(exitCode(for: error).rawValue)
    }
  }

  /// What is wrong, or nil if `error` only asks for help.
  static func complaint(about error: any Error, in arguments: [String]) -> String? {
    let status = exitCode(for: error)
    guard status != .success else { return nil }
    if status == .validationFailure {
      let line = message(for: error).split(whereSeparator: \.isNewline).joined(separator: " ")
      let names = configuration.subcommands.compactMap { $0.configuration.commandName }
      let command = arguments.first.flatMap { names.contains($0) ? "grade \($0)" : nil } ?? "grade"
      let stop = line.last.map { ".!?".contains($0) } == true ? "" : "."
      return "\(line)\(stop) See `swift run \(command) --help`."
    }
    // The full text of Foundation's own errors is a dump of their fields.
    return error is CocoaError || error is POSIXError
      ? FileTrouble.line(error) + "." : message(for: error)
  }
}

/// What all of its commands take.
struct CommonOptions: ParsableArguments {
  @Flag(help: "Grade what was built before; build nothing.")
  var skipBuild = false

  @Option(help: ArgumentHelp("The folder of the package.", visibility: .hidden))
  var packagePath: String?

  /// The checkout, and what is known of the learner's progress.
  func workshop() throws -> Workshop { try Workshop(path: packagePath, skipsBuild: skipBuild) }
}

/// A line on standard error and a failing status, for what the learner can mend.
struct Refusal: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}

/// What a learner may name on the command line: a lesson or an exercise.
enum Target: ExpressibleByArgument {
  case lesson(Int)
  case exercise(ExerciseNumber)

  init?(argument: String) {
    if let number = Int(argument) {
      self = .lesson(number)
    } else if let number = ExerciseNumber(argument) {
      self = .exercise(number)
    } else {
      return nil
    }
  }

  /// The exercises that are meant.
  ///
  /// - Throws: `Refusal` if there are none of this number.
  func exercises() throws -> [ExerciseNumber] {
    switch self {
    case .lesson(let number):
      guard let lesson = Syllabus.lesson(number) else {
        throw Refusal("There are no exercises of lesson \(number). \(Self.range)")
      }
      return lesson.cards.map(\.number)
    case .exercise(let number):
      return [try Self.known(number).card.number]
    }
  }

  /// The exercise of this number, and its lesson.
  ///
  /// - Throws: `Refusal` if there is none.
  static func known(_ number: ExerciseNumber) throws -> (lesson: CourseLesson, card: ExerciseCard) {
    guard let found = Syllabus.exercise(number) else {
      if let lesson = Syllabus.lesson(number.lesson), let last = lesson.cards.last {
        throw Refusal(
          "There is no exercise \(number). "
            + "Lesson \(lesson.number) has \(lesson.number).1 to \(last.number)."
        )
      }
      throw Refusal("There is no exercise \(number). \(range)")
    }
    return found
  }

  private static var range: String {
    let cards = Syllabus.cards
    guard let first = cards.first, let last = cards.last else { return "There are none yet." }
    return "Exercises go from \(first.number) to \(last.number); `swift run grade list` names them."
  }
}

extension ExerciseNumber: ExpressibleByArgument {
  /// Reads a number such as `2.4` from the command line.
  public init?(argument: String) { self.init(argument) }
}
