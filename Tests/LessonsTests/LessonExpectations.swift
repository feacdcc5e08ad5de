import Foundation
import Testing

// What is expected of every lesson, said once: the tests of a lesson add what is particular to it.

/// Expects a quick run to hold its claims, to say nothing on standard error and to draw exactly these pictures.
///
/// - Returns: what the lesson printed.
@discardableResult
func expectQuickRun(
  ofLesson number: Int, _ options: [String] = [], draws pictures: Set<String>? = nil,
  sourceLocation: SourceLocation = #_sourceLocation
) throws -> String {
  let folder = try TestFolder()
  let run = try LessonRun(
    lesson: number, ["--quick", "--output", folder.url.path] + options)
  try #require(run.status == 0, "\(run.standardError)", sourceLocation: sourceLocation)
  #expect(run.standardError.isEmpty, sourceLocation: sourceLocation)
  if let pictures {
    #expect(try folder.pictureNames() == pictures, sourceLocation: sourceLocation)
  }
  return run.standardOutput
}

/// Expects other seeds to draw another picture, and the claims to hold all the same.
func expectOtherSeeds(
  ofLesson number: Int, toChange picture: String,
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let drawings = try ["1", "2"].map { seed in
    let folder = try TestFolder()
    let run = try LessonRun(
      lesson: number, ["--quick", "--seed", seed, "--output", folder.url.path])
    #expect(
      run.status == 0, "seed \(seed): \(run.standardError)", sourceLocation: sourceLocation)
    return try #require(
      try folder.files()["lesson-\(number)/\(picture).png"], sourceLocation: sourceLocation)
  }
  #expect(drawings[0] != drawings[1], sourceLocation: sourceLocation)
}

/// Expects options to be refused in one line of standard error, and nothing to be written.
///
/// - Returns: that line.
@discardableResult
func expectRefusal(
  byLesson number: Int, of options: [String],
  sourceLocation: SourceLocation = #_sourceLocation
) throws -> String {
  let folder = try TestFolder()
  let run = try LessonRun(lesson: number, options + ["--output", folder.url.path])
  #expect(run.status != 0, sourceLocation: sourceLocation)
  #expect(run.status < 128, "it crashed", sourceLocation: sourceLocation)
  let lines = run.standardError.split(whereSeparator: \.isNewline)
  #expect(lines.count == 1, "\(run.standardError)", sourceLocation: sourceLocation)
  let written = try folder.files()
  #expect(written.isEmpty, "\(written.keys)", sourceLocation: sourceLocation)
  return run.standardError
}
