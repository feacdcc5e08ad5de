import Foundation
import Grading
import Tensors
import Testing

@testable import grade_lesson_2

private let softmaxes: [Variant] = [
  Variant("loops", softmaxLossVectorized) { w, x, labels, reg in
    let (n, d, c) = (x.shape[0], x.shape[1], w.shape[1])
    var loss = 0.0
    var gradient = Tensor<Double>(zeros: [d, c])
    for i in 0..<n {
      let row = (0..<c).map { k in (0..<d).reduce(0.0) { $0 + x[i, $1] * w[$1, k] } }
      let largest = row.max() ?? 0
      let sum = row.reduce(0) { $0 + exp($1 - largest) }
      loss += log(sum) - row[labels[i]] + largest
      for k in 0..<c {
        let dS = exp(row[k] - largest) / sum - (k == labels[i] ? 1 : 0)
        for j in 0..<d { gradient[j, k] += x[i, j] * dS / Double(n) }
      }
    }
    for j in 0..<d {
      for k in 0..<c { gradient[j, k] += reg * w[j, k] + reg * w[j, k] }
    }
    return (loss / Double(n) + reg * w.dot(w), gradient)
  },
  Variant("one-hot and log-probabilities", softmaxLossVectorized) { w, x, labels, reg in
    let n = Double(labels.count)
    let y = Tensor<Double>(
      stacking: labels.map { label in
        Tensor((0..<w.shape[1]).map { $0 == label ? 1.0 : 0 })
      })
    let scores = matmul(x, w)
    let largest = scores.max(axis: 1).reshaped(to: [-1, 1])
    let logSum = ((scores - largest).exp().sum(axis: 1, keepingDimension: true)).log() + largest
    let logP = scores - logSum
    let loss = -(logP * y).sum() / n + reg * w.power(2).sum()
    let dS = (logP.exp() - y) / n
    return (loss, matmul(x.transposed(), dS) + w * (2 * reg))
  },
  Variant("shifted by more than the largest", softmaxLossVectorized) { w, x, labels, reg in
    var dS = Tensor<Double>(zeros: [labels.count, w.shape[1]])
    var loss = 0.0
    for (i, label) in labels.enumerated() {
      let scores = matmul(x[rows: i..<i + 1], w).row(0)
      let shifted = scores - (scores.max() + 3)
      let sum = shifted.exp().sum()
      loss -= shifted[label] - log(sum)
      for k in 0..<w.shape[1] { dS[i, k] = exp(shifted[k]) / sum }
      dS[i, label] -= 1
    }
    dS /= Double(labels.count)
    return (
      loss / Double(labels.count) + reg * (w * w).sum(),
      matmul(dS, x, transposeA: true).transposed() + reg * 2 * w
    )
  },
]

private let entropies: [Variant] = [
  Variant("tanh", binaryCrossEntropyLoss) { s, t in
    let losses = maximum(s, 0) - s * t + (1 + (-s.absolute()).exp()).log()
    return (losses.mean(), (0.5 * (1 + (s / 2).tanh()) - t) / Double(s.count))
  },
  Variant("cases and log1p", binaryCrossEntropyLoss) { s, t in
    var loss = 0.0
    var gradient: [Double] = []
    for (s, t) in zip(s.scalars, t.scalars) {
      if s > 0 {
        loss += log1p(exp(-s)) + (1 - t) * s
        gradient.append(1 / (1 + exp(-s)) - t)
      } else {
        loss += log1p(exp(s)) - t * s
        gradient.append(exp(s) / (exp(s) + 1) - t)
      }
    }
    let n = Double(s.count)
    return (loss / n, Tensor(shape: s.shape, scalars: gradient.map { $0 / n }))
  },
  Variant("two log-sigmoids", binaryCrossEntropyLoss) { s, t in
    func logSigmoid(_ s: Double) -> Double { min(s, 0) - log(1 + exp(-abs(s))) }
    let yes = s.map(logSigmoid)
    let no = (-s).map(logSigmoid)
    let loss = -(t * yes + (1 - t) * no).mean()
    return (loss, (yes.exp() - t) / Double(s.count))
  },
  Variant("softmax of two classes", binaryCrossEntropyLoss) { s, t in
    let largest = maximum(s, 0)
    let (yes, no) = ((s - largest).exp(), (-largest).exp())
    let logSum = (yes + no).log() + largest
    return (
      (logSum - s * t).sum() / Double(s.count), (yes / (yes + no) - t) / Double(s.count)
    )
  },
]

