import Foundation
import Grading
import Tensors
import Testing

@testable import grade_lesson_5

// Right answers to exercises 5.5 to 5.7, written differently: random numbers drawn in other orders and by other means.

/// A normal number from two even ones (Box and Muller).
private func boxMuller(_ generator: inout SeededGenerator) -> Double {
  let radius = sqrt(-2 * log(1 - generator.uniform()))
  return radius * cos(2 * .pi * generator.uniform())
}

private let xaviers: [Variant] = [
  Variant("loops, column by column", xavierWeights) { fanIn, fanOut, generator in
    var weights = Tensor<Double>(zeros: [fanIn, fanOut])
    for j in 0..<fanOut {
      for i in 0..<fanIn { weights[i, j] = generator.normal() / sqrt(Double(fanIn)) }
    }
    return (weights, Tensor([Double](repeating: 0, count: fanOut)))
  },
  Variant("scaled afterwards, biases first", xavierWeights) { fanIn, fanOut, generator in
    let bias = Tensor<Double>(zeros: [fanOut])
    let normal = Tensor<Double>(randomNormal: [fanIn, fanOut], using: &generator)
    return (normal * (1 / Double(fanIn)).squareRoot(), bias)
  },
  Variant("normal numbers of one's own", xavierWeights) { fanIn, fanOut, generator in
    let deviation = pow(Double(fanIn), -0.5)
    let scalars = (0..<fanIn * fanOut).map { _ in deviation * boxMuller(&generator) }
    return (
      Tensor(shape: [fanIn, fanOut], scalars: scalars), Tensor(repeating: 0, shape: [fanOut])
    )
  },
  Variant("drawn units first, then transposed", xavierWeights) {
    fanIn, fanOut, generator in
    var own = generator.split()
    let units = Tensor<Double>(
      randomNormal: [fanOut, fanIn], standardDeviation: 1 / sqrt(Double(fanIn)), using: &own)
    return (units.transposed(), Tensor(zeros: [fanOut]))
  },
]

private let hes: [Variant] = [
  Variant("loops", heWeights) { shape, fanIn, generator in
    var scalars: [Double] = []
    for _ in 0..<shape.reduce(1, *) {
      scalars.append(generator.normal() * sqrt(2 / Double(fanIn)))
    }
    return Tensor(shape: shape, scalars: scalars)
  },
  Variant("in place, from the end", heWeights) { shape, fanIn, generator in
    var weights = Tensor<Double>(zeros: shape)
    weights.withUnsafeMutableScalars { weights in
      for i in weights.indices.reversed() { weights[i] = generator.normal() }
    }
    return weights / (Double(fanIn) / 2).squareRoot()
  },
  Variant("normal numbers of one's own", heWeights) { shape, fanIn, generator in
    var weights = Tensor<Double>(zeros: [shape.reduce(1, *)])
    for i in 0..<weights.count { weights[i] = boxMuller(&generator) }
    return (weights * sqrt(2) / sqrt(Double(fanIn))).reshaped(to: shape)
  },
]

private let fanCounts: [Variant] = [
  Variant("a switch", fans) { shape in
    switch shape.count {
    case 4: (shape[1...].reduce(1, *), shape[0] * shape[2] * shape[3])
    default: (shape[0], shape[1])
    }
  },
  Variant("the whole divided", fans) { shape in
    let all = shape.reduce(1, *)
    return shape.count > 2 ? (all / shape[0], all / shape[1]) : (all / shape[1], all / shape[0])
  },
  Variant("an affine layer as a window of one place, transposed", fans) { shape in
    let filters = shape.count == 2 ? [shape[1], shape[0], 1, 1] : shape
    let window = filters.suffix(2).reduce(1, *)
    return (window * filters[1], window * filters[0])
  },
]

@Suite("Right answers to the exercises 5.5 to 5.7")
struct Lesson5WeightVariants {
  @Test(
    "are accepted however they are written, with twenty seeds",
    arguments: xaviers + hes + fanCounts)
  func accepted(_ variant: Variant) {
    for seed in 0..<20 as Range<UInt64> {
      let report = variant.grade(seed)
      #expect(report.verdict == .right, "seed \(seed)\n\(report.text())")
    }
  }
}
