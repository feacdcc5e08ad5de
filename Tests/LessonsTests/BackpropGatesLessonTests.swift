import Foundation
import Testing

@Suite("Lesson 3, backpropagation: gates")
struct BackpropGatesLessonTests {
  @Test("holds what it claims and draws every picture", arguments: ["231", "2"])
  func quickRun(seed: String) throws {
    let output = try expectQuickRun(
      ofLesson: 3, ["--seed", seed],
      draws: [
        "graph-forward", "graph-backward", "staged-sigmoid", "nudges", "patterns", "sigmoid-chain",
        "sigmoid-gate", "shared-values", "jacobian", "step-size", "kink",
      ])
    let figures = [
      "measured: -4, -4, 3", "0.73; -0.20, -0.39, 0.20; 0.39, -0.59", "256 GiB", "1000 of 1000",
    ]
    for figure in figures { #expect(output.contains(figure), "\(figure) is missing") }
  }

  @Test("draws the reader's own graph in place of the chapter")
  func ownGraph() throws {
    let folder = try TestFolder()
    let run = try LessonRun(
      lesson: 3,
      [
        "--expression", "(x+y)*z", "--at", "x=-2,y=5,z=-4", "--output", folder.url.path,
      ])
    try #require(run.status == 0, "\(run.standardError)")
    #expect(try folder.pictureNames() == ["your-graph"])
    let rows = run.standardOutput.split(separator: "\n").map {
      $0.split(separator: " ").map(String.init)
    }
    for row in [
      ["x", "given", "-2", "-4"], ["y", "given", "5", "-4"], ["z", "given", "-4", "3"],
      ["f", "g1", "×", "z", "-12", "1"],
    ] {
      #expect(rows.contains(row), "\(row)")
    }
  }

  @Test("writes the reader's own graph beside the chapter, never over it")
  func besideChapter() throws {
    let folder = try TestFolder()
    let chapter = folder.url.appendingPathComponent("lesson-3")
    try FileManager.default.createDirectory(at: chapter, withIntermediateDirectories: true)
    let names = ["index.html", "lesson-3.ipynb", "your-graph.png"]
    for name in names {
      try Data("the chapter's".utf8).write(to: chapter.appendingPathComponent(name))
    }
    let run = try LessonRun(
      lesson: 3, ["--expression", "x*x", "--at", "x=3", "--output", folder.url.path])
    #expect(run.status == 0, "\(run.standardError)")
    let files = try folder.files()
    #expect(
      Set(files.keys) == Set(names.flatMap { ["lesson-3/\($0)", "lesson-3/your-graph/\($0)"] }))
    for name in names {
      #expect(files["lesson-3/\(name)"] == Data("the chapter's".utf8))
      #expect((files["lesson-3/your-graph/\(name)"]?.count ?? 0) > 100)
    }
    #expect(run.standardOutput.contains("lesson-3/your-graph/index.html"))
  }

  @Test(
    "takes a formula that begins with dashes for what it is",
    arguments: [["--expression", "---x"], ["--expression=---x"], ["--expression", "--x"]])
  func dashes(options: [String]) throws {
    let folder = try TestFolder()
    let run = try LessonRun(
      lesson: 3, options + ["--at", "x=-2", "--output", folder.url.path])
    #expect(run.status == 0, "\(run.standardError)")
    #expect(try folder.pictureNames() == ["your-graph"])
  }

  @Test(
    "draws what has no gate, and fifty products, in little time and memory",
    arguments: [
      ("5", ""), ("pi", ""), ("2^-x", "x=3"),
      (Array(repeating: "x", count: 51).joined(separator: "*"), "x=1.01"),
      (
        (0..<51).map { "x\($0)" }.joined(separator: "*"),
        (0..<51).map { "x\($0)=1.01" }.joined(separator: ",")
      ),
    ])
  func extremes(text: String, values: String) throws {
    let folder = try TestFolder()
    let at = values.isEmpty ? [] : ["--at", values]
    let run = try LessonRun(
      lesson: 3, ["--expression", text, "--output", folder.url.path] + at)
    #expect(run.status == 0, "\(run.standardError)")
    #expect(try folder.pictureNames() == ["your-graph"])
    let size = try #require(folder.files().first { $0.key.hasSuffix(".png") }).value.count
    #expect(size > 200 && size < 1_000_000)
  }

  @Test("says what is infinite or not a number, and draws it all the same")
  func notFinite() throws {
    let folder = try TestFolder()
    let run = try LessonRun(
      lesson: 3,
      ["--expression", "-x/(y-y)+log(x-3)", "--at", "x=2,y=1", "--output", folder.url.path])
    #expect(run.status == 0, "\(run.standardError)")
    #expect(run.standardOutput.contains("−2 / 0 (character 3) is infinite"))
    #expect(run.standardOutput.contains("log of −1 (character 10) is not a number (NaN)"))
    #expect(try folder.pictureNames() == ["your-graph"])
  }

  @Test("says when there are more gates than can be drawn, and still has the numbers")
  func manyGates() throws {
    let folder = try TestFolder()
    let sum = Array(repeating: "x", count: 500).joined(separator: "+")
    let run = try LessonRun(
      lesson: 3, ["--expression", sum, "--at", "x=1", "--output", folder.url.path])
    #expect(run.status == 0, "\(run.standardError)")
    #expect(run.standardOutput.contains("499 gates are more than can be drawn"))
    #expect(run.standardOutput.contains("of 499 gates"))
    #expect(try folder.pictureNames().isEmpty)
  }

  @Test(
    "refuses what it cannot understand, in one line that says where",
    arguments: [
      (["--expression", "(x+y*z", "--at", "x=1,y=2,z=3"], "at character 1: "),
      (["--expression", "x+*y", "--at", "x=1,y=2"], "at character 3: "),
      (["--expression", "", "--at", "x=1"], "empty"),
      (["--expression", "x+y", "--at", "x=1"], "no value for y"),
      (["--expression", "x+y"], "no value for x and y"),
      (["--expression", "x", "--at", "x=1,q=2"], "value for q"),
      (["--expression", "x", "--at", "x=1,x=2"], "x has two values"),
      (["--expression", "x", "--at", "x=1e999"], "not finite"),
      (["--at", "x=1"], "--expression"),
      (["--expression", String(repeating: "(", count: 5000), "--at", "x=1"], "nested"),
      (["--expression"], "--expression"), (["--data", "kittens"], "kittens"),
    ])
  func refusals(options: [String], words: String) throws {
    let line = try expectRefusal(byLesson: 3, of: options)
    #expect(line.contains(words), "\(line)")
  }
}
