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
  /// - Throws: `Refusal` if there is no stub to be had or something cannot be written.
  func reset(_ card: ExerciseCard, of lesson: CourseLesson) throws -> String {
    let path = lesson.file(of: card)
    let file = workshop.url(path)
    let current = FileManager.default.contents(atPath: file.path)
    guard let stub = stub(of: card, in: lesson) else {
      throw Refusal(
        "The stub of \(card.number) is not to be found: \(lesson.stub(of: card)) is missing, "
          + "from which it is taken.")
    }
    guard current != stub else { return "\(path) is the stub already." }
    if current == nil, FileManager.default.fileExists(atPath: file.path) {
      throw Refusal("\(path) cannot be read, so it cannot be kept aside: nothing was changed.")
    }
    do {
      let kept = try current.map { try keepAside($0, of: card) }
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try WholeFile.write([UInt8](stub), to: file.path)
      return "\(path) is the stub again." + (kept.map { " Your version is kept in \($0)." } ?? "")
    } catch let error as WholeFile.Failure {
      throw Refusal("\(error.description). Your version is still in its place.")
    } catch {
      throw Refusal("\(FileTrouble.line(error)). Your version is still in its place.")
    }
  }

  /// Keeps a version of an answer under a name that is free; returns its path.
  private func keepAside(_ version: Data, of card: ExerciseCard) throws -> String {
    let folder = workshop.progress.folder.appendingPathComponent("kept")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var count = 1
    func name() -> String { "\(card.number)-\(card.file)-\(count).swift" }
    while FileManager.default.fileExists(atPath: folder.appendingPathComponent(name()).path) {
      count += 1
    }
    try WholeFile.write([UInt8](version), to: folder.appendingPathComponent(name()).path)
    return ".grade/kept/\(name())"
  }

  /// The stub as it came: the copy that lies beside the solutions.
  func stub(of card: ExerciseCard, in lesson: CourseLesson) -> Data? {
    FileManager.default.contents(atPath: workshop.url(lesson.stub(of: card)).path)
  }
}

extension CourseLesson {
  /// The copy of an exercise's stub, relative to the package.
  ///
  /// From it the stub is brought back, without git. It does not end in `.swift`, so that nothing
  /// compiles it.
  func stub(of card: ExerciseCard) -> String { "Exercises/Stubs/\(folder)/\(card.file).stub" }
}
