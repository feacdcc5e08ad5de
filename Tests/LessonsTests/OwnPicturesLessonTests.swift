import Foundation
import Testing

/// A lesson's program beside a `grade` that says what a test wants it to say.
private final class Stage {
  let folder: TestFolder

  init(lesson: Int, grade script: String?) throws {
    folder = try TestFolder()
    let program = folder.url.appendingPathComponent("lesson-\(lesson)")
    try FileManager.default.copyItem(at: LessonRun.executable(lesson: lesson), to: program)
    guard let script else { return }
    let grade = folder.url.appendingPathComponent("grade")
    try ("#!/bin/sh\n" + script + "\n").write(to: grade, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: grade.path)
  }

  func run(lesson: Int, _ arguments: [String] = []) throws -> LessonRun {
    try LessonRun(
      program: folder.url.appendingPathComponent("lesson-\(lesson)"),
      ["--quick", "--mine", "--output", folder.url.appendingPathComponent("out").path] + arguments,
      environment: ["SIGHTLINE_SKIP_BUILD": "1"])
  }
}

@Suite("A lesson with --mine")
struct OwnPicturesLessonTests {
  @Test("shows what the reader's functions have drawn, marked as theirs")
  func shown() throws {
    let png = """
      iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJg\
      gg==
      """
    let picture = """
      {"png":"\(png)","width":1,"height":1,"pixelsPerPoint":1,"caption":"A neighbour.","see":"It.",\
      "ownParts":["1.1"],"borrowedParts":["1.5"]}
      """
    let answer = """
      {"items":[{"number":"1.1","title":"L1 distance","section":"How far apart are two pictures?",\
      "picture":\(picture)}],"right":["1.1"],"open":[],"lapsed":[],"failures":[]}
      """
    let stage = try Stage(lesson: 1, grade: "echo \"$@\" >&2\ncat <<'END'\n\(answer)\nEND")
    let run = try stage.run(lesson: 1, ["--seed", "7"])
    #expect(run.status == 0, "\(run.standardError)")
    let said = run.standardOutput.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(said.contains("Drawn by your own function 1.1, with the course's 1.5. A neighbour."))
    let files = try stage.folder.files()
    #expect(files["out/lesson-1/yours-1-1.png"] == Data(base64Encoded: png))
    let page = String(decoding: try #require(files["out/lesson-1/index.html"]), as: UTF8.self)
    #expect(page.contains("A neighbour."))
  }

  @Test(
    "ends at once, in a line, when there is nothing to draw with",
    arguments: [
      (
        "echo '{\"items\":[],\"right\":[],\"open\":[],\"lapsed\":[],\"failures\":[]}'; exit 1",
        "swift run grade next"
      ),
      (
        "echo 'note: a note' >&2; echo 'Error: Lesson 1 does not compile: x.swift:3' >&2; exit 1",
        "x.swift:3"
      ),
      ("kill -9 $$", "grade draw 1"),
      ("echo nonsense", "grade draw 1"),
    ])
  func refused(script: String, says: String) throws {
    let stage = try Stage(lesson: 1, grade: script)
    let run = try stage.run(lesson: 1)
    #expect(run.status == 1)
    let lines = run.standardError.split(separator: "\n")
    #expect(lines.count == 1, "\(run.standardError)")
    #expect(lines.first?.hasPrefix("lesson-1: --mine: ") == true, "\(run.standardError)")
    #expect(run.standardError.contains(says), "\(run.standardError)")
    #expect(try stage.folder.files()["out/lesson-1/index.html"] == nil)
  }

  @Test("says in a line that the grader is not there")
  func noGrader() throws {
    let run = try Stage(lesson: 1, grade: nil).run(lesson: 1)
    #expect(run.status == 1)
    #expect(run.standardError.contains("grade is not built yet"), "\(run.standardError)")
  }

  @Test("works, or says why not, with the exercises as they are", arguments: lessonNumbers)
  func asTheyAre(number: Int) throws {
    let folder = try TestFolder()
    let run = try LessonRun(
      lesson: number, ["--quick", "--mine", "--output", folder.url.path],
      environment: ["SIGHTLINE_SKIP_BUILD": "1"])
    if run.status == 0 {
      #expect(run.standardOutput.contains("your own function"))
    } else {
      #expect(run.standardError.split(separator: "\n").count == 1, "\(run.standardError)")
    }
  }
}
