import Grading
import Tensors

// Weights that are drawn at random have no right values: what is graded is how they are drawn,
// their mean, deviation and distribution, and that they come from the generator handed in.

/// What a function that draws weights was asked for, and what their statistics must be.
struct WeightQuestion {
  let situation: String
  let shape: [Int]
  /// The standard deviation that is asked for.
  let deviation: Double
  /// What a wrong standard deviation may be too large or too small by.
  let factors: [Factor]
  /// Draws the weights, from a generator that starts from a seed.
  let draw: (inout SeededGenerator) throws -> T

  /// Five standard errors of a standard deviation.
  var slack: Double { 5 * deviation / (2 * Double(shape.reduce(1, *))).squareRoot() }

  func weights(_ seed: UInt64) throws -> T {
    var generator = SeededGenerator(seed: seed)
    return try draw(&generator)
  }
}

extension Check {
  /// Asks for random weights: how they are drawn, and if that is right, their mean, deviation and
  /// distribution.
  ///
  /// - Parameter questions: several layers, so that one number can be told from another.
  func weights(_ questions: [WeightQuestion]) {
    let seed = random.next()
    for question in questions {
      shape("shape", of: question.situation, is: question.shape) {
        try question.weights(seed).shape
      }
    }
    guard !hasFailed, let first = questions.first else { return }
    drawing(first, seed)
    for question in questions { contents(question, seed) }
    guard !hasFailed else { return }
    let deviations = questions.map { statistics($0, seed) }
    unexplained(questions, deviations)
    for question in questions { distribution(question, seed) }
  }

  /// Whether the numbers come from the generator, and go on from where it stands.
  private func drawing(_ question: WeightQuestion, _ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    guard let once = try? question.draw(&generator), let next = try? question.draw(&generator),
      let twice = try? question.weights(seed), let changed = try? question.weights(seed &+ 1),
      Set(once.scalars).count > 1
    else { return }
    let (isRepeatable, isIgnored) = (once.isIdentical(to: twice), once.isIdentical(to: changed))
    require(
      "weights", "not-from-generator",
      "Two generators that start alike give different weights, so a run cannot be repeated: draw "
        + "all numbers from the generator that is handed in.", isRepeatable)
    require(
      "weights", "generator-ignored",
      "A generator with another seed gives the same weights: draw from the one that is handed in, "
        + "not from one of your own.", !isIgnored)
    require(
      "weights", "generator-copied",
      "A second layer gets the same weights: a copy of the generator was used, and the generator "
        + "itself did not move on. Use `generator.normal()`, or hand on `&generator`.",
      !once.isIdentical(to: next) || isIgnored || !isRepeatable)
  }

  /// Whether the weights are numbers, and different ones.
  private func contents(_ question: WeightQuestion, _ seed: UInt64) {
    let asked = ask("weights", of: question.situation) { try question.weights(seed) }
    guard let weights = asked, let first = weights.scalars.first else { return }
    func require(_ id: String, _ text: String, _ holds: Bool) {
      self.require("weights", id, "For \(question.situation) \(text)", holds)
    }
    guard weights.scalars.allSatisfy(\.isFinite) else {
      return require("not-finite", "some weights are not finite numbers.", false)
    }
    guard weights.scalars.contains(where: { $0 != first }) else {
      let why =
        first == 0
        ? "Whole numbers divide to 0 (1 / 300): convert fanIn by Double(fanIn)."
        : "Equal units get equal gradients and stay equal: draw each weight by itself."
      return require(
        first == 0 ? "zeros" : "constant", "all weights are \(format(first)). \(why)", false)
    }
    let zeros = weights.scalars.count { $0 == 0 }
    require(
      "many-zeros",
      "\(zeros) of \(weights.count) weights are exactly 0. Is there a ReLU, or a loop that stops "
        + "too early? Each weight is a normal number.", zeros <= weights.count / 1000)
    let rows = weights.reshaped(to: [weights.rowCount, -1])
    let areRowsAlike = (1..<rows.rowCount).allSatisfy { rows.row($0).isIdentical(to: rows.row(0)) }
    let areColumnsAlike = rows.scalars.enumerated().allSatisfy {
      $1 == rows.scalars[$0 / rows.rowSize * rows.rowSize]
    }
    let different = Set(weights.scalars).count
    require(
      "repeated",
      areRowsAlike || areColumnsAlike
        ? "every \(areRowsAlike ? "row" : "column") is the same: draw each weight by itself."
        : "only \(different) of \(weights.count) weights are different: draw each by itself.",
      !areRowsAlike && !areColumnsAlike && different > weights.count / 2)
    require(
      "positive",
      "no weight is negative. `uniform()` gives numbers from 0 to 1, of mean 1/2: use `normal()`, "
        + "of mean 0.", weights.min() < 0)
  }

  /// Asks for mean and standard deviation, each uncertain by five standard errors; returns the
  /// deviation that came.
  private func statistics(_ question: WeightQuestion, _ seed: UInt64) -> Double {
    guard let drawn = try? question.weights(seed) else { return .nan }
    let (mean, deviation) = (drawn.mean(), drawn.standardDeviation())
    value(
      "standard deviation", of: question.situation, is: T(question.deviation),
      uncertainty: T(question.slack),
      knowing: Facts(factors: question.factors)
    ) { T(deviation) }
    let error = 5 * deviation / Double(drawn.count).squareRoot()
    _ = ask("mean", of: question.situation) { mean }
    require(
      "mean", "mean-not-zero",
      "For \(question.situation) the weights' mean is \(format(mean)): by chance alone it would be "
        + "within \(format(error)) of 0.", abs(mean) <= error)
    return deviation
  }

