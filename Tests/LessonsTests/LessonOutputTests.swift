import Foundation
import Pictures
import Testing

/// The lessons that there are: a new one is added here, and every test below holds for it.
let lessonNumbers = [1, 2, 3, 4, 5]

@Suite("What a lesson writes", LessonOutputs())
struct LessonOutputTests {
  @Test("is the same to the last byte when it runs twice", arguments: lessonNumbers)
  func repeats(number: Int) throws {
    let first = try output(ofLesson: number)
    let second = try TestFolder()
    let run = try LessonRun(lesson: number, ["--quick", "--output", second.url.path])
    try #require(run.status == 0, "\(run.standardError)")
    let again = try second.files()
    let once = try first.files().filter { $0.key.hasPrefix("lesson-\(number)/") }
    #expect(Set(once.keys) == Set(again.keys))
    for (path, bytes) in once {
      #expect(bytes == again[path], "\(path) differs")
    }
  }

  @Test("are pictures that open and show something", arguments: lessonNumbers)
  func pictures(number: Int) throws {
    let folder = try output(ofLesson: number)
    let files = try folder.files().keys.filter {
      $0.hasPrefix("lesson-\(number)/") && $0.hasSuffix(".png")
    }
    #expect(files.count >= 3)
    for path in files {
      let image = try Image(contentsOf: folder.url.appendingPathComponent(path))
      #expect(Set(image.pixels).count > 2, "\(path) is blank")
    }
  }

  @Test("is one page that works offline", arguments: lessonNumbers)
  func page(number: Int) throws {
    let html = try output(ofLesson: number).text("lesson-\(number)/index.html")
    #expect(html.hasPrefix("<!DOCTYPE html>"))
    #expect(html.contains("data:image/png;base64,"))
    #expect(!html.contains("<img src=\"http"))
    #expect(!html.contains("file://"))
  }

  @Test("is a valid Jupyter notebook", arguments: lessonNumbers)
  func notebook(number: Int) throws {
    let text = try output(ofLesson: number).text("lesson-\(number)/lesson-\(number).ipynb")
    let json = try JSONSerialization.jsonObject(with: Data(text.utf8))
    let notebook = try #require(json as? [String: Any])
    #expect(notebook["nbformat"] as? Int == 4)
    #expect(notebook["nbformat_minor"] as? Int == 5)
    let cells = try #require(notebook["cells"] as? [[String: Any]])
    let identifiers = try cells.map { try #require($0["id"] as? String) }
    #expect(Set(identifiers).count == cells.count, "cell ids repeat")
    for (cell, id) in zip(cells, identifiers) {
      #expect(id.wholeMatch(of: /[a-zA-Z0-9_-]{1,64}/) != nil)
      #expect(cell["metadata"] is [String: Any])
      let kind = try #require(cell["cell_type"] as? String)
      #expect(["markdown", "code"].contains(kind))
      #expect((kind == "code") == (cell["outputs"] is [Any]))
      #expect((kind == "code") == cell.keys.contains("execution_count"))
    }
    #expect(cells.contains { $0["cell_type"] as? String == "code" })
  }

  @Test(
    "has a section for each file in its folder Sections, in the order of their names",
    arguments: lessonNumbers)
  func sections(number: Int) throws {
    let lessons = URL(filePath: #filePath).appending(path: "../../../Lessons").standardized
    let prefix = (number < 10 ? "0" : "") + "\(number)-"
    let folder = try #require(
      FileManager.default.contentsOfDirectory(atPath: lessons.path).first { $0.hasPrefix(prefix) })
    let sections = lessons.appending(path: "\(folder)/Sections")
    let files = try FileManager.default.contentsOfDirectory(atPath: sections.path).sorted()
    var titles: [String] = []
    for (index, file) in files.enumerated() {
      #expect(Int(file.prefix(2)) == index + 1, "\(file) is not in its place")
      let source = try String(contentsOf: sections.appending(path: file), encoding: .utf8)
      let calls = source.matches(of: #/note\.section\("(.*)"\)/#)
      #expect(calls.count == 1, "\(file) begins \(calls.count) sections")
      titles += calls.map { "## \(number).\(index + 1) \($0.1)" }
    }
    let text = try output(ofLesson: number).text("lesson-\(number)/lesson-\(number).ipynb")
    let told = text.matches(of: #/## \d+\.\d+ [^"\\]*/#).map { String($0.0) }
    #expect(told == titles)
  }

  /// What the lesson wrote.
  private func output(ofLesson number: Int) throws -> TestFolder {
    try #require(LessonOutputs.folders[number])
  }
}

/// Runs every lesson once, quickly, for all tests of a suite; or takes what lies in the folder named by `SIGHTLINE_OUTPUT`.
struct LessonOutputs: SuiteTrait, TestScoping {
  @TaskLocal static var folders: [Int: TestFolder] = [:]

  func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    var folders: [Int: TestFolder] = [:]
    for number in lessonNumbers {
      if let path = ProcessInfo.processInfo.environment["SIGHTLINE_OUTPUT"] {
        folders[number] = TestFolder(existing: path)
      } else {
        let folder = try TestFolder()
        let run = try LessonRun(lesson: number, ["--quick", "--output", folder.url.path])
        try #require(run.status == 0, "\(run.standardError)")
        folders[number] = folder
      }
    }
    try await Self.$folders.withValue(folders) { try await function() }
  }
}
