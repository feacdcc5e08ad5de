import Foundation
import Grading
import Tensors
import Testing

@testable import grade_lesson_5

// Right answers to exercises 5.1 to 5.4, written differently.

private typealias Data = Tensor<Double>

private let centerings: [Variant] = [
  Variant("loops over the scalars", centering) { train, test in
    let size = train.count / train.shape[0]
    var mean = [Double](repeating: 0, count: size)
    for (i, value) in train.scalars.enumerated() { mean[i % size] += value }
    for d in 0..<size { mean[d] /= Double(train.shape[0]) }
    func without(_ x: Data) -> Data {
      Data(shape: x.shape, scalars: x.scalars.enumerated().map { $1 - mean[$0 % size] })
    }
    return (without(train), without(test))
  },
  Variant("example by example", centering) { train, test in
    var mean = train.row(0) * 0
    for i in 0..<train.rowCount { mean += train.row(i) / Double(train.rowCount) }
    return (
      Data(stacking: (0..<train.rowCount).map { train.row($0) - mean }),
      Data(stacking: (0..<test.rowCount).map { test.row($0) - mean })
    )
  },
  Variant("a product with a row of 1/N", centering) { train, test in
    let n = train.rowCount
    let rows = train.reshaped(to: [n, -1])
    let mean = matmul(Data(repeating: 1 / Double(n), shape: [1, n]), rows)
    return (
      (rows - mean).reshaped(to: train.shape),
      (-mean + test.reshaped(to: [test.rowCount, -1])).reshaped(to: test.shape)
    )
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
      let variance =
        column.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / Double(column.count)
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
    let d = data.shape[1]
    let rows = (0..<count).map { k -> Data in
      let sign: Double = k % 2 == 0 ? -1 : 1
      return Data((0..<d).map { sign * vectors[$0, d - 1 - k] })
    }
    let coordinates = Data(
      stacking: rows.map { row in (centered * row).sum(axis: 1) }
    ).transposed()
    return (Data(stacking: rows), coordinates.variance(axis: 0), coordinates)
  },
]

private let whitenings: [Variant] = [
  Variant("singular values", whitening) { train, test, epsilon in
    let mean = train.mean(axis: 0)
    let (_, s, vt) = singularValueDecomposition(train - mean)
    let scale = (s * s / Double(train.rowCount) + epsilon).squareRoot()
    return (
      matmul(train - mean, vt, transposeB: true) / scale,
      matmul(test - mean, vt, transposeB: true) / scale
    )
  },
  Variant("one matrix for all", whitening) { train, test, epsilon in
    let mean = train.mean(axis: 0)
    let n = Double(train.rowCount)
    let products = matmul(train, train, transposeA: true)
    let column = mean.reshaped(to: [-1, 1])
    let (values, vectors) = symmetricEigenDecomposition(products / n - column * mean)
    let d = train.shape[1]
    var matrix = vectors * 0
    for p in 0..<d {
      for k in 0..<d {
        let variance = max(0, values[d - 1 - k])
        matrix[p, k] = -vectors[p, d - 1 - k] / (variance + epsilon).squareRoot()
      }
    }
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

@Suite("Right answers to the exercises 5.1 to 5.4")
struct Lesson5PreprocessingVariants {
  @Test(
    "are accepted however they are written, with twenty seeds",
    arguments: centerings + normalizings + analyses + whitenings)
  func accepted(_ variant: Variant) {
    for seed in 0..<20 as Range<UInt64> {
      let report = variant.grade(seed)
      #expect(report.verdict == .right, "seed \(seed)\n\(report.text())")
    }
  }
}
