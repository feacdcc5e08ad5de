import ArgumentParser

/// What a lesson's command line consists of: the options of every lesson and the lesson's own dials.
struct LessonCommand<Dials: ParsableArguments>: ParsableCommand {
  @OptionGroup(title: "To play with in this lesson") var dials: Dials
  @OptionGroup var options: LessonOptions

  static var configuration: CommandConfiguration {
    let identity = LessonIdentity.current
    return CommandConfiguration(
      commandName: "swift run \(identity.name)",
      abstract: "Lesson \(identity.number): \(identity.title).",
      usage: "swift run \(identity.name) [options]",
      discussion: """
        The lesson is told here as it runs, and written to Output/\(identity.name) as a web page \
        (index.html), a Jupyter notebook (\(identity.name).ipynb) and pictures.
        """)
  }
}

/// A lesson's number and title.
struct LessonIdentity: Sendable, Equatable {
  /// The lesson whose command line is being read.
  @TaskLocal static var current = LessonIdentity(number: 0, title: "")

  /// The lesson's number.
  var number: Int
  /// The lesson's title.
  var title: String

  /// The name of the lesson's program, and of its folder of results.
  var name: String { "lesson-\(number)" }
}

/// The dials of a lesson that has none.
public struct NoDials: ParsableArguments, Sendable {
  /// No dials.
  public init() {}
}

/// What came of reading a command line.
enum ParsedCommandLine<Dials: ParsableArguments> {
  /// Go on with these.
  case run(options: LessonOptions, dials: Dials)
  /// Print this help and end well.
  case help(String)
  /// Print this line as an error and end badly.
  case refused(String)

  /// Reads the arguments of a lesson.
  ///
  /// - Parameters:
  ///   - arguments: The words after the program's name.
  ///   - identity: The lesson.
  init(_ arguments: [String], for identity: LessonIdentity) {
    self = LessonIdentity.$current.withValue(identity) {
      do {
        let command = try LessonCommand<Dials>.parse(Self.joiningNegativeNumbers(arguments))
        return .run(options: command.options, dials: command.dials)
      } catch {
        let message = LessonCommand<Dials>.message(for: error)
        guard LessonCommand<Dials>.exitCode(for: error) != .success else { return .help(message) }
        let line = message.split(whereSeparator: \.isNewline).joined(separator: " ")
        let stop = line.last.map { ".!?".contains($0) } == true ? "" : "."
        return .refused("\(line)\(stop) See `swift run \(identity.name) --help`.")
      }
    }
  }

  /// Joins `--rate -1` to `--rate=-1`, so that the option itself can say what is wrong with -1,
  /// and `--expression ---x` likewise, since no option begins with three dashes.
  private static func joiningNegativeNumbers(_ arguments: [String]) -> [String] {
    arguments.reduce(into: []) { joined, argument in
      let isNegative = argument.wholeMatch(of: /-(?:[0-9.]|--).*/) != nil
      if isNegative, let option = joined.last, option.hasPrefix("--"), !option.contains("=") {
        joined[joined.count - 1] = option + "=" + argument
      } else {
        joined.append(argument)
      }
    }
  }
}
