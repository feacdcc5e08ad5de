import ArgumentParser
import Foundation

/// The command `swift run data`: what data sets there are, what is in them, and how to get them.
@main
struct DataCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "swift run data",
    abstract: "Show, check and fetch the data sets that the lessons learn from.",
    subcommands: [ListCommand.self, InfoCommand.self, VerifyCommand.self, FetchCommand.self],
    defaultSubcommand: ListCommand.self)

  /// Does what the command line asks; an error is one line on standard error and a status that is not 0.
  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    do {
      var command = try parseAsRoot(arguments)
      try command.run()
    } catch {
      guard let line = complaint(about: error, in: arguments) else { exit(withError: error) }
      FileHandle.standardError.write(Data((line + "\n").utf8))
      Foundation.exit(exitCode(for: error).rawValue)
    }
  }

  /// The one line that says what is wrong, or nil if `error` only asks for help.
  static func complaint(about error: any Error, in arguments: [String]) -> String? {
    let status = exitCode(for: error)
    guard status != .success else { return nil }
    let line = message(for: error).split(whereSeparator: \.isNewline).joined(separator: " ")
    guard status == .validationFailure else { return "data: \(line)" }
    let names = configuration.subcommands.compactMap { $0.configuration.commandName }
    let command = arguments.first.flatMap { names.contains($0) ? "data \($0)" : nil } ?? "data"
    let stop = line.last.map { ".!?".contains($0) } == true ? "" : "."
    return "data: \(line)\(stop) See `swift run \(command) --help`."
  }
}
