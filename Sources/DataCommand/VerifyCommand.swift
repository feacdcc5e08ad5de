import ArgumentParser
import Datasets
import Foundation

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
    guard let source = DatasetSource.named(name) else {
      if ImageDataset.name(spelled: name) == "shapes" {
        DataCommand.say("shapes is drawn by Sightline: it has no files to verify.")
        return
      }
      throw DatasetError.unknownName(name, known: ImageDataset.names)
    }
    let place = try DataFolders.locate(name, from: folder)
    let data = try ImageDataset.load(named: name, from: folder)
    DataCommand.say("\(data.summary)\nin \(place)")
    for (part, images, official) in [
      ("training", data.train, source.trainCount), ("test", data.test, source.testCount),
    ] {
      let isOfficial = images.count == official
      DataCommand.say(
        "whole   \(images.count) \(part) pictures, every label in its range"
          + (isOfficial ? "" : "; the official data set has \(official)"))
    }
    let isOfficial =
      data.train.count == source.trainCount && data.test.count == source.testCount
    DataCommand.say(
      isOfficial ? try Self.compare(source, in: place) : Self.notCompared("the counts differ"))
  }

  /// Compares the files' contents with the official ones, where their checksums are known.
  ///
  /// - Returns: a line that says what was compared.
  /// - Throws: `FetchError.otherContents` for the first file that differs.
  static func compare(_ source: DatasetSource, in folder: String) throws -> String {
    let known = source.files.filter { $0.contents != nil }
    guard !known.isEmpty else {
      return notCompared("none is published for the unpacked files")
    }
    for file in known {
      let path = DataFolders.path(
        ofFile: file.name.hasSuffix(".gz") ? String(file.name.dropLast(3)) : file.name, in: folder)
      let isPacked = DataFolders.kindOfFile(at: path) == "a gzip archive"
      let found = try isPacked ? Tool.sha256(unpacking: path) : Tool.sha256(of: path)
      guard let expected = file.contents, found == expected else {
        throw FetchError.otherContents(
          path: path, name: source.name, expected: file.contents ?? "",
          found: found ?? "no whole gzip archive")
      }
    }
    return "checked the SHA-256 of what the \(known.count) files hold: it is the official data"
  }

  private static func notCompared(_ reason: String) -> String {
    "Every record was read; no checksum was compared (\(reason))."
  }
}
