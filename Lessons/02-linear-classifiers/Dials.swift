import ArgumentParser

/// What the reader can play with in this lesson.
struct Dials: ParsableArguments {
  @Option(help: ArgumentHelp("A learning rate to try beside the lesson's own.", valueName: "rate"))
  var rate = 0.05

  @Option(
    help: ArgumentHelp(
      "A PNG file of your own, to be scored by the templates.", valueName: "file"))
  var picture: String?

  func validate() throws {
    guard rate > 0 && rate.isFinite else {
      throw ValidationError("--rate must be a number above 0, not \(rate).")
    }
  }
}
