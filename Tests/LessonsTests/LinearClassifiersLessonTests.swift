import Foundation
import Testing

@Suite("Lesson 2, linear classifiers")
struct LinearClassifiersLessonTests {
  @Test("holds what it claims and draws every picture")
  func quickRun() throws {
    let folder = try TestFolder()
    let run = try LessonRun(lesson: 2, ["--quick", "--output", folder.url.path])
    try #require(run.status == 0, "\(run.standardError)")
    #expect(run.standardError.isEmpty)
    let names = try folder.files().keys.filter { $0.hasSuffix(".png") }.map {
      URL(fileURLWithPath: $0).deletingPathExtension().lastPathComponent
    }
    #expect(
      Set(names) == [
        "losses", "polynomials", "gradient-noise", "learning-rates", "templates", "loss-curves",
        "nearest-directions", "confusion", "scrambled", "straight-lines", "hog", "visual-words",
        "features",
      ])
    for figure in ["2.9, 0.0, 12.9, 5.27", "0.13, 0.87, 0.00, 2.04"] {
      #expect(run.standardOutput.contains(figure), "the lecture's \(figure) is missing")
    }
  }

  @Test("another seed draws other templates, and the claims still hold")
  func anotherSeed() throws {
    let (first, second) = (try TestFolder(), try TestFolder())
    for (seed, folder) in [("1", first), ("2", second)] {
      let run = try LessonRun(
        lesson: 2, ["--quick", "--seed", seed, "--output", folder.url.path])
      #expect(run.status == 0, "seed \(seed): \(run.standardError)")
    }
    let path = "lesson-2/templates.png"
    let templates = try (first.files()[path], second.files()[path])
    try #require(templates.0 != nil && templates.1 != nil)
    #expect(templates.0 != templates.1)
  }

  @Test("tries the reader's learning rate beside its own")
  func rate() throws {
    let folder = try TestFolder()
    let run = try LessonRun(
      lesson: 2, ["--quick", "--rate", "0.0307", "--output", folder.url.path])
    #expect(run.status == 0, "\(run.standardError)")
    #expect(run.standardOutput.contains("0.0307: "))
  }

  @Test(
    "refuses what it cannot work with, in one line",
    arguments: [
      ["--rate", "-1"], ["--rate", "0"], ["--rate", "nan"], ["--rate", "fast"], ["--rate"],
      ["--data", "imagenet"], ["--quick", "--full"], ["--seed", "-3"], ["--nonsense"],
      ["--data", "cifar10", "--data-dir", "/nowhere"],
    ])
  func badOptions(options: [String]) throws {
    let folder = try TestFolder()
    let run = try LessonRun(lesson: 2, options + ["--output", folder.url.path])
    #expect(run.status != 0)
    #expect(run.status < 128, "it crashed")
    let lines = run.standardError.split(whereSeparator: \.isNewline)
    #expect(lines.count == 1, "\(run.standardError)")
    let written = try folder.files()
    #expect(written.isEmpty, "\(written.keys)")
  }
}