private let penaltyWays: [Variant] = [
  Variant(
    "loops", penalties,
    (
      l2: { w, reg in
        var (value, gradient) = (0.0, w)
        gradient.withUnsafeMutableScalars { g in
          for (i, w) in w.scalars.enumerated() {
            value += reg * w * w
            g[i] = reg * w + reg * w
          }
        }
        return (value, gradient)
      },
      l1: { w, reg in
        let signs = w.map { $0 == 0 ? 0 : $0 / abs($0) }
        return (reg * (signs * w).sum(), signs * reg)
      },
      elasticNet: { w, reg, beta in
        let g = w.map { 2 * beta * reg * $0 + ($0 > 0 ? reg : $0 == 0 ? 0 : -reg) }
        return (w.scalars.reduce(0) { $0 + (beta * $1 * $1 + abs($1)) * reg }, g)
      }
    )),
  Variant(
    "tensor operations", penalties,
    (
      l2: { w, reg in (w.dot(w) * reg, w * 2 * reg) },
      l1: { w, reg in
        (w.absolute().sum() * reg, reg * (w / maximum(w.absolute(), 1e-300)))
      },
      elasticNet: { w, reg, beta in
        let sign = w.map { ($0 > 0 ? 1 : 0) - ($0 < 0 ? 1 : 0) }
        return (
          reg * (beta * w.power(2) + w.absolute()).sum(), reg * (2 * beta * w + sign)
        )
      }
    )),
  Variant(
    "the net for all", penalties,
    (
      l2: { w, reg in (net(w, reg, 1).value - net(w, reg, 0).value, 2 * (reg * w)) },
      l1: { w, reg in net(w, reg, 0) },
      elasticNet: { w, reg, beta in net(w, reg, beta) }
    )),
]

private func net(_ w: Tensor<Double>, _ reg: Double, _ beta: Double) -> Penalty {
  let sign = w.map { $0 == 0 ? 0 : $0.sign == .plus ? 1 : -1 }
  return (
    (w * w).sum() * beta * reg + (w * sign).sum() * reg, (w + w) * beta * reg + sign * reg
  )
}

private let projections: [Variant] = [
  Variant("factors", maxNorm) { w, limit in
    let lengths = (w * w).sum(axis: 0).squareRoot()
    return w * minimum(limit / maximum(lengths, 1e-12), 1)
  },
  Variant("a small number added", maxNorm) { w, limit in
    let lengths = w.power(2).sum(axis: 0, keepingDimension: true).squareRoot()
    return w * (minimum(lengths, limit) / (lengths + 1e-8))
  },
  Variant("squares compared, transposed", maxNorm) { w, limit in
    Tensor(
      stacking: (0..<w.shape[1]).map { j in
        let column = w.transposed().row(j)
        let squares = column.dot(column)
        return squares >= limit * limit ? column / (squares.squareRoot() / limit) : column
      }
    ).transposed()
  },
]

private let descents: [Variant] = [
  Variant("a queue of examples", gradientDescent) {
    start, size, epochs, rate, order, loss in
    var (w, losses) = (start, [Double]())
    for _ in 1...epochs {
      var queue = try order()[...]
      while !queue.isEmpty {
        let result = try loss(w, Array(queue.prefix(size)))
        queue = queue.dropFirst(size)
        w = w + -rate * result.gradient
        losses += [result.loss]
      }
    }
    return (w, losses)
  },
  Variant("all batches first, gradient asked for twice", gradientDescent) {
    start, size, epochs, rate, order, loss in
    var batches: [[Int]] = []
    for _ in 0..<epochs {
      let order = try order()
      for b in 0..<(order.count + size - 1) / size {
        batches.append(Array(order[b * size..<min(order.count, (b + 1) * size)]).sorted())
      }
    }
    var w = start
    let losses = try batches.map { batch in
      let before = try loss(w, batch).loss
      w = w - (try loss(w, batch).gradient) * rate
      return before
    }
    return (w, losses)
  },
  Variant("steps counted, order renewed at the end", gradientDescent) {
    start, size, epochs, rate, order, loss in
    var w = start
    var losses: [Double] = []
    var current = try order()
    var (epoch, place) = (0, 0)
    while epoch < epochs {
      let end = min(place + size, current.count)
      let (value, gradient) = try loss(w, (place..<end).map { current[$0] })
      losses.append(value)
      for j in 0..<w.count { w[j] -= rate * gradient[j] }
      place = end
      if place == current.count {
        (epoch, place) = (epoch + 1, 0)
        current = try order()
      }
    }
    return (w, losses)
  },
]

