import ArgumentParser
import Datasets
import Foundation

/// `swift run data fetch NAME`.
struct FetchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fetch",
    abstract: "Fetch a data set, check it and put it where the lessons find it.",
    discussion: """
      A connection that breaks off is taken up where it ended, now or when the command is run again. \
      Nothing gets its final name before it is whole and its checksum is right.
      """)

  @Argument(help: "cifar10, fashion-mnist or mnist.")
  var name: String

  @Option(
    name: .customLong("from"),
    help: "A mirror: the address or path of the file, or of the folder that holds it.")
  var mirror: String?

  @Option(
    name: [.customLong("to"), .customLong("data-dir")],
    help: "The folder that will hold the data set's folder (default: \(DataFolders.standard)).")
  var folder: String?

  func run() throws {
    guard let source = DatasetSource.named(name) else {
      throw FetchError.notFetched(name: name, known: DatasetSource.all.map(\.name))
    }
    let line = ProgressLine()
    let target = folder ?? DataFolders.standard
    let fetcher = Fetcher(source: source, target: target, mirror: mirror, report: line.show)
    do {
      let (place, wasThere) = try fetcher.run()
      DataCommand.say(
        wasThere ? "\(source.name) is there already: \(place)" : "\(source.name) is ready: \(place)"
      )
      if folder != nil {
        DataCommand.say("Lessons find it with --data \(source.name) --data-dir \(target)")
      }
    } catch {
      line.clear()
      throw error
    }
  }
}
