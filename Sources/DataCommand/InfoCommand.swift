import ArgumentParser
import Datasets
import Foundation
import Pictures

/// `swift run data info NAME`.
struct InfoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "info",
    abstract: "Show what is in a data set, and draw a sheet of its pictures.")

  @Argument(help: "shapes, cifar10, fashion-mnist or mnist.")
  var name: String

  @Option(name: .customLong("data-dir"), help: "The folder that holds the data set, or its parent.")
  var folder: String?

  @Option(help: "The seed that shapes are drawn from.")
  var seed: UInt64 = 0

  @Option(help: "The folder that the sheet is written to.")
  var output = "Output"

  func run() throws {
    let data = try ImageDataset.load(named: name, from: folder, seed: seed)
    DataCommand.say(data.summary)
    DataCommand.say()
    DataCommand.say(Self.row("class", "training", "test"))
    let test = data.test.classCounts
    for (label, count) in data.train.classCounts.enumerated() {
      DataCommand.say(Self.row(data.train.classNames[label], "\(count)", "\(test[label])"))
    }
    DataCommand.say()
    DataCommand.say("Mean of the training pictures, from 0 to 255: \(Self.means(of: data.train))")

    let sheet = data.train.sheet(title: "\(data.name): the first training pictures of each class")
    let url = URL(fileURLWithPath: output).appendingPathComponent("data-\(data.name).png")
    do {
      try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: true)
    } catch {
      throw FetchError.cannotWriteSheet(path: output)
    }
    try sheet.image().write(to: url)
    DataCommand.say("A sheet of pictures: \(output)/data-\(data.name).png")
  }

  /// The mean of each colour plane.
  private static func means(of images: LabeledImages) -> String {
    let mean = images.meanImage().scalars
    let plane = images.height * images.width
    let names = images.channels == 3 ? ["red ", "green ", "blue "] : [""]
    return names.indices.map { channel in
      let sum = mean[channel * plane..<(channel + 1) * plane].reduce(0, +)
      return names[channel] + String(format: "%.2f", sum / Double(plane))
    }.joined(separator: ", ")
  }

  private static func row(_ name: String, _ train: String, _ test: String) -> String {
    name
      + [train, test].map { String(repeating: " ", count: max(1, 12 - $0.count)) + $0 }.joined()
      .leftPadded(by: 14 - name.count)
  }
}

extension String {
  fileprivate func leftPadded(by count: Int) -> String {
    String(repeating: " ", count: max(0, count)) + self
  }
}
