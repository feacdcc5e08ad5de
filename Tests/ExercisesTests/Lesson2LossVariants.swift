import Foundation
import GradientChecks
import Grading
import NeuralNets
import Solutions2
import Tensors
import Testing

@testable import grade_lesson_2

private typealias Matrix = Tensor<Double>

private let biasTricks: [Variant] = [
  Variant("a product and a sum", grade_lesson_2.scoresWithBiasTrick) { w, x in
    let d = x.shape[1]
    return matmul(x, w[rows: 0..<d]) + w.row(d)
  },
  Variant("the core's column of ones", grade_lesson_2.scoresWithBiasTrick) { w, x in
    matmul(appendingOnes(x), w)
  },
  Variant("loops that begin with the bias", grade_lesson_2.scoresWithBiasTrick) { w, x in
    var scores = Matrix(zeros: [x.shape[0], w.shape[1]])
    for c in 0..<w.shape[1] {
      for i in 0..<x.shape[0] {
        scores[i, c] = w[x.shape[1], c]
        for p in (0..<x.shape[1]).reversed() { scores[i, c] += w[p, c] * x[i, p] }
      }
    }
    return scores
  },
  Variant("rows transposed", grade_lesson_2.scoresWithBiasTrick) { w, x in
    let rows = (0..<x.shape[0]).map { Tensor(x.row($0).scalars + [1]) }
    return matmul(w, Tensor(stacking: rows), transposeA: true, transposeB: true).transposed()
  },
]

private let numericalGradients: [Variant] = [
  Variant("one tensor moved there and back", grade_lesson_2.numericalGradient) { f, x, h in
    var point = x.flattened()
    var slopes = point * 0
    for p in 0..<point.count {
      let old = point[p]
      point[p] = old + h
      let right = try f(point.reshaped(to: x.shape))
      point[p] = old - h
      slopes[p] = (right - (try f(point.reshaped(to: x.shape)))) / (2 * h)
      point[p] = old
    }
    return slopes.reshaped(to: x.shape)
  },
  Variant("moved by +h, -2h and +h again", grade_lesson_2.numericalGradient) { f, x, h in
    var entries = x.scalars
    var slopes: [Double] = []
    for p in entries.indices {
      entries[p] += h
      let right = try f(Tensor(shape: x.shape, scalars: entries))
      entries[p] -= 2 * h
      let left = try f(Tensor(shape: x.shape, scalars: entries))
      entries[p] += h
      slopes.append(0.5 * (right / h - left / h))
    }
    return Tensor(shape: x.shape, scalars: slopes)
  },
  Variant("the core's", grade_lesson_2.numericalGradient) { f, x, h in
    try DifferenceQuotient.central.gradient(of: f, at: x, step: h)
  },
  Variant("unit vectors", grade_lesson_2.numericalGradient) { f, x, h in
    Tensor(
      shape: x.shape,
      scalars: try (0..<x.count).map { p in
        let unit = Tensor(shape: x.shape, scalars: (0..<x.count).map { $0 == p ? 1.0 : 0 })
        return (try f(x + h * unit) - (try f(x - h * unit))) / (2 * h)
      })
  },
]

private let svmLosses: [Variant] = [
  Variant("the core's", grade_lesson_2.svmLoss) { w, x, labels, reg in
    HingeLoss.evaluate(matmul(x, w), labels: labels).loss + reg * w.dot(w)
  },
  Variant("all classes, and the true one taken off again", grade_lesson_2.svmLoss) {
    w, x, labels, reg in
    let scores = matmul(x, w)
    let sums = labels.indices.map { i in
      scores.row(i).scalars.map { max(0, $0 - scores[i, labels[i]] + 1) }.reduce(0, +) - 1
    }
    return reg * w.scalars.map { $0 * $0 }.reduce(0, +) + sums.reduce(0, +) / Double(sums.count)
  },
  Variant("divided picture by picture", grade_lesson_2.svmLoss) { w, x, labels, reg in
    var loss = 0.0
    for r in w.scalars { loss += reg * r * r }
    for (i, y) in labels.enumerated().reversed() {
      for j in 0..<w.shape[1] where j != y {
        var margin = 1.0
        for p in 0..<w.shape[0] { margin += x[i, p] * (w[p, j] - w[p, y]) }
        if margin >= 0 { loss += margin / Double(labels.count) }
      }
    }
    return loss
  },
]

