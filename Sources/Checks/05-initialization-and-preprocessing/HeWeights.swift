import Grading
import Tensors

/// Takes a shape, the fan-in and a generator; returns weights.
typealias HeDraw = @Sendable ([Int], Int, inout SeededGenerator) throws -> Tensor<Double>

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
          shape: shape, deviation: (2 / Double(fanIn)).squareRoot(),
          factors: factors(shape, Double(fanIn)), draw: { try draw(shape, fanIn, &$0) })
      })
  },
  mutants: heMutants)

/// What else people divide by.
private func factors(_ shape: [Int], _ fanIn: Double) -> [Factor] {
  let fanOut = Double(shape.count == 2 ? shape[1] : shape[0] * shape[2] * shape[3])
  let second = Double(shape[1])
  return [
    Factor(
      "√2", 2.0.squareRoot(), id: "root-2",
      whenTooLarge: "the 2 belongs under the root, √(2 / fanIn), and not 2 / √fanIn",
      whenTooSmall:
        "1 / fanIn is Xavier's variance; ReLU cuts half of it off, so He's is 2 / fanIn"),
    Factor(
      "√(fanIn / 2)", (fanIn / 2).squareRoot(), id: "root",
      whenTooLarge: "it is not scaled by √(2 / fanIn)",
      whenTooSmall: "2 / fanIn is the variance; the standard deviation is its root"),
    Factor(
      "√fanIn", fanIn.squareRoot(), id: "root-of-fan-in",
      whenTooSmall: "fanIn belongs under the root too, √(2 / fanIn), and not √2 / fanIn"),
    Factor(
      "√(2 · fanIn / (fanIn + fanOut))", (2 * fanIn / (fanIn + fanOut)).squareRoot(),
      id: "both-fans",
      whenTooLarge: "the variance goes by the mean of both fans; He's is 2 / fanIn"),
    Factor(
      "fanIn / 2", fanIn / 2, id: "upside-down",
      whenTooLarge: "√(fanIn / 2) is the fraction upside down: √(2 / fanIn)"),
    Factor(
      "√(fanIn / fanOut)", (fanIn / fanOut).squareRoot(), id: "fan-out",
      whenTooLarge: "it goes by fan-out; a unit adds up fan-in terms",
      whenTooSmall: "fan-in and fan-out are confused"),
    Factor(
      "√(fanIn / first axis)", (fanIn / Double(shape[0])).squareRoot(), id: "first-axis",
      whenTooLarge:
        "it takes the first axis of the shape for the fan-in; of a convolution that is the number of filters. Use fanIn"
    ),
    Factor(
      "√(fanIn / second axis)", (fanIn / second).squareRoot(), id: "second-axis",
      whenTooLarge: "it takes the second axis of the shape for the fan-in. Use fanIn"),
    Factor(
      "√(fanIn / number of weights)", (fanIn / Double(shape.reduce(1, *))).squareRoot(),
      id: "count",
      whenTooLarge: "it goes by the number of all weights; a unit adds up fanIn terms"),
    Factor(
      "2", 2, id: "two",
      whenTooLarge: "the variance is 8 / fanIn; He's is 2 / fanIn",
      whenTooSmall:
        "it multiplies by √(1 / (2 · fanIn)): the 2 belongs above the fraction line, √(2 / fanIn)"
    ),
  ]
}

private func mutant(
  _ id: String, expecting diagnosis: String,
  _ weights: @escaping @Sendable ([Int], Int, inout SeededGenerator) -> Tensor<Double>
) -> Mutant<HeDraw> { Mutant(id, expecting: diagnosis, weights) }

/// Normal weights with a standard deviation that depends on shape and fan-in.
private func normal(
  _ deviation: @escaping @Sendable ([Int], Double) -> Double
) -> @Sendable ([Int], Int, inout SeededGenerator) -> Tensor<Double> {
  { shape, fanIn, generator in
    Tensor(
      randomNormal: shape, standardDeviation: deviation(shape, Double(fanIn)), using: &generator)
  }
}

