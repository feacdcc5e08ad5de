import Testing

@Suite("Lesson 2, linear classifiers")
struct LinearClassifiersLessonTests {
  @Test("holds what it claims and draws every picture")
  func quickRun() throws {
    let output = try expectQuickRun(
      ofLesson: 2,
      draws: [
        "losses", "polynomials", "gradient-noise", "learning-rates", "templates", "loss-curves",
        "nearest-directions", "confusion", "scrambled", "straight-lines", "hog", "visual-words",
        "features",
      ])
    for figure in ["2.9, 0.0, 12.9, 5.27", "0.13, 0.87, 0.00, 2.04"] {
      #expect(output.contains(figure), "the lecture's \(figure) is missing")
    }
  }

  @Test("another seed draws other templates, and the claims still hold")
  func anotherSeed() throws {
    try expectOtherSeeds(ofLesson: 2, toChange: "templates")
  }

  @Test("tries the reader's learning rate beside its own")
  func rate() throws {
    #expect(try expectQuickRun(ofLesson: 2, ["--rate", "0.0307"]).contains("0.0307: "))
  }

  @Test(
    "refuses what it cannot work with, in one line",
    arguments: [
      ["--rate", "-1"], ["--rate", "0"], ["--rate", "nan"], ["--rate", "fast"], ["--rate"],
      ["--data", "imagenet"], ["--quick", "--full"], ["--seed", "-3"], ["--nonsense"],
      ["--data", "cifar10", "--data-dir", "/nowhere"],
    ])
  func badOptions(options: [String]) throws {
    try expectRefusal(byLesson: 2, of: options)
  }
}