private let svmGradients: [Variant] = [
  Variant("the core's", grade_lesson_2.svmGradient) { w, x, labels, reg in
    matmul(x, HingeLoss.evaluate(matmul(x, w), labels: labels).gradient, transposeA: true)
      + 2 * reg * w
  },
  Variant("counted first", grade_lesson_2.svmGradient) { w, x, labels, reg in
    let scores = matmul(x, w)
    var gradient = reg * w + reg * w
    for (i, y) in labels.enumerated() {
      let inside = (0..<w.shape[1]).filter { $0 != y && scores[i, $0] > scores[i, y] - 1 }
      for p in 0..<w.shape[0] {
        let part = x[i, p] / Double(labels.count)
        for j in inside { gradient[p, j] += part }
        gradient[p, y] -= Double(inside.count) * part
      }
    }
    return gradient
  },
  Variant("column by column, the true class with the others", grade_lesson_2.svmGradient) {
    w, x, labels, reg in
    let scores = matmul(x, w)
    var gradient = w * 0
    for i in labels.indices {
      for j in 0..<w.shape[1] where scores[i, j] - scores[i, labels[i]] + 1 > 0 {
        // What the true class gets from itself cancels.
        for p in 0..<w.shape[0] {
          gradient[p, j] += x[i, p]
          gradient[p, labels[i]] -= x[i, p]
        }
      }
    }
    return (gradient + w * (2 * reg * Double(labels.count))) / Double(labels.count)
  },
]

private let svmBoth: [Variant] = [
  Variant("the core's", grade_lesson_2.svmLossVectorized) { w, x, labels, reg in
    let result = HingeLoss.evaluate(matmul(x, w), labels: labels)
    return (
      result.loss + reg * w.dot(w), matmul(x, result.gradient, transposeA: true) + 2 * reg * w
    )
  },
  Variant("a mask of the labels", grade_lesson_2.svmLossVectorized) { w, x, labels, reg in
    let scores = matmul(x, w)
    let classes = Tensor((0..<w.shape[1]).map(Double.init))
    let truth = Tensor(labels.map(Double.init)).reshaped(to: [-1, 1])
    let y = (classes - truth).map { $0 == 0 ? 1 : 0 }
    let own = (scores * y).sum(axis: 1, keepingDimension: true)
    let margins = maximum(scores - own + 1, 0) * (1 - y)
    let mask = margins.map { $0 > 0 ? 1 : 0 }
    let slopes = mask - y * mask.sum(axis: 1, keepingDimension: true)
    return (
      margins.sum(axis: 1).mean() + reg * (w * w).sum(),
      matmul(slopes / Double(labels.count), x, transposeA: true).transposed() + reg * 2 * w
    )
  },
  Variant("the two before it together", grade_lesson_2.svmLossVectorized) { w, x, labels, reg in
    (
      try svmLoss(w, x, labels: labels, reg: reg), try svmGradient(w, x, labels: labels, reg: reg)
    )
  },
]

private let softmaxLosses: [Variant] = [
  Variant("the core's", grade_lesson_2.softmaxLoss) { w, x, labels, reg in
    SoftmaxLoss.evaluate(matmul(x, w), labels: labels).loss + reg * w.dot(w)
  },
  Variant("the whole batch at once", grade_lesson_2.softmaxLoss) { w, x, labels, reg in
    let scores = matmul(x, w)
    let shifted = scores - scores.max(axis: 1, keepingDimension: true)
    let sums = shifted.exp().sum(axis: 1).log().sum()
    let own = labels.enumerated().map { shifted[$0, $1] }.reduce(0, +)
    return (sums - own) / Double(labels.count) + reg * w.power(2).sum()
  },
  Variant("odds against the label", grade_lesson_2.softmaxLoss) { w, x, labels, reg in
    let scores = matmul(x, w)
    return try labels.enumerated().map { i, y in
      let gaps = scores.row(i).scalars.map { $0 - scores[i, y] }
      let largest = try #require(gaps.max())
      return largest + log(gaps.map { exp($0 - largest) }.reduce(0, +))
    }.reduce(0, +) / Double(labels.count) + reg * w.dot(w)
  },
]

