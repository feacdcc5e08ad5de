import ArgumentParser

/// What the reader can play with in this lesson.
struct Dials: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Hidden units of the network that parts the spiral, beside 3, 6 and 20.",
      valueName: "number"))
  var units = 50

  func validate() throws {
    guard (1...2000).contains(units) else {
      throw ValidationError("--units must be from 1 to 2000, not \(units).")
    }
  }
}
