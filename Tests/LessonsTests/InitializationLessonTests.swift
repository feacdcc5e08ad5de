import Foundation
import Testing

@Suite("Lesson 5, initialisation and preprocessing")
struct InitializationLessonTests {
  @Test("holds what it claims and draws every picture")
  func quickRun() throws {
    let folder = try TestFolder()
    let run = try LessonRun(lesson: 5, ["--quick", "--output", folder.url.path])
    try #require(run.status == 0, "\(run.standardError)")
    #expect(run.standardError.isEmpty)
    let names = try folder.files().keys.filter { $0.hasSuffix(".png") }.map {
      URL(fileURLWithPath: $0).deletingPathExtension().lastPathComponent
    }
    #expect(
      Set(names) == [
        "cloud", "whose-statistics", "eigen-images", "rebuilt", "whitened", "units", "activations",
        "xavier", "gradients", "by-layer", "relu-by-layer", "relu", "deep-training",
        "deepest-training", "preparations",
      ])
    for title in [
      "Centre, scale, decorrelate", "Statistics belong to the training set",
      "What whitening sees in pictures", "Why zeros do not work", "Too small, too large",
      "Xavier: keep the variance", "ReLU halves it: He", "What it does to training",
    ] {
      #expect(run.standardOutput.contains(title), "the section “\(title)” is missing")
    }
  }

  @Test("another seed draws other pictures, and the claims still hold")
  func anotherSeed() throws {
    let (first, second) = (try TestFolder(), try TestFolder())
    for (seed, folder) in [("1", first), ("2", second)] {
      let run = try LessonRun(
        lesson: 5, ["--quick", "--seed", seed, "--output", folder.url.path])
      #expect(run.status == 0, "seed \(seed): \(run.standardError)")
    }
    let path = "lesson-5/units.png"
    let units = try (first.files()[path], second.files()[path])
    try #require(units.0 != nil && units.1 != nil)
    #expect(units.0 != units.1)
  }

  @Test(
    "sends a signal through the reader's own weights, however large",
    arguments: ["0", "0.0731", "1000"])
  func scale(deviation: String) throws {
    let folder = try TestFolder()
    let run = try LessonRun(
      lesson: 5, ["--quick", "--scale", deviation, "--output", folder.url.path])
    #expect(run.status == 0, "\(run.standardError)")
    let rows = run.standardOutput.split(separator: "\n").map {
      $0.split(separator: " ").first.map(String.init)
    }
    #expect(rows.contains(deviation == "1000" ? "1,000" : deviation))
  }

  @Test(
    "refuses what it cannot work with, in one line",
    arguments: [
      ["--scale", "-1"], ["--scale", "nan"], ["--scale", "1e9"], ["--scale", "big"], ["--scale"],
      ["--data", "imagenet"], ["--quick", "--full"], ["--seed", "-3"], ["--nonsense"],
      ["--data", "cifar10", "--data-dir", "/nowhere"],
    ])
  func badOptions(options: [String]) throws {
    let folder = try TestFolder()
    let run = try LessonRun(lesson: 5, options + ["--output", folder.url.path])
    #expect(run.status != 0)
    #expect(run.status < 128, "it crashed")
    let lines = run.standardError.split(whereSeparator: \.isNewline)
    #expect(lines.count == 1, "\(run.standardError)")
    let written = try folder.files()
    #expect(written.isEmpty, "\(written.keys)")
  }
}