private let colors: [Variant] = [
  Variant("remainder of six", colorHistogram) { picture, bins in
    let pixels = picture.shape[1] * picture.shape[2]
    let flat = picture.reshaped(to: [3, pixels])
    var counts = [Int](repeating: 0, count: bins)
    for i in 0..<pixels {
      let (r, g, b) = (flat[0, i], flat[1, i], flat[2, i])
      let chroma = max(r, max(g, b)) - min(r, min(g, b))
      var sixths = 0.0
      if chroma == 0 {
        sixths = 0
      } else if r >= g && r >= b {
        sixths = (6 + (g - b) / chroma).truncatingRemainder(dividingBy: 6)
      } else if g >= b {
        sixths = (b - r) / chroma + 2
      } else {
        sixths = (r - g) / chroma + 4
      }
      counts[min(bins - 1, Int(floor(sixths * Double(bins) / 6)))] += 1
    }
    return Tensor(counts.map { Double($0) / Double(pixels) })
  },
  Variant("degrees, scaled to 1", colorHistogram) { picture, bins in
    let scaled = picture / 255
    var histogram = Tensor<Double>(zeros: [bins])
    for x in 0..<picture.shape[2] {
      for y in 0..<picture.shape[1] {
        let rgb = (0..<3).map { scaled[$0, y, x] }
        let largest = rgb.max() ?? 0
        let range = largest - (rgb.min() ?? 0)
        let c = rgb.firstIndex(of: largest) ?? 0
        var degrees =
          range == 0 ? 0 : 120 * Double(c) + 60 * (rgb[(c + 1) % 3] - rgb[(c + 2) % 3]) / range
        if degrees < 0 { degrees += 360 }
        histogram[min(Int(degrees / 360 * Double(bins)), bins - 1)] += 1
      }
    }
    return histogram / histogram.sum()
  },
  Variant("looking for the bin", colorHistogram) { picture, bins in
    let pixels = picture.shape[1] * picture.shape[2]
    let hues = (0..<pixels).map { i -> Double in
      let rgb = (0..<3).map { picture.scalars[$0 * pixels + i] }
      let (r, g, b) = (rgb[0], rgb[1], rgb[2])
      let (high, low) = (max(r, g, b), min(r, g, b))
      if high == low { return 0 }
      let lean = 1 / 6 / (high - low)
      let hue =
        high == r
        ? (g - b) * lean : high == g ? 1 / 3 + (b - r) * lean : 2 / 3 + (r - g) * lean
      return hue >= 0 ? hue : 1 + hue
    }
    let edges = (0...bins).map { Double($0) / Double(bins) }
    return Tensor(
      (0..<bins).map { bin in
        Double(hues.count { $0 >= edges[bin] && $0 < edges[bin + 1] }) / Double(pixels)
      })
  },
]

private let edges: [Variant] = [
  Variant("degrees", orientedGradients) { picture, cell, bins in
    let (height, width) = (picture.shape[0], picture.shape[1])
    var out = Tensor<Double>(zeros: [height / cell, width / cell, bins])
    for y in 0..<height / cell * cell {
      for x in 0..<width / cell * cell {
        let dx = picture[y, min(x + 1, width - 1)] - picture[y, x]
        let dy = picture[min(y + 1, height - 1), x] - picture[y, x]
        let degrees = (atan2(dy, dx) * 180 / .pi + 360).truncatingRemainder(dividingBy: 180)
        let bin = min(Int(degrees / (180 / Double(bins))), bins - 1)
        out[y / cell, x / cell, bin] += hypot(dx, dy) / Double(cell * cell)
      }
    }
    return out
  },
  Variant("turned into the upper half, cell by cell", orientedGradients) { picture, cell, bins in
    let (rows, columns) = (picture.shape[0] / cell, picture.shape[1] / cell)
    var out = Tensor<Double>(zeros: [rows, columns, bins])
    for i in 0..<rows * columns * cell * cell {
      let (place, within) = (i / (cell * cell), i % (cell * cell))
      let (row, column) = (place / columns, place % columns)
      let (y, x) = (row * cell + within / cell, column * cell + within % cell)
      var dx = x + 1 < picture.shape[1] ? picture[y, x + 1] - picture[y, x] : 0
      var dy = y + 1 < picture.shape[0] ? picture[y + 1, x] - picture[y, x] : 0
      if dy < 0 || (dy == 0 && dx < 0) { (dx, dy) = (-dx, -dy) }
      let bin = Int(atan2(dy, dx) * Double(bins) / .pi)
      out[row, column, bin] += (dx * dx + dy * dy).squareRoot()
    }
    return out / Double(cell * cell)
  },
  Variant("tensors of dx, dy and magnitude", orientedGradients) { picture, cell, bins in
    let (height, width) = (picture.shape[0], picture.shape[1])
    var (dx, dy) = (picture * 0, picture * 0)
    for y in 0..<height {
      for x in 0..<width {
        if x + 1 < width { dx[y, x] = picture[y, x + 1] - picture[y, x] }
        if y + 1 < height { dy[y, x] = picture[y + 1, x] - picture[y, x] }
      }
    }
    let magnitudes = (dx * dx + dy * dy).squareRoot()
    var out = Tensor<Double>(zeros: [height / cell, width / cell, bins])
    for y in 0..<height {
      for x in 0..<width where y / cell < height / cell && x / cell < width / cell {
        let angle = atan2(dy[y, x], dx[y, x])
        let bin = Int((angle >= 0 ? angle : angle + .pi) / .pi * Double(bins))
        out[y / cell, x / cell, bin % bins] += magnitudes[y, x] / Double(cell) / Double(cell)
      }
    }
    return out
  },
]

@Suite("Right answers to the exercises 2.8 to 2.14")
struct Lesson2TrainingVariants {
  @Test(
    "are accepted however they are written, with twenty seeds",
    arguments: softmaxes + entropies + penaltyWays + projections + descents + colors + edges)
  func accepted(_ variant: Variant) {
    for seed in 0..<20 as Range<UInt64> {
      let report = variant.grade(seed)
      #expect(report.verdict == .right, "seed \(seed)\n\(report.text())")
    }
  }
}
