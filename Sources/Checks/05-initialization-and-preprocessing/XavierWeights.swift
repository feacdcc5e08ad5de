import Grading
import Tensors

/// Takes fan-in, fan-out and a generator; returns weights and bias.
typealias XavierDraw =
  @Sendable (Int, Int, inout SeededGenerator) throws -> (
    weights: Tensor<Double>, bias: Tensor<Double>
  )

/// 5.5: weights that keep the variance, and biases.
let xavierWeights = Exercise<XavierDraw>(
  "5.5",
  check: { check, draw in
    let layers = [(fanIn: 300, fanOut: 200), (50, 500), (700, 70), (181, 181)]
    check.weights(
      layers.map { fanIn, fanOut in
        WeightQuestion(
          situation: "fan-in \(fanIn), fan-out \(fanOut)", shape: [fanIn, fanOut],
          deviation: 1 / Double(fanIn).squareRoot(),
          factors: factors(Double(fanIn), Double(fanOut)),
          draw: { try draw(fanIn, fanOut, &$0).weights })
      })
    for (fanIn, fanOut) in layers {
      let situation = "fan-in \(fanIn), fan-out \(fanOut)"
      var generator = SeededGenerator(seed: 7)
      check.value("bias", of: situation, is: Tensor(zeros: [fanOut])) {
        var generator = SeededGenerator(seed: 7)
        return try draw(fanIn, fanOut, &generator).bias
      }
      guard let bias = try? draw(fanIn, fanOut, &generator).bias else { continue }
      check.require(
        "bias", "bias-random",
        "The biases are random. There is nothing to break: the weights make the units different, and a bias begins with 0.",
        bias.scalars.allSatisfy { $0 == 0 })
    }
  },
  mutants: xavierMutants)

/// What else people divide by.
private func factors(_ fanIn: Double, _ fanOut: Double) -> [Factor] {
  [
    Factor(
      "√fanIn", fanIn.squareRoot(), id: "root",
      whenTooLarge: "it is not divided by √fanIn",
      whenTooSmall: "1 / fanIn is the variance; the standard deviation is its root"),
    Factor(
      "√(fanIn / fanOut)", (fanIn / fanOut).squareRoot(), id: "fan-out",
      whenTooLarge: "it goes by fan-out; a unit adds up fan-in terms",
      whenTooSmall: "fan-in and fan-out are confused"),
    Factor(
      "√2", 2.0.squareRoot(), id: "root-2",
      whenTooLarge: "the variance 2 / fanIn is He's, made for ReLU; here it is 1 / fanIn",
      whenTooSmall: "the variance of a weight is 1 / fanIn"),
    Factor(
      "√(2 · fanIn / (fanIn + fanOut))", (2 * fanIn / (fanIn + fanOut)).squareRoot(),
      id: "both-fans",
      whenTooLarge: "that is Glorot's variance, 2 / (fanIn + fanOut); the course's is 1 / fanIn"),
    Factor(
      "√(fanIn / (fanIn + fanOut))", (fanIn / (fanIn + fanOut)).squareRoot(), id: "sum-of-fans",
      whenTooLarge: "the variance is 1 / (fanIn + fanOut); the course's is 1 / fanIn"),
    Factor(
      "fanIn", fanIn, id: "multiplied", whenTooLarge: "it is multiplied by √fanIn; divide"),
    Factor(
      "√3", 3.0.squareRoot(), id: "root-3",
      whenTooSmall:
        "numbers spread evenly from -1 to 1 have the standard deviation 1/√3; draw normal ones"),
  ]
}

private func mutant(
  _ id: String, expecting diagnosis: String,
  bias: @escaping @Sendable (Int, inout SeededGenerator) -> Tensor<Double> = { n, _ in
    Tensor(zeros: [n])
  },
  _ weights: @escaping @Sendable (Int, Int, inout SeededGenerator) -> Tensor<Double>
) -> Mutant<XavierDraw> {
  Mutant(id, expecting: diagnosis) { fanIn, fanOut, generator in
    (weights(fanIn, fanOut, &generator), bias(fanOut, &generator))
  }
}

/// Normal weights of the usual shape, with the standard deviation `1 / √divisor`.
private func normal(
  _ fanIn: Int, _ fanOut: Int, _ generator: inout SeededGenerator, over divisor: Double
) -> Tensor<Double> {
  Tensor(
    randomNormal: [fanIn, fanOut], standardDeviation: 1 / divisor.squareRoot(), using: &generator)
}

