import ArgumentParser

/// What can be played with in this lesson.
struct Dials: ParsableArguments {
  @Option(
    help: ArgumentHelp("How many neighbours vote, 1 to 500: try 1, 10 and 100.", valueName: "count")
  )
  var k = 5

  @Option(
    help: ArgumentHelp(
      "A PNG file of your own, to be shown among its neighbours.", valueName: "file"))
  var picture: String?

  func validate() throws {
    guard (1...500).contains(k) else {
      throw ValidationError("--k must be from 1 to 500, not \(k).")
    }
  }
}
