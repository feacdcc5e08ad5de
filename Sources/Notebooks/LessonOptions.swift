import ArgumentParser

/// The options that every lesson takes.
public struct LessonOptions: ParsableArguments, Sendable {
  /// The data set that is drawn, not read.
  static let drawnData = "shapes"

  /// The data sets that lessons learn from.
  static let dataNames = [drawnData, "cifar10", "fashion-mnist", "mnist"]

  private static var dataChoices: String {
    dataNames.dropLast().joined(separator: ", ") + " or " + (dataNames.last ?? "")
  }

  /// The name of the data set to learn from.
  @Option(
    help: ArgumentHelp(
      "The data set to learn from: \(Self.dataChoices).", valueName: "name"),
    transform: Self.dataName)
  public var data = Self.drawnData

  /// The name of a data set in any case, with or without its dash; other words stay as they are.
  private static func dataName(_ spelling: String) -> String {
    func letters(_ text: String) -> String {
      text.lowercased().filter { !"-_ ".contains($0) }
    }
    return dataNames.first { letters($0) == letters(spelling) } ?? spelling
  }

  /// The folder that holds the data set's files, or nil to look where they usually are.
  @Option(
    name: .customLong("data-dir"),
    help: ArgumentHelp("The folder that holds the data set's files.", valueName: "folder"))
  public var dataDirectory: String?

  @Option(
    name: .customLong("seed"),
    help: ArgumentHelp(
      "Where the random numbers start: the same seed, the same lesson.", valueName: "number"))
  var seedNumber = 231

  @Flag(name: .customLong("quick"), help: "Take seconds: less data, fewer steps.")
  var wantsQuick = false

  @Flag(name: .customLong("full"), help: "The real thing: all the data, and minutes of work.")
  var wantsFull = false

  /// The folder into which each lesson writes a folder of its own.
  @Option(help: ArgumentHelp("The folder to write pictures and pages to.", valueName: "folder"))
  public var output = "Output"

  @Flag(name: .customLong("open"), help: "Show the finished page in the browser.")
  var opensPage = false

  @Flag(
    name: .customLong("mine"),
    help: "Add pictures drawn by your own functions, those that `swift run grade` finds right.")
  var wantsOwnPictures = false

  /// The options as they are when none is given.
  public init() {}

  /// Where the lesson's random numbers start.
  public var seed: UInt64 { UInt64(max(0, seedNumber)) }

  /// How much work the reader asked for.
  public var effort: Effort { wantsQuick ? .quick : wantsFull ? .full : .usual }

  /// Refuses what the lesson could not work with.
  public func validate() throws {
    if seedNumber < 0 {
      throw ValidationError("--seed must be 0 or more, not \(seedNumber).")
    }
    if wantsQuick && wantsFull {
      throw ValidationError("--quick and --full exclude each other: give one of them, or none.")
    }
    guard Self.dataNames.contains(data) else {
      throw ValidationError("--data must be \(Self.dataChoices), not \"\(data)\".")
    }
    if dataDirectory?.isEmpty == true { throw ValidationError("--data-dir needs a folder.") }
    if dataDirectory != nil && data == Self.drawnData {
      throw ValidationError(
        "--data-dir: \(Self.drawnData) needs no folder, it is drawn. "
          + "Say which pictures lie there, such as --data cifar10.")
    }
    if output.isEmpty { throw ValidationError("--output needs a folder.") }
  }
}

/// How much work a lesson does.
public enum Effort: Sendable, Equatable {
  /// Seconds: for a first look, and for machines that check every change.
  case quick
  /// About a minute.
  case usual
  /// The real thing.
  case full
}
