import ArgumentParser

/// What can be played with in this lesson.
struct Dials: ParsableArguments {
  @Option(
    help: ArgumentHelp("How many neighbours vote, 1 to 500: try 1, 10 and 100.", valueName: "count")
  )
  var k = 5

  func validate() throws {
    guard (1...500).contains(k) else {
      throw ValidationError("--k must be from 1 to 500, not \(k).")
    }
  }
}
