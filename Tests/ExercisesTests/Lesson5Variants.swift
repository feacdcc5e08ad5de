import Foundation
import Grading
import Tensors
import Testing

@testable import grade_lesson_5

// Right answers, written differently; random numbers drawn in other orders and by other means.

private typealias Data = Tensor<Double>

private let centerings: [Variant] = [
  Variant("loops over the scalars", centering) { train, test in
    let size = train.count / train.shape[0]
    var mean = [Double](repeating: 0, count: size)
    for (i, value) in train.scalars.enumerated() { mean[i % size] += value }
    for d in 0..<size { mean[d] /= Double(train.shape[0]) }
    let without = { (x: Data) in
      Data(shape: x.shape, scalars: x.scalars.enumerated().map { $1 - mean[$0 % size] })
    }
    return (without(train), without(test))
  },
  Variant("example by example", centering) { train, test in
    var mean = train.row(0) * 0
    for i in 0..<train.rowCount { mean += train.row(i) / Double(train.rowCount) }
    let without = { (x: Data) in Data(stacking: (0..<x.rowCount).map { x.row($0) - mean }) }
    return (without(train), without(test))
  },
  Variant("a product with a row of 1/N", centering) { train, test in
    let n = train.rowCount
    let mean = matmul(
      Data(repeating: 1 / Double(n), shape: [1, n]), train.reshaped(to: [n, -1]))
    let without = { (x: Data) in
      (-mean + x.reshaped(to: [x.rowCount, -1])).reshaped(to: x.shape)
    }
    return (without(train), without(test))
  },
]

private let normalizings: [Variant] = [
  Variant("the tensors' own statistics", normalizing) { train, test in
    let (mean, std) = (train.mean(axis: 0), train.standardDeviation(axis: 0))
    let divisor = std.map { $0 < 1e-12 ? 1 : $0 }
    return ((train - mean) / divisor, (test - mean) / divisor)
  },
  Variant("feature by feature", normalizing) { train, test in
    var (a, b) = (train, test)
    for d in 0..<train.shape[1] {
      let column = (0..<train.shape[0]).map { train[$0, d] }
      let mean = column.reduce(0, +) / Double(column.count)
      let variance = column.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(column.count)
      for i in 0..<train.shape[0] {
        a[i, d] = variance == 0 ? 0 : (train[i, d] - mean) / sqrt(variance)
      }
      for i in 0..<test.shape[0] {
        b[i, d] = test[i, d] - mean
        if variance > 0 { b[i, d] *= pow(variance, -0.5) }
      }
    }
    return (a, b)
  },
  Variant("mean of squares less square of mean", normalizing) { train, test in
    let mean = train.mean(axis: 0)
    let variance = maximum((train * train).mean(axis: 0) - mean * mean, 0)
    let scale = variance.map { $0 < 1e-9 ? 1 : 1 / $0.squareRoot() }
    return (train * scale - mean * scale, (test - mean) * scale)
  },
]

private let analyses: [Variant] = [
  Variant("singular values", principalComponents) { data, count in
    let centered = data - data.mean(axis: 0)
    let (u, s, vt) = singularValueDecomposition(centered)
    return (
      vt[rows: 0..<count], (s * s / Double(data.rowCount))[rows: 0..<count],
      (u * s).transposed()[rows: 0..<count].transposed()
    )
  },
  Variant("singular values of the covariance, directions turned round", principalComponents) {
    data, count in
    let centered = data - data.mean(axis: 0)
    let covariance = matmul(centered.transposed(), centered) / Double(data.rowCount)
    let (u, s, _) = singularValueDecomposition(covariance)
    let directions = -u.transposed()[rows: 0..<count]
    return (directions, s[rows: 0..<count], matmul(centered, directions.transposed()))
  },
  Variant("one direction after the other, signs at will", principalComponents) {
    data, count in
    let centered = data - data.mean(axis: 0)
    let (_, vectors) = symmetricEigenDecomposition(
      matmul(centered, centered, transposeA: true))
    let rows = (0..<count).map { k -> Data in
      let sign: Double = k % 2 == 0 ? -1 : 1
      return sign * vectors.transposed().row(data.shape[1] - 1 - k)
    }
    let coordinates = Data(stacking: rows.map { (centered * $0).sum(axis: 1) }).transposed()
    return (Data(stacking: rows), coordinates.variance(axis: 0), coordinates)
  },
]

