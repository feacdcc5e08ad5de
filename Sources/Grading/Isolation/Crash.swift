import Foundation

/// What is known about the end of a process that crashed: what it was, and where in the learner's code.
struct Crash {
  /// What Swift said, such as "Index out of range".
  var message: String?
  /// The file and line of the learner's code, relative to the package.
  var place: String?
  /// The learner's function that was running.
  var function: String?
  /// The line of the grader's own code that was running, if the learner's was not.
  var graderPlace: String?
  /// Whether a function called itself until the stack was full.
  var isRecursion = false
  /// The bytes that could not be had.
  var bytesWanted: Int?

  /// Reads what Swift's runtime and its backtracer wrote to standard error.
  init(readingErrors text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: true)
    for line in lines where message == nil {
      if let match = line.firstMatch(of: /Fatal error: (.*)/) {
        message = String(match.1)
      } else if let match = line.firstMatch(of: /\*\*\* Swift runtime failure: (.*?) \*\*\*/) {
        message = String(match.1)
      }
    }
    if let match = message?.firstMatch(of: /failed to allocate (\d+) bytes/) {
      bytesWanted = Int(match.1)
    }
    let frames = lines.compactMap { Frame(line: $0) }
    if let frame = frames.first(where: { $0.isExercise }) {
      place = "\(frame.file):\(frame.line)"
      function = frame.function
    }
    if place == nil, let frame = frames.first(where: \.isGrader) {
      graderPlace = "\(frame.file):\(frame.line)"
    }
    let top = frames.prefix(12)
    isRecursion =
      text.contains("Bad pointer dereference") && top.count >= 8
      && frames.count > 12 && top.contains { $0.isExercise }
  }
}

/// One line of a backtrace that has a file.
private struct Frame {
  let function: String
  let absolute: String
  let line: Int

  init?(line text: Substring) {
    guard
      let match = text.firstMatch(
        of: /^\s*\d+ (?:\[[a-z]+\] *)*\s*(?:0x[0-9a-f]+ )?(.*?) in .* at (\/.*?\.swift):(\d+)/)
    else { return nil }
    function = String(match.1).replacing(/\s\+\s\d+$/, with: "")
    absolute = String(match.2)
    line = Int(match.3) ?? 0
  }

  /// Fixtures stand for exercises, except for their files that stand for checks and for the program
  /// that starts them.
  var isExercise: Bool {
    !isSolution && (absolute.contains("/Exercises/") || absolute.contains("/Fixtures/"))
      && !isGrader && !function.hasSuffix("_main")
  }

  var isGrader: Bool {
    ["/Sources/Grading/", "/Sources/Checks/", "/GradingFixtures/Checks/"].contains {
      absolute.contains($0)
    }
  }

  private var isSolution: Bool { absolute.contains("/Exercises/Solutions/") }

  /// The path from the package's folder on.
  var file: String {
    guard
      let range = absolute.range(of: "/Exercises/") ?? absolute.range(of: "/Tests/")
        ?? absolute.range(of: "/Sources/")
    else {
      return absolute
    }
    return String(absolute[range.lowerBound...].dropFirst())
  }
}
