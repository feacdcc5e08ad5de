import Grading
import Tensors

/// Takes a shape, the fan-in and a generator; returns weights.
typealias HeDraw = @Sendable ([Int], Int, inout SeededGenerator) throws -> T

/// 5.6: weights for ReLU.
let heWeights = Exercise<HeDraw>(
  "5.6",
  check: { check, draw in
    let layers: [(shape: [Int], fanIn: Int)] = [
      ([300, 200], 300), ([50, 500], 50), ([700, 70], 700), ([64, 32, 5, 3], 480),
      ([16, 128, 3, 7], 2688),
    ]
    check.weights(
      layers.map { shape, fanIn in
        WeightQuestion(
          situation: shape.count == 2
            ? "affine weights of shape \(shape)" : "filters of shape \(shape), fan-in \(fanIn)",
          shape: shape, deviation: he(fanIn), factors: factors(Layer(shape, fanIn)),
          draw: { try draw(shape, fanIn, &$0) })
      })
  },
  mutants: mutants
    + drawingSlips.mutants { wrong in
      { @Sendable in wrong((shape: $0, deviation: he($1)))(&$2) }
    }
    + deviations.mutants { deviation in
      { @Sendable in normal($0, deviation(Layer($0, $1)), &$2) }
    })

private func he(_ fanIn: Int) -> Double { (2 / Double(fanIn)).squareRoot() }

/// The numbers that a standard deviation may be made of.
private struct Layer {
  let fanIn, fanOut, first, second, count: Double

  init(_ shape: [Int], _ fanIn: Int) {
    self.fanIn = Double(fanIn)
    (first, second) = (Double(shape[0]), Double(shape[1]))
    count = Double(shape.reduce(1, *))
    fanOut = shape.count == 2 ? second : count / second
  }
}

/// What else people divide by.
private func factors(_ layer: Layer) -> [Factor] {
  let fanIn = layer.fanIn
  func ratio(_ divisor: Double) -> Double { (fanIn / divisor).squareRoot() }
  return [
    Factor(
      "√2", 2.0.squareRoot(), id: "root-2",
      whenTooLarge: "the 2 belongs under the root, √(2 / fanIn), and not 2 / √fanIn",
      whenTooSmall: "1 / fanIn is Xavier's variance; ReLU cuts half of it off: take 2 / fanIn"),
    Factor(
      "√(fanIn / 2)", ratio(2), id: "root", whenTooLarge: "it is not scaled by √(2 / fanIn)",
      whenTooSmall: "2 / fanIn is the variance; the standard deviation is its root"),
    Factor(
      "√fanIn", ratio(1), id: "root-of-fan-in",
      whenTooSmall: "fanIn belongs under the root too, √(2 / fanIn), and not √2 / fanIn"),
    Factor(
      "√(2 · fanIn / (fanIn + fanOut))", ratio((fanIn + layer.fanOut) / 2), id: "both-fans",
      whenTooLarge: "the variance goes by the mean of both fans; He's is 2 / fanIn"),
    Factor(
      "fanIn / 2", fanIn / 2, id: "upside-down",
      whenTooLarge: "√(fanIn / 2) is the fraction upside down: √(2 / fanIn)"),
    Factor(
      "√(fanIn / fanOut)", ratio(layer.fanOut), id: "fan-out",
      whenTooLarge: "it goes by fan-out; a unit adds up fan-in terms",
      whenTooSmall: "fan-in and fan-out are confused"),
    Factor(
      "√(fanIn / first axis)", ratio(layer.first), id: "first-axis",
      whenTooLarge: "it takes the first axis for the fan-in, of filters their number; use fanIn"),
    Factor(
      "√(fanIn / second axis)", ratio(layer.second), id: "second-axis",
      whenTooLarge: "it takes the second axis of the shape for the fan-in; use fanIn"),
    Factor(
      "√(fanIn / number of weights)", ratio(layer.count), id: "count",
      whenTooLarge: "it goes by the number of all weights; a unit adds up fanIn terms"),
    Factor(
      "2", 2, id: "two", whenTooLarge: "the variance is 8 / fanIn; He's is 2 / fanIn",
      whenTooSmall: "it multiplies by √(1 / (2 · fanIn)); the 2 belongs above, √(2 / fanIn)"),
  ]
}

/// Wrong standard deviations.
private let deviations: [Slip<Layer, Double>] = [
  Slip("xavier", expecting: "factor.1/root-2") { 1 / $0.fanIn.squareRoot() },
  Slip("two-outside", expecting: "factor.root-2") { 2 / $0.fanIn.squareRoot() },
  Slip("variance-as-deviation", expecting: "factor.1/root") { 2 / $0.fanIn },
  Slip("not-scaled", expecting: "factor.root") { _ in 1 },
  Slip("upside-down", expecting: "factor.upside-down") { ($0.fanIn / 2).squareRoot() },
  Slip("two-below", expecting: "factor.1/two") { (1 / (2 * $0.fanIn)).squareRoot() },
  Slip("root-of-two-alone", expecting: "factor.1/root-of-fan-in") { 2.0.squareRoot() / $0.fanIn },
  Slip("both-fans", expecting: "factor.both-fans") { (4 / ($0.fanIn + $0.fanOut)).squareRoot() },
  Slip("small", expecting: "same-everywhere") { _ in 0.01 },
  Slip("fan-out", expecting: "factor.fan-out") { (2 / $0.fanOut).squareRoot() },
  Slip("first-axis", expecting: "factor.first-axis") { (2 / $0.first).squareRoot() },
  Slip("second-axis", expecting: "factor.second-axis") { (2 / $0.second).squareRoot() },
  Slip("all-weights", expecting: "factor.count") { (2 / $0.count).squareRoot() },
  Slip("hundred-more", expecting: "deviation") { (2 / ($0.fanIn + 100)).squareRoot() },
]

private let mutants: [Mutant<HeDraw>] = [
  Mutant("affine-only", expecting: "shape.reversed") { normal($0.reversed(), he($1), &$2) },
  Mutant("flat", expecting: "shape") { normal([$1, $0.reduce(1, *) / $1], he($1), &$2) },
  Mutant("uniform", expecting: "uniform") { uniform($0, (6 / Double($1)).squareRoot(), &$2) },
]