private let whitenings: [Variant] = [
  Variant("singular values", whitening) { train, test, epsilon in
    let mean = train.mean(axis: 0)
    let (_, s, vt) = singularValueDecomposition(train - mean)
    let scale = (s * s / Double(train.rowCount) + epsilon).squareRoot()
    let whitened = { (x: Data) in matmul(x - mean, vt, transposeB: true) / scale }
    return (whitened(train), whitened(test))
  },
  Variant("one matrix for all", whitening) { train, test, epsilon in
    let mean = train.mean(axis: 0)
    let n = Double(train.rowCount)
    let products = matmul(train, train, transposeA: true)
    let column = mean.reshaped(to: [-1, 1])
    let (values, vectors) = symmetricEigenDecomposition(products / n - column * mean)
    let scaled = -vectors / (maximum(values, 0) + epsilon).squareRoot()
    let order = Array((0..<train.shape[1]).reversed())
    let matrix = scaled.transposed().gathering(rows: order).transposed()
    return (matmul(train - mean, matrix), matmul(test - mean, matrix))
  },
  Variant("normalised along the directions", whitening) { train, test, epsilon in
    let mean = train.mean(axis: 0)
    let (_, _, vt) = singularValueDecomposition(train - mean)
    let (a, b) = (matmul(train - mean, vt.transposed()), matmul(test - mean, vt.transposed()))
    let deviation = (a.variance(axis: 0) + epsilon).squareRoot()
    return (a / deviation, b / deviation)
  },
]

/// A normal number from two even ones (Box and Muller).
private func boxMuller(_ generator: inout SeededGenerator) -> Double {
  let radius = sqrt(-2 * log(1 - generator.uniform()))
  return radius * cos(2 * .pi * generator.uniform())
}

private let xaviers: [Variant] = [
  Variant("loops, column by column", xavierWeights) { fanIn, fanOut, generator in
    var weights = Data(zeros: [fanIn, fanOut])
    for j in 0..<fanOut {
      for i in 0..<fanIn { weights[i, j] = generator.normal() / sqrt(Double(fanIn)) }
    }
    return (weights, Data([Double](repeating: 0, count: fanOut)))
  },
  Variant("scaled afterwards, biases first", xavierWeights) { fanIn, fanOut, generator in
    let bias = Data(zeros: [fanOut])
    let normal = Data(randomNormal: [fanIn, fanOut], using: &generator)
    return (normal * (1 / Double(fanIn)).squareRoot(), bias)
  },
  Variant("normal numbers of one's own", xavierWeights) { fanIn, fanOut, generator in
    let deviation = pow(Double(fanIn), -0.5)
    let scalars = (0..<fanIn * fanOut).map { _ in deviation * boxMuller(&generator) }
    return (Data(shape: [fanIn, fanOut], scalars: scalars), Data(zeros: [fanOut]))
  },
  Variant("drawn units first, then transposed", xavierWeights) {
    fanIn, fanOut, generator in
    var own = generator.split()
    let units = Data(
      randomNormal: [fanOut, fanIn], standardDeviation: 1 / sqrt(Double(fanIn)), using: &own)
    return (units.transposed(), Data(zeros: [fanOut]))
  },
]

private let hes: [Variant] = [
  Variant("loops", heWeights) { shape, fanIn, generator in
    let count = shape.reduce(1, *)
    let scalars = (0..<count).map { _ in generator.normal() * sqrt(2 / Double(fanIn)) }
    return Data(shape: shape, scalars: scalars)
  },
  Variant("in place, from the end", heWeights) { shape, fanIn, generator in
    var weights = Data(zeros: shape)
    weights.withUnsafeMutableScalars { weights in
      for i in weights.indices.reversed() { weights[i] = generator.normal() }
    }
    return weights / (Double(fanIn) / 2).squareRoot()
  },
  Variant("normal numbers of one's own", heWeights) { shape, fanIn, generator in
    var weights = Data(zeros: [shape.reduce(1, *)])
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

@Suite("Right answers to the exercises of lesson 5")
struct Lesson5Variants {
  @Test(
    "are accepted however they are written, with twenty seeds",
    arguments: centerings + normalizings + analyses + whitenings + xaviers + hes + fanCounts)
  func accepted(_ variant: Variant) {
    for seed in 0..<20 as Range<UInt64> {
      let report = variant.grade(seed)
      #expect(report.verdict == .right, "seed \(seed)\n\(report.text())")
    }
  }
}
