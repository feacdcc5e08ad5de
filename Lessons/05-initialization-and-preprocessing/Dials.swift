import ArgumentParser

/// What the reader can play with in this lesson.
struct Dials: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A standard deviation of the weights to try beside the lesson's own.",
      valueName: "deviation"
    ))
  var scale = 0.1

  func validate() throws {
    guard scale >= 0 && scale <= 1000 else {
      throw ValidationError(
        "--scale must be a number from 0 to 1000, not \(scale).")
    }
  }
}