private let heMutants: [Mutant<HeDraw>] = [
  mutant("xavier", expecting: "factor.1/root-2", normal { 1 / $1.squareRoot() }),
  mutant("two-outside", expecting: "factor.root-2", normal { 2 / $1.squareRoot() }),
  mutant("variance-as-deviation", expecting: "factor.1/root", normal { 2 / $1 }),
  mutant("not-scaled", expecting: "factor.root", normal { _, _ in 1 }),
  mutant("upside-down", expecting: "factor.upside-down", normal { ($1 / 2).squareRoot() }),
  mutant("two-below", expecting: "factor.1/two", normal { (1 / (2 * $1)).squareRoot() }),
  mutant(
    "root-of-two-alone", expecting: "factor.1/root-of-fan-in", normal { 2.0.squareRoot() / $1 }),
  mutant(
    "both-fans", expecting: "factor.both-fans",
    normal { shape, fanIn in
      let fanOut = Double(shape.count == 2 ? shape[1] : shape[0] * shape[2] * shape[3])
      return (4 / (fanIn + fanOut)).squareRoot()
    }),
  mutant("small", expecting: "same-everywhere", normal { _, _ in 0.01 }),
  mutant(
    "fan-out", expecting: "factor.fan-out",
    normal { shape, _ in
      (2 / Double(shape.count == 2 ? shape[1] : shape[0] * shape[2] * shape[3])).squareRoot()
    }),
  mutant(
    "first-axis", expecting: "factor.first-axis",
    normal { shape, _ in (2 / Double(shape[0])).squareRoot() }),
  mutant(
    "second-axis", expecting: "factor.second-axis",
    normal { shape, _ in (2 / Double(shape[1])).squareRoot() }),
  mutant(
    "all-weights", expecting: "factor.count",
    normal { shape, _ in (2 / Double(shape.reduce(1, *))).squareRoot() }),
  mutant("affine-only", expecting: "shape.reversed") { shape, fanIn, generator in
    Tensor(
      randomNormal: shape.reversed(), standardDeviation: (2 / Double(fanIn)).squareRoot(),
      using: &generator)
  },
  mutant("flat", expecting: "shape") { shape, fanIn, generator in
    let flat = [fanIn, shape.reduce(1, *) / fanIn]
    return Tensor(
      randomNormal: flat, standardDeviation: (2 / Double(fanIn)).squareRoot(), using: &generator)
  },
  mutant("uniform", expecting: "uniform") { shape, fanIn, generator in
    Tensor(randomUniform: shape, in: -1..<1, using: &generator) * (6 / Double(fanIn)).squareRoot()
  },
  mutant("uniform-0-to-1", expecting: "positive") { shape, fanIn, generator in
    Tensor(randomUniform: shape, using: &generator) * (2 / Double(fanIn)).squareRoot()
  },
  mutant("relu-too", expecting: "many-zeros") { shape, fanIn, generator in
    // ReLU belongs to the activations.
    maximum(
      Tensor(
        randomNormal: shape, standardDeviation: (2 / Double(fanIn)).squareRoot(), using: &generator),
      0)
  },
  mutant("magnitudes", expecting: "positive") { shape, fanIn, generator in
    Tensor<Double>(
      randomNormal: shape, standardDeviation: (2 / Double(fanIn)).squareRoot(), using: &generator
    ).absolute()
  },
  mutant("zeros", expecting: "zeros") { shape, _, _ in Tensor(zeros: shape) },
  mutant("own-seed", expecting: "generator-ignored") { shape, fanIn, _ in
    var own = SeededGenerator(seed: 231)
    return Tensor(
      randomNormal: shape, standardDeviation: (2 / Double(fanIn)).squareRoot(), using: &own)
  },
  mutant("copied-generator", expecting: "generator-copied") { shape, fanIn, generator in
    var copy = generator
    return Tensor(
      randomNormal: shape, standardDeviation: (2 / Double(fanIn)).squareRoot(), using: &copy)
  },
]
