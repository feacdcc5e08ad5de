import Foundation
import Testing

@Suite("Lesson 4, activation functions")
struct ActivationFunctionsLessonTests {
  @Test("holds what it claims, draws every picture and begins at the course's loss")
  func quickRun() throws {
    let folder = try TestFolder()
    let run = try LessonRun(lesson: 4, ["--quick", "--output", folder.url.path])
    try #require(run.status == 0, "\(run.standardError)")
    #expect(run.standardError.isEmpty)
    let names = try folder.files().keys.filter { $0.hasSuffix(".png") }.map {
      URL(fileURLWithPath: $0).deletingPathExtension().lastPathComponent
    }
    #expect(
      Set(names) == [
        "perceptron", "timeline", "neuron", "activations", "gradient-by-depth", "zigzag",
        "dead-units", "maxout", "two-layer-training", "first-layer", "spiral", "momentum",
        "pictures",
      ])
    #expect(run.standardOutput.contains("2.3004790897684924"))
  }

  @Test("its claims need no lucky seed", arguments: ["1", "2", "3"])
  func seeds(seed: String) throws {
    let folder = try TestFolder()
    let run = try LessonRun(
      lesson: 4, ["--quick", "--seed", seed, "--output", folder.url.path])
    #expect(run.status == 0, "\(run.standardError)")
  }

  @Test("parts the spiral with as many units as the reader asks for", arguments: ["1", "77"])
  func units(units: String) throws {
    let folder = try TestFolder()
    let run = try LessonRun(
      lesson: 4, ["--quick", "--units", units, "--output", folder.url.path])
    #expect(run.status == 0, "\(run.standardError)")
    #expect(run.standardOutput.contains("--units \(units): "))
  }

  @Test(
    "refuses what it cannot work with, in one line",
    arguments: [
      ["--units", "0"], ["--units", "-3"], ["--units", "2001"], ["--units", "many"], ["--units"],
      ["--data", "imagenet"], ["--data", "cifar10", "--data-dir", "/nowhere"],
    ])
  func badOptions(options: [String]) throws {
    let folder = try TestFolder()
    let run = try LessonRun(lesson: 4, options + ["--output", folder.url.path])
    #expect(run.status != 0)
    #expect(run.status < 128, "it crashed")
    #expect(run.standardError.split(whereSeparator: \.isNewline).count == 1)
    #expect(try folder.files().isEmpty)
  }
}
