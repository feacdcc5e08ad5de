import ArgumentParser
import Datasets

/// `swift run data list`.
struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the data sets and where each one is.")

  @Option(name: .customLong("data-dir"), help: "Look in this folder instead of the usual places.")
  var folder: String?

  func run() throws {
    DataCommand.say(
      Self.row("shapes", "ten shapes drawn by Sightline, 32x32 in colour", "always there"))
    for source in DatasetSource.all {
      let place = (try? DataFolders.locate(source.name, from: folder)) ?? "not here"
      DataCommand.say(Self.row(source.name, source.about, place))
    }
    DataCommand.say("\nMore about one of them: swift run data info NAME")
    DataCommand.say("Get one that is not here: swift run data fetch NAME")
  }

  private static func row(_ name: String, _ about: String, _ place: String) -> String {
    name + String(repeating: " ", count: max(1, 15 - name.count)) + about + "\n"
      + String(repeating: " ", count: 15) + place
  }
}
