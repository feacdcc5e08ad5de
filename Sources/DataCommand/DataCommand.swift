import ArgumentParser

/// The command `swift run data`: what data sets there are, what is in them, and how to get them.
@main
struct DataCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "data",
    abstract: "Show, check and fetch the data sets that the lessons learn from.",
    subcommands: [ListCommand.self, InfoCommand.self, VerifyCommand.self, FetchCommand.self],
    defaultSubcommand: ListCommand.self)
}
