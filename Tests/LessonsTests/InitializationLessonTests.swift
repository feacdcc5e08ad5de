import Testing

@Suite("Lesson 5, initialisation and preprocessing")
struct InitializationLessonTests {
  @Test("holds what it claims and draws every picture")
  func quickRun() throws {
    let output = try expectQuickRun(
      ofLesson: 5,
      draws: [
        "cloud", "whose-statistics", "eigen-images", "rebuilt", "whitened", "units", "activations",
        "xavier", "gradients", "by-layer", "relu-by-layer", "relu", "deep-training",
        "deepest-training", "preparations",
      ])
    for title in [
      "Centre, scale, decorrelate", "Statistics belong to the training set",
      "What whitening sees in pictures", "Why zeros do not work", "Too small, too large",
      "Xavier: keep the variance", "ReLU halves it: He", "What it does to training",
    ] {
      #expect(output.contains(title), "the section “\(title)” is missing")
    }
  }

  @Test("another seed draws other pictures, and the claims still hold")
  func anotherSeed() throws {
    try expectOtherSeeds(ofLesson: 5, toChange: "units")
  }

  @Test(
    "sends a signal through the reader's own weights, however large",
    arguments: ["0", "0.0731", "1000"])
  func scale(deviation: String) throws {
    let output = try expectQuickRun(ofLesson: 5, ["--scale", deviation])
    let rows = output.split(separator: "\n").map { $0.split(separator: " ").first.map(String.init) }
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
    try expectRefusal(byLesson: 5, of: options)
  }
}
