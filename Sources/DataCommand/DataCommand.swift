import ArgumentParser
import Foundation
import Workbench

/// The command `swift run data`: what data sets there are, what is in them, and how to get them.
@main
struct DataCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "swift run data",
    abstract: "Show, check and fetch the data sets that the lessons learn from.",
    subcommands: [ListCommand.self, InfoCommand.self, VerifyCommand.self, FetchCommand.self],
    defaultSubcommand: ListCommand.self)

  /// Does what the command line asks; an error is one line on standard error and a status that is
  /// not 0.
  static func main() {
    StandardStreams.prepare()
    let arguments = Array(CommandLine.arguments.dropFirst())
    do {
      var command = try parseAsRoot(arguments)
      try command.run()
    } catch {
      guard let line = complaint(about: error, in: arguments) else {
        say(message(for: error))
        Foundation.exit(EXIT_SUCCESS)
      }
      StandardError.write(line)
      Foundation.exit(exitCode(for: error).rawValue)
    }
  }

  /// Says one line, or ends the command if standard output is closed or full.
  static func say(_ line: String = "") {
    StandardOutput.write(line + "\n", as: "data")
  }

  /// The one line that says what is wrong, or nil if `error` only asks for help.
  static func complaint(about error: any Error, in arguments: [String]) -> String? {
    let status = exitCode(for: error)
    guard status != .success else { return nil }
    let text = isFoundations(error) ? error.localizedDescription : message(for: error)
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    guard status == .validationFailure else { return "data: \(line)" }
    let names = configuration.subcommands.compactMap { $0.configuration.commandName }
    let command = arguments.first.flatMap { names.contains($0) ? "data \($0)" : nil } ?? "data"
    let stop = line.last.map { ".!?".contains($0) } == true ? "" : "."
    return "data: \(line)\(stop) See `swift run \(command) --help`."
  }

  /// Whether an error is one of Foundation's own, whose full text is a dump of its fields.
  private static func isFoundations(_ error: any Error) -> Bool {
    error is CocoaError || error is POSIXError || error is URLError
  }
}