private let xavierMutants: [Mutant<XavierDraw>] = [
  mutant("zeros", expecting: "zeros") { fanIn, fanOut, _ in Tensor(zeros: [fanIn, fanOut]) },
  mutant("constant", expecting: "constant") { fanIn, fanOut, _ in
    Tensor(repeating: 1 / Double(fanIn).squareRoot(), shape: [fanIn, fanOut])
  },
  mutant("one-number", expecting: "constant") { fanIn, fanOut, generator in
    Tensor(repeating: generator.normal() / Double(fanIn).squareRoot(), shape: [fanIn, fanOut])
  },
  mutant("one-row", expecting: "repeated") { fanIn, fanOut, generator in
    let row = normal(1, fanOut, &generator, over: Double(fanIn))
    return row + Tensor(zeros: [fanIn, fanOut])
  },
  mutant("one-column", expecting: "repeated") { fanIn, fanOut, generator in
    let column = normal(fanIn, 1, &generator, over: Double(fanIn))
    return column + Tensor(zeros: [fanIn, fanOut])
  },
  mutant("uniform-0-to-1", expecting: "positive") { fanIn, fanOut, generator in
    Tensor(randomUniform: [fanIn, fanOut], using: &generator) / Double(fanIn).squareRoot()
  },
  mutant("uniform-centered", expecting: "factor.1/root-3") { fanIn, fanOut, generator in
    Tensor(randomUniform: [fanIn, fanOut], in: -1..<1, using: &generator)
      / Double(fanIn).squareRoot()
  },
  mutant("uniform-of-right-size", expecting: "uniform") { fanIn, fanOut, generator in
    Tensor(randomUniform: [fanIn, fanOut], in: -1..<1, using: &generator)
      * (3 / Double(fanIn)).squareRoot()
  },
  mutant("signs", expecting: "repeated") { fanIn, fanOut, generator in
    Tensor(randomNormal: [fanIn, fanOut], using: &generator).map {
      ($0 < 0 ? -1 : 1) / Double(fanIn).squareRoot()
    }
  },
  mutant("cut-off", expecting: "not-normal") { fanIn, fanOut, generator in
    let cut = Tensor<Double>(randomNormal: [fanIn, fanOut], using: &generator).clamped(
      to: -1.5...1.5)
    return cut / (cut.standardDeviation() * Double(fanIn).squareRoot())
  },
  mutant("shifted", expecting: "mean-not-zero") { fanIn, fanOut, generator in
    normal(fanIn, fanOut, &generator, over: Double(fanIn)) + 0.5 / Double(fanIn).squareRoot()
  },
  mutant("fan-out", expecting: "factor.fan-out") { fanIn, fanOut, generator in
    normal(fanIn, fanOut, &generator, over: Double(fanOut))
  },
  mutant("variance-as-deviation", expecting: "factor.1/root") { fanIn, fanOut, generator in
    normal(fanIn, fanOut, &generator, over: Double(fanIn * fanIn))
  },
  mutant("not-scaled", expecting: "factor.root") { fanIn, fanOut, generator in
    normal(fanIn, fanOut, &generator, over: 1)
  },
  mutant("multiplied", expecting: "factor.multiplied") { fanIn, fanOut, generator in
    normal(fanIn, fanOut, &generator, over: 1 / Double(fanIn))
  },
  mutant("he", expecting: "factor.root-2") { fanIn, fanOut, generator in
    normal(fanIn, fanOut, &generator, over: Double(fanIn) / 2)
  },
  mutant("halved", expecting: "factor.1/root-2") { fanIn, fanOut, generator in
    normal(fanIn, fanOut, &generator, over: Double(fanIn) * 2)
  },
  mutant("glorot", expecting: "factor.both-fans") { fanIn, fanOut, generator in
    normal(fanIn, fanOut, &generator, over: Double(fanIn + fanOut) / 2)
  },
  mutant("sum-of-fans", expecting: "factor.sum-of-fans") { fanIn, fanOut, generator in
    normal(fanIn, fanOut, &generator, over: Double(fanIn + fanOut))
  },
  mutant("small", expecting: "same-everywhere") { fanIn, fanOut, generator in
    normal(fanIn, fanOut, &generator, over: 10_000)
  },
  mutant("transposed", expecting: "shape.reversed") { fanIn, fanOut, generator in
    normal(fanOut, fanIn, &generator, over: Double(fanIn))
  },
  mutant("own-seed", expecting: "generator-ignored") { fanIn, fanOut, _ in
    var own = SeededGenerator(seed: 0)
    return normal(fanIn, fanOut, &own, over: Double(fanIn))
  },
  mutant("copied-generator", expecting: "generator-copied") { fanIn, fanOut, generator in
    var copy = generator
    return normal(fanIn, fanOut, &copy, over: Double(fanIn))
  },
  mutant("system-generator", expecting: "not-from-generator") { fanIn, fanOut, _ in
    var own = SeededGenerator(seed: .random(in: 0 ... .max))
    return normal(fanIn, fanOut, &own, over: Double(fanIn))
  },
  mutant(
    "bias-random", expecting: "bias-random", bias: { Tensor(randomNormal: [$0], using: &$1) }
  ) { normal($0, $1, &$2, over: Double($0)) },
  mutant("bias-ones", expecting: "offset", bias: { n, _ in Tensor(repeating: 1, shape: [n]) }) {
    normal($0, $1, &$2, over: Double($0))
  },
  mutant("bias-as-row", expecting: "shape.reshaped", bias: { n, _ in Tensor(zeros: [1, n]) }) {
    normal($0, $1, &$2, over: Double($0))
  },
]