private let softmaxGradients: [Variant] = [
  Variant("the core's", grade_lesson_2.softmaxGradient) { w, x, labels, reg in
    matmul(x, SoftmaxLoss.evaluate(matmul(x, w), labels: labels).gradient, transposeA: true)
      + 2 * reg * w
  },
  Variant("one over a sum of odds", grade_lesson_2.softmaxGradient) { w, x, labels, reg in
    let scores = matmul(x, w)
    var gradient = 2 * reg * w
    for (i, y) in labels.enumerated() {
      for j in 0..<w.shape[1] {
        let odds = (0..<w.shape[1]).map { exp(scores[i, $0] - scores[i, j]) }.reduce(0, +)
        let slope = (1 / odds - (j == y ? 1 : 0)) / Double(labels.count)
        for p in 0..<w.shape[0] { gradient[p, j] += slope * x[i, p] }
      }
    }
    return gradient
  },
  Variant("the loss's own stages", grade_lesson_2.softmaxGradient) { w, x, labels, reg in
    let scores = matmul(x, w)
    let e = (scores - scores.max(axis: 1, keepingDimension: true)).exp()
    let sums = e.sum(axis: 1, keepingDimension: true)
    // ln of the sum, then the sum, then exp; and the score of the label by itself.
    var slopes = (1 / sums) * e
    for (i, y) in labels.enumerated() { slopes[i, y] += -1 }
    let total = matmul(x.transposed(), slopes)
    return total / Double(labels.count) + w * reg + w * reg
  },
]

@Suite("Right answers to the exercises 2.1 to 2.7")
struct Lesson2LossVariants {
  @Test(
    "are accepted however they are written, with twenty seeds",
    arguments: biasTricks + numericalGradients + svmLosses + svmGradients + svmBoth + softmaxLosses
      + softmaxGradients)
  func accepted(_ variant: Variant) {
    for seed in 0..<20 as Range<UInt64> {
      let report = variant.grade(seed)
      #expect(report.verdict == .right, "seed \(seed)\n\(report.text())")
    }
  }
}

@Suite("The solutions of 2.1 to 2.7 equal the core")
struct Lesson2LossCoreTests {
  private var generator = SeededGenerator(seed: 231)

  @Test("in the scores")
  mutating func scores() throws {
    let w = Matrix(randomNormal: [7, 5], using: &generator)
    let x = Matrix(randomNormal: [11, 6], using: &generator)
    let core = LinearClassifier(weights: w[rows: 0..<6], bias: w.row(6), loss: .hinge)
    expectClose(try scoresWithBiasTrick(w, x), core.scores(for: x))
  }

  @Test("in the numerical gradient")
  mutating func difference() throws {
    let x = Matrix(randomNormal: [2, 3, 5], using: &generator)
    let f: (Matrix) -> Double = { $0.power(3).sum() }
    expectClose(
      try numericalGradient(of: f, at: x, step: 1e-2),
      DifferenceQuotient.central.gradient(of: f, at: x, step: 1e-2))
  }

  @Test("in loss and gradient", arguments: [ClassificationLoss.hinge, .softmax])
  func losses(_ loss: ClassificationLoss) throws {
    var generator = SeededGenerator(seed: 231)
    let w = Matrix(randomNormal: [7, 5], using: &generator)
    let x = Matrix(randomNormal: [11, 7], using: &generator)
    let labels = (0..<11).map { _ in generator.integer(below: 5) }
    let classifier = LinearClassifier(weights: w, bias: Tensor(zeros: [5]), loss: loss)
    let core = classifier.lossAndGradients(on: x, labels: labels, regularizer: .l2(0.3))
    let (value, gradient) =
      loss == .hinge
      ? (
        try svmLoss(w, x, labels: labels, reg: 0.3), try svmGradient(w, x, labels: labels, reg: 0.3)
      )
      : (
        try softmaxLoss(w, x, labels: labels, reg: 0.3),
        try softmaxGradient(w, x, labels: labels, reg: 0.3)
      )
    #expect(abs(value - core.loss) < 1e-12)
    expectClose(gradient, core.gradients.weights)
    if loss == .hinge {
      let both = try svmLossVectorized(w, x, labels: labels, reg: 0.3)
      #expect(abs(both.loss - core.loss) < 1e-12)
      expectClose(both.gradient, core.gradients.weights)
    }
  }

  private func expectClose(_ a: Matrix, _ b: Matrix) {
    #expect(a.shape == b.shape)
    guard a.shape == b.shape else { return }
    #expect((a - b).absolute().max() < 1e-12)
  }
}