  /// Says what is wrong with a standard deviation where no factor explains it.
  private func unexplained(_ questions: [WeightQuestion], _ deviations: [Double]) {
    guard let least = deviations.min(), let most = deviations.max(),
      let (question, deviation) = zip(questions, deviations).first(where: {
        abs($1 - $0.deviation) > $0.slack
      })
    else { return }
    require(
      "standard deviation", "same-everywhere",
      "It is about \(rounded(most, to: 1000)) for every layer: it must shrink as the fan-in grows, "
        + "because a sum of more terms varies more.", most >= 1.1 * least)
    require(
      "standard deviation", "deviation",
      "It should be about \(format(question.deviation)) for \(question.situation), and is "
        + "\(format(deviation)): look at what you multiply or divide by.", false)
  }

  /// Whether the weights are normally distributed, from their fourth moment: 3 for normal numbers,
  /// 1.8 for uniform ones.
  private func distribution(_ question: WeightQuestion, _ seed: UInt64) {
    guard let drawn = try? question.weights(seed) else { return }
    tell("distribution", question.situation)
    let squares = (drawn - drawn.mean()).power(2)
    let variance = squares.mean()
    let kurtosis = squares.power(2).mean() / (variance * variance)
    let isUniform = abs(kurtosis - 1.8) < 0.1
    let farthest = (squares.max() / variance).squareRoot()
    require(
      "distribution", isUniform ? "uniform" : "not-normal",
      (isUniform
        ? "The weights are uniform, up to \(rounded(farthest, to: 100)) deviations: draw normal "
          + "ones."
        : "The weights are not normally distributed.")
        + " The mean of their fourth powers, over the squared variance, is "
        + "\(rounded(kurtosis, to: 100)): it should be 3.",
      abs(kurtosis - 3) <= 6 * (24 / Double(drawn.count)).squareRoot())
  }
}

private func rounded(_ number: Double, to parts: Double) -> String {
  format((parts * number).rounded() / parts)
}

/// A way to draw the weights of a layer.
typealias Draw = @Sendable (inout SeededGenerator) -> T

/// Wrong ways to draw weights of some shape and standard deviation.
let drawingSlips: [Slip<(shape: [Int], deviation: Double), Draw>] = [
  Slip("zeros", expecting: "zeros") { layer in { _ in T(zeros: layer.shape) } },
  Slip("constant", expecting: "constant") { layer in
    { _ in T(repeating: layer.deviation, shape: layer.shape) }
  },
  Slip("one-number", expecting: "constant") { layer in
    { T(repeating: layer.deviation * $0.normal(), shape: layer.shape) }
  },
  Slip("one-row", expecting: "repeated") { layer in
    { T(zeros: layer.shape) + normal(Array(layer.shape.dropFirst()), layer.deviation, &$0) }
  },
  Slip("uniform-0-to-1", expecting: "positive") { layer in
    { layer.deviation * T(randomUniform: layer.shape, using: &$0) }
  },
  Slip("magnitudes", expecting: "positive") { layer in
    { normal(layer.shape, layer.deviation, &$0).absolute() }
  },
  Slip("relu-too", expecting: "many-zeros") { layer in
    { maximum(normal(layer.shape, layer.deviation, &$0), 0) }
  },
  Slip("signs", expecting: "repeated") { layer in
    { normal(layer.shape, 1, &$0).map { $0 < 0 ? -layer.deviation : layer.deviation } }
  },
  Slip("cut-off", expecting: "not-normal") { layer in
    {
      let cut = normal(layer.shape, 1, &$0).clamped(to: -1.5...1.5)
      return cut * (layer.deviation / cut.standardDeviation())
    }
  },
  Slip("shifted", expecting: "mean-not-zero") { layer in
    { normal(layer.shape, layer.deviation, &$0) + 0.5 * layer.deviation }
  },
  Slip("own-seed", expecting: "generator-ignored") { layer in
    { _ in
      var own = SeededGenerator(seed: 0)
      return normal(layer.shape, layer.deviation, &own)
    }
  },
  Slip("copied-generator", expecting: "generator-copied") { layer in
    { generator in
      var copy = generator
      return normal(layer.shape, layer.deviation, &copy)
    }
  },
  Slip("system-generator", expecting: "not-from-generator") { layer in
    { _ in
      var own = SeededGenerator(seed: .random(in: 0 ... .max))
      return normal(layer.shape, layer.deviation, &own)
    }
  },
]

/// Normal weights.
func normal(_ shape: [Int], _ deviation: Double, _ generator: inout SeededGenerator) -> T {
  T(randomNormal: shape, standardDeviation: deviation, using: &generator)
}

/// Uniform weights around 0, with a largest magnitude.
func uniform(_ shape: [Int], _ reach: Double, _ generator: inout SeededGenerator) -> T {
  reach * T(randomUniform: shape, in: -1..<1, using: &generator)
}
