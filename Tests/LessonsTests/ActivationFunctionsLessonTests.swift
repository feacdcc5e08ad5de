import Testing

@Suite("Lesson 4, activation functions")
struct ActivationFunctionsLessonTests {
  @Test("holds what it claims, draws every picture and begins at the course's loss")
  func quickRun() throws {
    let output = try expectQuickRun(
      ofLesson: 4,
      draws: [
        "perceptron", "timeline", "neuron", "activations", "gradient-by-depth", "zigzag",
        "dead-units", "maxout", "two-layer-training", "first-layer", "spiral", "momentum",
        "pictures",
      ])
    #expect(output.contains("2.3004790897684924"))
  }

  @Test("another seed draws other pictures, and the claims still hold")
  func anotherSeed() throws {
    try expectOtherSeeds(ofLesson: 4, toChange: "spiral")
  }

  @Test("parts the spiral with as many units as the reader asks for", arguments: ["1", "77"])
  func units(units: String) throws {
    #expect(try expectQuickRun(ofLesson: 4, ["--units", units]).contains("--units \(units): "))
  }

  @Test(
    "refuses what it cannot work with, in one line",
    arguments: [
      ["--units", "0"], ["--units", "-3"], ["--units", "2001"], ["--units", "many"], ["--units"],
      ["--data", "imagenet"], ["--data", "cifar10", "--data-dir", "/nowhere"],
    ])
  func badOptions(options: [String]) throws {
    try expectRefusal(byLesson: 4, of: options)
  }
}
