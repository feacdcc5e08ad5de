import ArgumentParser
import Datasets
import Notebooks

/// What can be played with in this lesson.
struct Dials: ParsableArguments {
  @Option(
    help: ArgumentHelp("How many neighbours vote, 1 to 500: try 1, 10 and 100.", valueName: "count")
  )
  var k = 5

  @Option(
    help: ArgumentHelp(
      "A PNG file of your own, to be shown among its neighbours.", valueName: "file"))
  var picture: String?

  func validate() throws {
    guard (1...500).contains(k) else {
      throw ValidationError("--k must be from 1 to 500, not \(k).")
    }
  }
}

/// How much of the data the lesson works on, and how thoroughly it measures.
struct Sizes {
  let train: Int?
  let test: Int?

  /// How many pictures teach and test a classifier for each point of a nuisance curve.
  let nuisanceTrain = 200
  let nuisanceTest: Int
  let nuisanceLevels: [Double]

  /// How many test pictures are compared with 500 others by plain loops.
  let asked: Int

  /// How the honesty of choosing k on a test set is tried: the size of the set, the largest k, and how often.
  let choiceSize = 50
  let mostChoices = 50
  let repeats: Int

  /// The numbers of neighbours among which cross-validation chooses: those of the course.
  let ks = [1, 3, 5, 8, 10, 12, 15, 20, 50, 100]

  /// - Parameter lesson: what the reader asked for. The course's own figures need 5,000 and 500 pictures of CIFAR-10.
  init(_ lesson: Lesson<Dials>) {
    let isDrawn = lesson.options.data == "shapes"
    train = lesson.choose(quick: isDrawn ? 1500 : 5000, usual: 5000, full: isDrawn ? 20_000 : nil)
    test = lesson.choose(quick: 500, usual: isDrawn ? 1000 : 500, full: isDrawn ? 2000 : nil)
    asked = lesson.choose(quick: 40, usual: 100, full: 100)
    repeats = lesson.choose(quick: 200, usual: 500, full: 2000)
    nuisanceTest = lesson.choose(quick: 300, usual: 1000, full: 2000)
    nuisanceLevels = lesson.choose(
      quick: [0, 0.5, 1], usual: [0, 0.2, 0.4, 0.6, 0.8, 1], full: [0, 0.2, 0.4, 0.6, 0.8, 1])
  }
}
