import Course
import BuiltProducts
import Foundation
import Grading
import Workbench
import Testing

/// What an answer of `Tests/Fixtures/GradingFixtures` does, and what must be said of it.
struct Misdeed: Sendable, CustomTestStringConvertible {
  let place: Int
  let testDescription: String
  let verdict: Verdict
  var id: String?
  var says: [String] = []
}

private let misdeeds = [
  Misdeed(place: 1, testDescription: "nothing", verdict: .right),
  Misdeed(
    place: 2, testDescription: "an index out of range", verdict: .stopped, id: "index",
    says: ["Index out of range", "main.swift:27", "the number 3"]),
  Misdeed(
    place: 3, testDescription: "an overflow", verdict: .stopped, id: "overflow",
    says: ["arithmetic overflow", "main.swift:30"]),
  Misdeed(
    place: 4, testDescription: "unwrapping nil", verdict: .stopped, id: "nil",
    says: ["found nil", "main.swift:36"]),
  Misdeed(
    place: 5, testDescription: "an endless loop", verdict: .stopped, id: "time",
    says: ["stopped after 2 s"]),
  Misdeed(
    place: 6, testDescription: "an endless recursion", verdict: .stopped, id: "recursion",
    says: ["calls itself", "main.swift:23"]),
  Misdeed(
    place: 7, testDescription: "an allocation of 100 GB", verdict: .stopped, id: "memory",
    says: ["103079 MB", "the limit is 2147 MB"]),
  Misdeed(
    place: 8, testDescription: "exit(0)", verdict: .stopped, id: "exit", says: ["exit(0)"]),
  Misdeed(place: 10, testDescription: "writing a file", verdict: .right, says: ["left-behind.txt"]),
  Misdeed(
    place: 11, testDescription: "throwing an error", verdict: .wrong, id: "threw",
    says: ["no such row"]),
  Misdeed(place: 12, testDescription: "nothing yet", verdict: .unattempted),
  Misdeed(
    place: 13, testDescription: "printing a line", verdict: .wrong, says: ["a first word"]),
  Misdeed(
    place: 14, testDescription: "allocating piece by piece", verdict: .stopped, id: "memory"),
  Misdeed(
    place: 15, testDescription: "sleeping", verdict: .stopped, id: "time", says: ["after 2 s"]),
  Misdeed(
    place: 17, testDescription: "dividing by zero", verdict: .stopped, id: "division",
    says: ["Division by zero"]),
  Misdeed(
    place: 18, testDescription: "nothing, while the check traps", verdict: .undecided,
    id: "grader",
    says: ["The grader itself stopped: this is not your mistake", "exercise 99.18"]),
  Misdeed(
    place: 19, testDescription: "nothing, while the check traps over what it returned",
    verdict: .undecided, id: "grader", says: ["this is not your mistake", "TrappingChecks.swift"]),
  Misdeed(
    place: 20, testDescription: "a mistake, while its diagnosis traps", verdict: .wrong,
    id: "unexplained",
    says: ["yours 4, expected 3", "the grader itself stopped while it looked for the cause"]),
  Misdeed(
    place: 21, testDescription: "a forged verdict", verdict: .stopped, id: "exit",
    says: ["exit(0)"]),
]

@Suite("Whatever an answer does, the report says so")
struct IsolationTests {
  private func report(_ place: Int, limits: Limits) throws -> Report {
    let card = ExerciseCard(
      "99.\(place)", "Fixture", file: "Fixture", section: nil, difficulty: 1, minutes: 1, hints: [])
    return try Grader(executable: BuiltProducts.path("grading-fixtures"), limits: limits)
      .grade(card)
  }

  @Test("it is reported for what it is", arguments: misdeeds)
  func misdeed(_ misdeed: Misdeed) throws {
    let report = try report(misdeed.place, limits: Limits(seconds: misdeed.id == "time" ? 2 : 30))
    let text = report.text(isVerbose: true)
    #expect(report.verdict == misdeed.verdict, "\(text)")
    if let id = misdeed.id { #expect(report.diagnoses.map(\.id) == [id], "\(text)") }
    // Lines are wrapped in the text: words are compared without their breaks.
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    for phrase in misdeed.says { #expect(words.contains(phrase), "\(text)") }
  }

  @Test("a million lines are counted, and the first ones shown")
  func manyLines() throws {
    var limits = Limits(seconds: 60)
    limits.lines = 100_000
    let report = try report(9, limits: limits)
    #expect(report.diagnoses.map(\.id) == ["output"])
    #expect(report.printed.first == "line 0")
    #expect(report.printed.count <= 9)
    #expect(report.printed.last?.hasSuffix("more lines") == true)
  }

  @Test(
    "an answer that closes the descriptor of the verdict has ended the process, as far as anyone can see"
  )
  func closedDescriptor() throws {
    #expect(try report(16, limits: Limits()).verdict == .stopped)
  }

  @Test("what it wrote is gone afterwards, and nothing lies in the working folder")
  func noFileLeft() throws {
    _ = try report(10, limits: Limits())
    #expect(!FileManager.default.fileExists(atPath: "left-behind.txt"))
  }

  #if os(Linux)
    @Test("a process in a session of its own does not outlive the grading")
    func leftBehind() throws {
      let report = try report(22, limits: Limits())
      #expect(report.verdict == .right)
      let words = try #require(report.printed.first { $0.hasPrefix("left behind: ") })
      let id = try #require(pid_t(words.dropFirst("left behind: ".count)))
      // Whoever is its parent now may take a moment to notice that it has ended.
      for _ in 0..<100 where isRunning(id) { usleep(20_000) }
      #expect(!isRunning(id))
    }
  #endif

  #if os(Linux)
    /// Whether a process runs: one that has ended and waits for its parent to ask does not.
    private func isRunning(_ id: pid_t) -> Bool {
      guard let text = try? String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8),
        let end = text.lastIndex(of: ")")
      else { return false }
      return text[end...].split(separator: " ").dropFirst().first != "Z"
    }
  #endif

  @Test("an executable that is not there is an error that names it")
  func missingExecutable() throws {
    let card = ExerciseCard(
      "99.1", "Fixture", file: "Fixture", section: nil, difficulty: 1, minutes: 1, hints: [])
    #expect(throws: ChildProcessError.self) {
      try Grader(executable: "/nowhere/grade-lesson-99").grade(card)
    }
  }
}
