import ArgumentParser
import Foundation
import Workbench

/// A lesson that has been started: its number, its title and what its reader asked for.
public struct Lesson<Dials: ParsableArguments> {
  /// The lesson's number.
  public let number: Int
  /// The lesson's title.
  public let title: String
  /// The options that every lesson takes.
  public let options: LessonOptions
  /// The lesson's own options.
  public let dials: Dials

  let folder: OutputFolder
  let command: String

  /// The name of the lesson's program, such as `lesson-1`.
  public var name: String { "lesson-\(number)" }

  /// Reads the command line, makes sure that results can be written, and prints the title.
  ///
  /// An option that cannot be followed, or an output folder that cannot be written to, ends the
  /// program with one line on standard error. `--help` prints the help and ends it.
  ///
  /// - Parameters:
  ///   - number: The lesson's number.
  ///   - title: The lesson's title.
  ///   - dials: The type of the lesson's own options.
  /// - Returns: The lesson, ready for a `Notebook`.
  public static func start(number: Int, title: String, dials: Dials.Type) -> Lesson {
    StandardStreams.prepare()
    Interruption.prepare()
    let identity = LessonIdentity(number: number, title: title)
    let arguments = Array(CommandLine.arguments.dropFirst())
    switch ParsedCommandLine<Dials>(arguments, for: identity) {
    case .help(let text):
      StandardOutput.write(text + "\n", unless: { Interruption.isHangup })
      exit(EXIT_SUCCESS)
    case .refused(let line):
      StandardError.end(identity.name, line, status: EX_USAGE)
    case .run(let options, let dials):
      do {
        let folder = try OutputFolder.prepare(root: options.output, lesson: identity.name)
        let command = CommandRecord.text(lesson: identity.name, arguments: arguments)
        let renderer = TerminalRenderer(Terminal.current)
        StandardOutput.write(
          renderer.title(number: number, title: title), unless: { Interruption.isHangup })
        return Lesson(
          number: number, title: title, options: options, dials: dials, folder: folder,
          command: command)
      } catch {
        StandardError.end(identity.name, oneLine(error), status: EXIT_FAILURE)
      }
    }
  }

  /// Does what may fail for reasons outside the program, such as reading a file.
  ///
  /// An error ends the lesson with one line on standard error and status 1.
  ///
  /// - Parameter body: What to do.
  /// - Returns: What `body` returns.
  public func require<Result>(_ body: () throws -> Result) -> Result {
    do {
      return try body()
    } catch {
      StandardError.end(name, oneLine(error), status: EXIT_FAILURE)
    }
  }

  /// Picks a size for the work by what the reader asked for.
  ///
  /// - Parameters:
  ///   - quick: With `--quick`, when the lesson should take seconds.
  ///   - usual: Without either option.
  ///   - full: With `--full`, when it is the real thing.
  /// - Returns: One of the three.
  public func choose<Value>(quick: Value, usual: Value, full: Value) -> Value {
    switch options.effort {
    case .quick: quick
    case .usual: usual
    case .full: full
    }
  }
}

extension Lesson where Dials == NoDials {
  /// Starts a lesson without options of its own.
  ///
  /// - Parameters:
  ///   - number: The lesson's number.
  ///   - title: The lesson's title.
  /// - Returns: The lesson, ready for a `Notebook`.
  public static func start(number: Int, title: String) -> Lesson {
    start(number: number, title: title, dials: NoDials.self)
  }
}

/// An error's message on one line.
func oneLine(_ error: any Error) -> String {
  let text = (error as? any LocalizedError)?.errorDescription ?? String(describing: error)
  return text.split(whereSeparator: \.isNewline)
    .map { $0.trimmingCharacters(in: .whitespaces) }
    .joined(separator: " ")
}

/// The command that would write the same document again, without what belongs to one machine.
enum CommandRecord {
  /// Options whose values say where things lie, not what is computed.
  private static let local: Set<String> = ["--data-dir", "--output"]

  /// Puts a command together.
  ///
  /// - Parameters:
  ///   - lesson: The name of the lesson's program.
  ///   - arguments: The words that followed it.
  /// - Returns: The command with folders left out and other paths cut to their last part.
  static func text(lesson: String, arguments: [String]) -> String {
    var words: [String] = []
    var skipsNext = false
    for argument in arguments {
      if skipsNext {
        skipsNext = false
      } else if local.contains(argument) {
        skipsNext = true
      } else if argument == "--open" || local.contains(where: { argument.hasPrefix($0 + "=") }) {
        continue
      } else {
        words.append(quoted(withoutFolders(argument)))
      }
    }
    return (["swift run", lesson] + words).joined(separator: " ")
  }

  private static func withoutFolders(_ argument: String) -> String {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard let value = parts.last, value.hasPrefix("/") || value.hasPrefix("~") else {
      return argument
    }
    let name = value.split(separator: "/").last.map(String.init) ?? String(value)
    return parts.count == 2 ? "\(parts[0])=\(name)" : name
  }

  private static func quoted(_ word: String) -> String {
    let plain = word.allSatisfy { $0.isLetter || $0.isNumber || "-_=.,:/@+".contains($0) }
    return plain && !word.isEmpty
      ? word : "'" + word.replacingOccurrences(of: "'", with: #"'\''"#) + "'"
  }
}
