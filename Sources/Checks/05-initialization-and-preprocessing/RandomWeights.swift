import Grading
import Tensors

// Weights that are drawn at random have no right values: what is graded is what they are drawn from, how large they are on
// the average, and that they come from the generator that is handed in.

/// What a function that draws weights was asked for, and what their statistics must be.
struct WeightQuestion {
  let situation: String
  let shape: [Int]
  /// The standard deviation that is asked for.
  let deviation: Double
  /// What a wrong standard deviation may be too large or too small by.
  let factors: [Factor]
  /// Draws the weights, from a generator that starts from a seed.
  let draw: (inout SeededGenerator) throws -> Tensor<Double>
}

extension Check {
  /// Asks for random weights: first how they are drawn, and if that is in order, their mean, deviation and distribution.
  ///
  /// - Parameter questions: several layers, so that one number can be told from another.
  func weights(_ questions: [WeightQuestion]) {
    let seed = random.next()
    for question in questions {
      shape("shape", of: question.situation, is: question.shape) {
        var generator = SeededGenerator(seed: seed)
        return try question.draw(&generator).shape
      }
    }
    guard !hasFailed, let first = questions.first else { return }
    drawing(first, seed)
    for question in questions { contents(question, seed) }
    guard !hasFailed else { return }
    let deviations = questions.map { statistics($0, seed) }
    sameEverywhere(questions, deviations)
    for question in questions { distribution(question, seed) }
  }

  /// Whether the numbers come from the generator, and go on from where it stands.
  private func drawing(_ question: WeightQuestion, _ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var again = SeededGenerator(seed: seed)
    var other = SeededGenerator(seed: seed &+ 1)
    guard let once = try? question.draw(&generator), let next = try? question.draw(&generator),
      let twice = try? question.draw(&again), let changed = try? question.draw(&other),
      Set(once.scalars).count > 1
    else { return }
    require(
      "weights", "not-from-generator",
      "Two generators that start alike give different weights: draw all numbers from the generator that is handed in, so that a run can be repeated.",
      once.isIdentical(to: twice))
    require(
      "weights", "generator-ignored",
      "A generator that starts from another seed gives the same weights: draw from the generator that is handed in, not from one of your own.",
      !once.isIdentical(to: changed))
    require(
      "weights", "generator-copied",
      "Asked for a second layer, it gives the same weights again: a copy of the generator was used, and the generator itself has not moved on. Draw from it by `generator.normal()`, or hand on `&generator`.",
      !once.isIdentical(to: next) || once.isIdentical(to: changed) || !once.isIdentical(to: twice))
  }

  /// Whether the weights are numbers, and different ones.
  private func contents(_ question: WeightQuestion, _ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let asked = ask("weights", of: question.situation) { try question.draw(&generator) }
    guard let weights = asked, let first = weights.scalars.first else { return }
    let situation = "For \(question.situation)"
    guard weights.scalars.allSatisfy(\.isFinite) else {
      require("weights", "not-finite", "\(situation) some weights are not finite numbers.", false)
      return
    }
    guard weights.scalars.contains(where: { $0 != first }) else {
      require(
        "weights", first == 0 ? "zeros" : "constant",
        "All weights are \(format(first)). Units that begin alike get the same gradients and stay alike: draw each weight by itself.",
        false)
      return
    }
    let zeros = weights.scalars.count { $0 == 0 }
    require(
      "weights", "many-zeros",
      "\(situation) \(zeros) of \(weights.count) weights are exactly 0. Is there a ReLU, or a loop that stops too early? Each weight is a normal number.",
      zeros <= weights.count / 1000)
    let rows = weights.reshaped(to: [weights.rowCount, -1])
    let areRowsAlike = (1..<rows.rowCount).allSatisfy { rows.row($0).isIdentical(to: rows.row(0)) }
    let areColumnsAlike = rows.scalars.enumerated().allSatisfy {
      $1 == rows.scalars[$0 / rows.rowSize * rows.rowSize]
    }
    require(
      "weights", "repeated",
      "\(situation) the same numbers stand in every \(areRowsAlike ? "row" : "column"): draw each weight by itself.",
      !areRowsAlike && !areColumnsAlike)
    require(
      "weights", "repeated",
      "\(situation) there are only \(Set(weights.scalars).count) different numbers among \(weights.count) weights: draw each by itself.",
      areRowsAlike || areColumnsAlike || Set(weights.scalars).count > weights.count / 2)
    require(
      "weights", "positive",
      "\(situation) no weight is negative. `uniform()` gives numbers from 0 to 1, which have mean 1/2; `normal()` gives numbers with mean 0.",
      weights.min() < 0)
  }

  /// Asks for mean and standard deviation, each uncertain by five standard errors; returns the deviation that came.
  private func statistics(_ question: WeightQuestion, _ seed: UInt64) -> Double {
    let count = Double(question.shape.reduce(1, *))
    func weights() throws -> Tensor<Double> {
      var generator = SeededGenerator(seed: seed)
      return try question.draw(&generator)
    }
    guard let drawn = try? weights() else { return .nan }
    let (mean, deviation) = (drawn.mean(), drawn.standardDeviation())
    value(
      "standard deviation", of: question.situation, is: Tensor(question.deviation),
      uncertainty: Tensor(5 * question.deviation / (2 * count).squareRoot()),
      knowing: Facts(factors: question.factors)
    ) { Tensor(deviation) }
    let error = 5 * deviation / count.squareRoot()
    _ = ask("mean", of: question.situation) { mean }
    require(
      "mean", "mean-not-zero",
      "For \(question.situation) the mean of the weights is \(format(mean)), and chance alone would leave it within \(format(error)) of 0.",
      abs(mean) <= error)
    return deviation
  }

  /// Notices a standard deviation that has nothing to do with the layer.
  private func sameEverywhere(_ questions: [WeightQuestion], _ deviations: [Double]) {
    guard let least = deviations.min(), let most = deviations.max(), most < 1.1 * least else {
      return
    }
    require(
      "standard deviation", "same-everywhere",
      "It is about \(format((1000 * most).rounded() / 1000)) whatever the layer. It must shrink as the fan-in grows: a sum of more terms varies more.",
      false)
  }

  /// Whether the weights are normally distributed, from their fourth moment: 3 for normal numbers, 1.8 for even ones.
  private func distribution(_ question: WeightQuestion, _ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    guard let drawn = try? question.draw(&generator) else { return }
    tell("distribution", question.situation)
    let centered = drawn - drawn.mean()
    let squares = centered * centered
    let kurtosis = (squares * squares).mean() / (squares.mean() * squares.mean())
    let slack = 6 * (24 / Double(drawn.count)).squareRoot()
    let farthest = centered.absolute().max() / squares.mean().squareRoot()
    let found =
      "The fourth power of the weights, over the fourth power of their deviation, is \(format((100 * kurtosis).rounded() / 100)) on the average; for normal numbers it is 3."
    require(
      "distribution", abs(kurtosis - 1.8) < 0.1 ? "uniform" : "not-normal",
      abs(kurtosis - 1.8) < 0.1
        ? "The weights are spread evenly, and end at \(format((100 * farthest).rounded() / 100)) deviations: these are uniform numbers, and normal ones are wanted. \(found)"
        : "The weights are not normally distributed. \(found)",
      abs(kurtosis - 3) <= slack)
  }
}
