import Course
import Foundation
import Workbench

/// Whose answer is graded.
package enum Subject: Sendable, Equatable, LosslessStringConvertible {
  /// The learner's.
  case learner
  /// The one in `Exercises/Solutions`.
  case solution
  /// A wrong answer that the check must reject.
  case mutant(String)

  /// Reads `learner`, `solution` or `mutant:ID`.
  package init?(_ description: String) {
    switch description {
    case "learner": self = .learner
    case "solution": self = .solution
    default:
      guard description.hasPrefix("mutant:") else { return nil }
      self = .mutant(String(description.dropFirst("mutant:".count)))
    }
  }

  /// The word by which it is passed on the command line.
  package var description: String {
    switch self {
    case .learner: "learner"
    case .solution: "solution"
    case .mutant(let id): "mutant:\(id)"
    }
  }
}

/// What an answer may use.
package struct Limits: Sendable {
  /// The seconds that a check may take by the clock.
  package var seconds: Double
  /// The bytes of address space.
  package var bytes: Int
  /// The lines that may be printed.
  package var lines = 1_000_000

  /// Says what an answer may use.
  ///
  /// - Parameters:
  ///   - seconds: by the clock.
  ///   - bytes: of address space.
  package init(seconds: Double = 10, bytes: Int = 2 << 30) {
    self.seconds = seconds
    self.bytes = bytes
  }
}

/// Grades answers, each in a process of its own: whatever the code does, the report says so and nothing else suffers.
package struct Grader: Sendable {
  /// The executable that holds the lesson's exercises.
  package let executable: String
  /// What an answer may use.
  package var limits: Limits

  /// Creates a grader for the exercises in an executable.
  ///
  /// - Parameters:
  ///   - executable: the path of `grade-lesson-N`.
  ///   - limits: what an answer may use.
  package init(executable: String, limits: Limits = Limits()) {
    self.executable = executable
    self.limits = limits
  }

  /// Grades one exercise and reports what happened, whatever happened.
  ///
  /// - Parameters:
  ///   - card: the exercise.
  ///   - subject: whose answer.
  ///   - seed: where the random inputs start from.
  /// - Returns: the report.
  /// - Throws: `ChildProcessError` if the process cannot be started, and what Foundation throws if there is no temporary folder.
  package func grade(
    _ card: ExerciseCard, _ subject: Subject = .learner, seed: UInt64? = nil
  ) throws -> Report {
    let (child, messages, files) = try run(
      [card.number.description, subject.description], seed.map { "\($0)" }, cap: 16 << 20)
    // A grader that stops while it explains has graded already.
    var report =
      messages.report ?? messages.unexplained ?? stopped(card, child, messages)
    report.printed = printed(child)
    if !files.isEmpty {
      report.remarks.append(
        "It wrote \(files.sorted().prefix(3).joined(separator: ", "))"
          + (files.count > 3 ? " and \(files.count - 3) more" : "")
          + " into the working folder, a temporary one that is gone now.")
    }
    return report
  }

  /// Runs the executable to its end, within the limits, in an empty folder of its own.
  ///
  /// - Parameters:
  ///   - task: the words that say what to do.
  ///   - detail: a last word, after the limits.
  ///   - cap: the bytes of each stream that are kept.
  /// - Returns: how it ended, what it said, and the files that it left behind.
  /// - Throws: `ChildProcessError` if it cannot be started, and what Foundation throws if there is no temporary folder.
  func run(
    _ task: [String], _ detail: String?, cap: Int
  ) throws -> (child: ChildProcess, messages: Message.All, files: [String]) {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("sightline-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }

    let seal = UUID().uuidString
    var request = ChildProcess.Request(
      [executable] + task + ["\(limits.bytes)", "\(Int(limits.seconds.rounded(.up)) + 5)"]
        + (detail.map { [$0] } ?? []))
    request.timeLimit = limits.seconds
    request.lineLimit = limits.lines
    request.cap = cap
    request.environment = [
      "SWIFT_BACKTRACE":
        "enable=yes,color=no,interactive=no,symbolicate=full,threads=crashed,registers=none,images=none,limit=32",
      "OPENBLAS_NUM_THREADS": "1",
      GradingProcess.folderVariable: folder.path,
      GradingProcess.sealVariable: seal,
    ]
    request.mark = GradingProcess.folderVariable
    let child = try ChildProcess(running: request)
    let files = (try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? []
    return (child, Message.all(in: child.verdict.text, sealedWith: seal), files)
  }

  /// The first lines that the learner's code printed, and how many more there were.
  private func printed(_ child: ChildProcess) -> [String] {
    let own =
      child.errors.text.prefix { _ in true }
      .components(separatedBy: "\n*** Signal").first ?? ""
    let errors = own.split(separator: "\n").filter {
      !$0.contains("Fatal error: ") && !$0.hasPrefix("swift-runtime: ")
    }
    let lines = child.output.text.split(separator: "\n") + errors
    let shown = lines.prefix(8).map { String($0.prefix(200)) }
    let more = child.output.lines + errors.count - shown.count
    return more > 0 ? shown + ["... and \(more) more lines"] : shown
  }
}
