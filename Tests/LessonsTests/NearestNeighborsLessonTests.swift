import Foundation
import Testing

@Suite("Lesson 1, nearest neighbours")
struct NearestNeighborsLessonTests {
  @Test(
    "refuses an option that it cannot follow, in one line that names it",
    arguments: [
      ["--k", "0"], ["--k", "-3"], ["--k", "501"], ["--k", "many"], ["--data", "kittens"],
      ["--data", "cifar10", "--data-dir", "/nonexistent"], ["--neighbors", "3"],
    ])
  func refuses(options: [String]) throws {
    let line = try expectRefusal(byLesson: 1, of: ["--quick"] + options)
    #expect(line.contains(options.last ?? "") || line.contains(options[0]))
  }

  @Test("draws every picture of the chapter, and follows its dial and its seed")
  func chapter() throws {
    let folder = try TestFolder()
    let one = try LessonRun(
      lesson: 1, ["--quick", "--k", "1", "--seed", "1", "--output", folder.url.path])
    #expect(one.status == 0, "\(one.standardError)")
    for name in [
      "data", "tasks", "timeline", "nuisances", "nuisance-curves", "neighbors", "distances",
      "equal-distance", "regions", "splits", "cross-validation", "dimensions",
    ] {
      let path = "\(folder.url.path)/lesson-1/\(name).png"
      #expect(FileManager.default.fileExists(atPath: path), "\(name).png is missing")
    }
    let many = try LessonRun(
      lesson: 1, ["--quick", "--k", "500", "--seed", "2", "--output", folder.url.path])
    #expect(many.status == 0, "\(many.standardError)")
    #expect(one.standardOutput.contains("The dial, --k 1 "))
    #expect(many.standardOutput.contains("The dial, --k 500"))
    #expect(accuracies(one.standardOutput) != accuracies(many.standardOutput))
  }

  /// The lines that say how many test pictures of 500 are right.
  private func accuracies(_ text: String) -> [Substring] {
    text.split(separator: "\n").filter { $0.contains(" of 500: ") }
  }

  @Test("ends quietly when nobody reads on")
  func closedPipe() throws {
    let folder = try TestFolder()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = [
      "-c", #""$0" --quick --output "$1" 2> "$1/errors" | head -n 3 > "$1/head""#,
      LessonRun.executable(lesson: 1).path, folder.url.path,
    ]
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(try folder.text("head").contains("Nearest neighbours"))
    #expect(try folder.text("errors").split(separator: "\n").count <= 1)
    #expect(try !folder.text("errors").contains("rash"))
  }
}
