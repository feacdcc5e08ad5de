import Foundation
import Grading
import Tensors

/// Takes fan-in, fan-out and a generator; returns weights and bias.
typealias XavierDraw =
  @Sendable (Int, Int, inout SeededGenerator) throws -> (weights: T, bias: T)

/// 5.5: weights that keep the variance, and biases.
let xavierWeights = Exercise<XavierDraw>(
  "5.5",
  check: { check, draw in
    let layers = [(300, 200), (50, 500), (700, 70), (181, 181)]
    check.weights(
      layers.map { fanIn, fanOut in
        WeightQuestion(
          situation: "fan-in \(fanIn), fan-out \(fanOut)", shape: [fanIn, fanOut],
          deviation: 1 / Double(fanIn).squareRoot(),
          factors: factors(Double(fanIn), Double(fanOut)),
          draw: { try draw(fanIn, fanOut, &$0).weights })
      })
    for (fanIn, fanOut) in layers {
      func bias() throws -> T {
        var generator = SeededGenerator(seed: 7)
        let layer = try draw(fanIn, fanOut, &generator)
        return layer.bias
      }
      check.value(
        "bias", of: "fan-in \(fanIn), fan-out \(fanOut)", is: T(zeros: [fanOut]), bias)
      guard let drawn = try? bias() else { continue }
      check.require(
        "bias", "bias-random",
        "The biases are not 0: begin with zeros, because the weights already make the units "
          + "different.", drawn.scalars.allSatisfy { $0 == 0 })
    }
  },
  mutants: mutants
    + drawingSlips.mutants { wrong in
      answer { wrong((shape: [$0, $1], deviation: 1 / Double($0).squareRoot()))(&$2) }
    }
    + deviations.mutants { deviation in
      answer { normal([$0, $1], deviation((fanIn: Double($0), fanOut: Double($1))), &$2) }
    })

/// What else people divide by.
private func factors(_ fanIn: Double, _ fanOut: Double) -> [Factor] {
  [
    Factor(
      "√fanIn", fanIn.squareRoot(), id: "root", whenTooLarge: "it is not divided by √fanIn",
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
    Factor("fanIn", fanIn, id: "multiplied", whenTooLarge: "it is multiplied by √fanIn; divide"),
    Factor(
      "√3", 3.0.squareRoot(), id: "root-3",
      whenTooSmall: "uniform numbers from -1 to 1 have the deviation 1/√3; draw normal ones"),
  ]
}

/// An answer with wrong weights, or a wrong bias.
private func answer(
  weights: @escaping @Sendable (Int, Int, inout SeededGenerator) -> T = {
    normal([$0, $1], 1 / Double($0).squareRoot(), &$2)
  },
  bias: @escaping @Sendable (Int, inout SeededGenerator) -> T = { n, _ in T(zeros: [n]) }
) -> XavierDraw {
  { (weights($0, $1, &$2), bias($1, &$2)) }
}

/// Wrong standard deviations.
private let deviations: [Slip<(fanIn: Double, fanOut: Double), Double>] = [
  Slip("fan-out", expecting: "factor.fan-out") { 1 / $0.fanOut.squareRoot() },
  Slip("variance-as-deviation", expecting: "factor.1/root") { 1 / $0.fanIn },
  Slip("not-scaled", expecting: "factor.root") { _ in 1 },
  Slip("multiplied", expecting: "factor.multiplied") { $0.fanIn.squareRoot() },
  Slip("he", expecting: "factor.root-2") { (2 / $0.fanIn).squareRoot() },
  Slip("halved", expecting: "factor.1/root-2") { (0.5 / $0.fanIn).squareRoot() },
  Slip("glorot", expecting: "factor.both-fans") { (2 / ($0.fanIn + $0.fanOut)).squareRoot() },
  Slip("sum-of-fans", expecting: "factor.sum-of-fans") {
    (1 / ($0.fanIn + $0.fanOut)).squareRoot()
  },
  Slip("small", expecting: "same-everywhere") { _ in 0.01 },
  Slip("logarithm", expecting: "deviation") { 1 / log2($0.fanIn) },
]

private let mutants: [Mutant<XavierDraw>] = [
  Mutant(
    "one-column", expecting: "repeated",
    answer { normal([$0, 1], 1 / Double($0).squareRoot(), &$2) + T(zeros: [$0, $1]) }),
  Mutant(
    "uniform-centered", expecting: "factor.1/root-3",
    answer { uniform([$0, $1], 1 / Double($0).squareRoot(), &$2) }),
  Mutant(
    "uniform-of-right-size", expecting: "uniform",
    answer { uniform([$0, $1], (3 / Double($0)).squareRoot(), &$2) }),
  Mutant(
    "transposed", expecting: "shape.reversed",
    answer { normal([$1, $0], 1 / Double($0).squareRoot(), &$2) }),
  Mutant("bias-random", expecting: "bias-random", answer(bias: { normal([$0], 1, &$1) })),
  Mutant(
    "bias-ones", expecting: "offset", answer(bias: { n, _ in T(repeating: 1, shape: [n]) })),
  Mutant("bias-as-row", expecting: "shape.reshaped", answer(bias: { n, _ in T(zeros: [1, n]) })),
]
