import Course
import ArgumentParser
import Foundation
import Grading
import Workbench

/// `grade reset 2.4`: back to the stub, with the learner's version kept aside.
struct ResetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reset", abstract: "Bring the stub back; your version is kept aside.")

  @Argument(help: "The exercise, such as 2.4.")
  var number: ExerciseNumber

  @OptionGroup var common: CommonOptions

  func run() throws {
    let session = Session(workshop: try common.workshop(), terminal: Terminal())
    let (lesson, card) = try Target.known(number)
    session.terminal.print(try session.reset(card, of: lesson))
  }
}

extension Session {
  /// Puts the stub in the place of the learner's version, which is kept.
  ///
  /// - Returns: what has been done, in words.
  /// - Throws: `Refusal` if there is no stub to be had, what Foundation throws if files cannot be written.
  func reset(_ card: ExerciseCard, of lesson: CourseLesson) throws -> String {
    let path = lesson.file(of: card)
    let file = workshop.url(path)
    let current = try? String(contentsOf: file, encoding: .utf8)
    guard let stub = committedStub(path) ?? stub(from: lesson.solution(of: card)) else {
      throw Refusal("The stub of \(card.number) is not to be found: git checkout \(path) may help.")
    }
    guard current != stub else { return "\(path) is the stub already." }
    var kept = ""
    if let current {
      let folder = workshop.progress.folder.appendingPathComponent("kept")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      var count = 1
      func name() -> String { "\(card.number)-\(card.file)-\(count).swift" }
      while FileManager.default.fileExists(atPath: folder.appendingPathComponent(name()).path) {
        count += 1
      }
      let aside = folder.appendingPathComponent(name())
      try current.write(to: aside, atomically: true, encoding: .utf8)
      kept = " Your version is kept in .grade/kept/\(name())."
    }
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try stub.write(to: file, atomically: true, encoding: .utf8)
    return "\(path) is the stub again.\(kept)"
  }

  /// The newest committed version that is still a stub.
  private func committedStub(_ path: String) -> String? {
    guard let log = git("log", "--format=%H", "-n", "200", "--", path) else { return nil }
    for commit in log.split(separator: "\n") {
      if let text = git("show", "\(commit):./\(path)"), text.contains("throw Unattempted()") {
        return text
      }
    }
    return nil
  }

  private func git(_ arguments: String...) -> String? {
    var request = ChildProcess.Request(["git", "-C", workshop.root.path] + arguments)
    request.timeLimit = 10
    request.cap = 1 << 20
    guard let child = try? ChildProcess(running: request), child.end == .exited(0) else {
      return nil
    }
    return child.output.text
  }

  /// The solution's declaration with an empty body: the stub, where there is no git to ask.
  private func stub(from path: String) -> String? {
    guard let text = try? String(contentsOf: workshop.url(path), encoding: .utf8) else {
      return nil
    }
    let lines = text.sourceLines
    guard let start = lines.firstIndex(where: { $0.hasPrefix("public func") }),
      let end = lines[start...].firstIndex(where: { $0.hasSuffix("{") })
    else { return nil }
    return "import Grading\n" + lines[...end].joined(separator: "\n")
      + "\n  // TODO: do what is written above.\n  throw Unattempted()\n}\n"
  }
}
