import ArgumentParser
import Datasets

/// `swift run data verify NAME`.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Read a data set from end to end and say whether its files are whole.")

  @Argument(help: "cifar10, fashion-mnist or mnist.")
  var name: String

  @Option(name: .customLong("data-dir"), help: "The folder that holds the data set, or its parent.")
  var folder: String?

  func run() throws {
    guard let source = DatasetSource.all.first(where: { $0.name == name }) else {
      if name == "shapes" {
        print("shapes is drawn by Sightline: it has no files to verify.")
        return
      }
      throw DatasetError.unknownName(name, known: ImageDataset.names)
    }
    let place = try DataFolders.locate(name, from: folder)
    let data = try ImageDataset.load(named: name, from: folder)
    print("\(data.summary)\nin \(place)")
    for (part, images, official) in [
      ("training", data.train, source.trainCount), ("test", data.test, source.testCount),
    ] {
      let isOfficial = images.count == official
      print(
        "whole   \(images.count) \(part) pictures, every label in its range"
          + (isOfficial ? "" : "; the official data set has \(official)"))
    }
  }
}
