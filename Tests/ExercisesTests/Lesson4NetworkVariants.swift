import Foundation
import Grading
import NeuralNets
import Tensors
import Testing

@testable import grade_lesson_4

private typealias T = Tensor<Double>

/// A layer at a time, every number by itself.
private func forwardInLoops(_ x: T, _ layers: [LayerParameters]) -> [T] {
  var values = [x]
  for (k, layer) in layers.enumerated() {
    let input = values[k]
    var out = T(zeros: [x.shape[0], layer.bias.count])
    for i in 0..<out.shape[0] {
      for j in 0..<out.shape[1] {
        var sum = layer.bias[j]
        for p in 0..<input.shape[1] { sum += input[i, p] * layer.weights[p, j] }
        out[i, j] = k == layers.count - 1 || sum > 0 ? sum : 0
      }
    }
    values.append(out)
  }
  return values
}

private func lossInLoops(
  _ x: T, _ labels: [Int], _ layers: [LayerParameters], _ reg: Double
) -> ScoresAndLoss {
  let scores = forwardInLoops(x, layers)[layers.count]
  var loss = 0.0
  for layer in layers { for w in layer.weights.scalars { loss += reg * w * w } }
  for (i, y) in labels.enumerated() {
    let gaps = scores.row(i).scalars.map { $0 - scores[i, y] }
    let largest = gaps.reduce(0, max)
    loss += (largest + log(gaps.reduce(0) { $0 + exp($1 - largest) })) / Double(labels.count)
  }
  return (scores, loss)
}

/// Picture by picture, and added up.
private func gradientsInLoops(
  _ x: T, _ labels: [Int], _ layers: [LayerParameters], _ reg: Double
) -> [LayerParameters] {
  let values = forwardInLoops(x, layers)
  var gradients = layers.map { (weights: reg * $0.weights + reg * $0.weights, bias: $0.bias * 0) }
  for (i, y) in labels.enumerated() {
    let row = values[layers.count].row(i)
    let e = (row - row.max()).exp()
    var flow = e / e.sum()
    flow[y] -= 1
    for k in layers.indices.reversed() {
      var next = T(zeros: [layers[k].weights.shape[0]])
      for j in 0..<flow.count {
        gradients[k].bias[j] += flow[j] / Double(labels.count)
        for p in 0..<next.count {
          gradients[k].weights[p, j] += values[k][i, p] * flow[j] / Double(labels.count)
          if values[k][i, p] > 0 { next[p] += layers[k].weights[p, j] * flow[j] }
        }
      }
      flow = next
    }
  }
  return gradients
}

/// The layers of the core, and its softmax loss.
private func core(_ layers: [LayerParameters]) -> Network<Double> {
  var network = Network<Double>([])
  for (k, layer) in layers.enumerated() {
    if k > 0 { network.layers.append(ReLULayer()) }
    network.layers.append(AffineLayer(weights: layer.weights, bias: layer.bias))
  }
  return network
}

private func coreLoss(
  _ x: T, _ labels: [Int], _ layers: [LayerParameters], _ reg: Double
) -> ScoresAndLoss {
  let network = core(layers)
  var unused = SeededGenerator(seed: 0)
  let loss = network.lossAndGradients(
    on: x, labels: labels, regularizer: .l2(reg), using: &unused
  ).loss
  return (network.scores(for: x), loss)
}

private func coreGradients(
  _ x: T, _ labels: [Int], _ layers: [LayerParameters], _ reg: Double
) -> [LayerParameters] {
  var unused = SeededGenerator(seed: 0)
  let gradients = core(layers).lossAndGradients(
    on: x, labels: labels, regularizer: .l2(reg), using: &unused
  ).gradients
  return layers.indices.map { (gradients[2 * $0], gradients[2 * $0 + 1]) }
}

/// Gates of the core with their caches, the sum over the pictures divided at the very end.
private func gatesGradients(
  _ x: T, _ labels: [Int], _ layers: [LayerParameters], _ reg: Double
) -> [LayerParameters] {
  var out = x
  var caches: [(affine: Affine.Cache<Double>, relu: ReLU.Cache<Double>)] = []
  for layer in layers {
    let (product, cache) = Affine.forward(out, weights: layer.weights, bias: layer.bias)
    let (bent, mask) = ReLU.forward(product)
    caches.append((cache, mask))
    out = caches.count == layers.count ? product : bent
  }
  let n = Double(labels.count)
  var dout = SoftmaxLoss.evaluate(out, labels: labels).gradient * n
  var gradients: [LayerParameters] = []
  for (k, cache) in caches.enumerated().reversed() {
    if k < layers.count - 1 { dout = ReLU.backward(dout, cache.relu) }
    let own = Affine.backward(dout, cache.affine)
    gradients.insert(((own.dw + layers[k].weights * (2 * reg * n)) / n, own.db / n), at: 0)
    dout = own.dx
  }
  return gradients
}

/// The bias as one more row of the weights.
private func biasTrickLoss(
  _ x: T, _ labels: [Int], _ layers: [LayerParameters], _ reg: Double
) -> ScoresAndLoss {
  var h = x
  var penalty = 0.0
  for (k, layer) in layers.enumerated() {
    let rows = layer.weights.shape[0]
    let joined = T(stacking: (0..<rows).map { layer.weights.row($0) } + [layer.bias])
    h = matmul(appendingOnes(h), joined)
    if k + 1 < layers.count { h = 0.5 * (h + h.absolute()) }
    penalty += layer.weights.power(2).sum()
  }
  let loss = SoftmaxLoss.evaluate(h, labels: labels).loss
  return (h, loss + penalty * reg)
}

private let losses: [(String, NetworkLoss)] = [
  ("loops", lossInLoops), ("the core's network", coreLoss), ("the bias trick", biasTrickLoss),
]
private let gradients: [(String, NetworkGradients)] = [
  ("picture by picture", gradientsInLoops), ("the core's network", coreGradients),
  ("the core's gates", gatesGradients),
]

private let variants: [Variant] =
  losses.flatMap { name, loss in
    [
      Variant(name, twoLayerLoss) { try loss($0, $1, [($2, $3), ($4, $5)], $6) },
      Variant(name, networkLoss, loss),
    ]
  }
  + gradients.flatMap { name, gradients in
    [
      Variant(name, twoLayerGradients) {
        let g = try gradients($0, $1, [($2, $3), ($4, $5)], $6)
        return (g[0].weights, g[0].bias, g[1].weights, g[1].bias)
      },
      Variant(name, networkGradients, gradients),
    ]
  }

@Suite("Right answers to the exercises 4.5 to 4.8")
struct Lesson4NetworkVariants {
  @Test("are accepted however they are written, with twenty seeds", arguments: variants)
  func accepted(_ variant: Variant) {
    for seed in 0..<20 as Range<UInt64> {
      let report = variant.grade(seed)
      #expect(report.verdict == .right, "seed \(seed)\n\(report.text())")
    }
  }
}
