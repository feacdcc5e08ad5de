import Grading
import Tensors

// What goes wrong on the way back through a network, in exercises 4.6 and 4.8.

let gradientSlips: [Slip<NetworkParts, [LayerParameters]>] =
  maskSlips + forwardAgainSlips + scoreGradientSlips + decaySlips + parameterSlips

extension NetworkParts {
  /// The gradients with those of the weights or the biases changed, layer by layer.
  func altering(
    weights: (_ layer: Int, T) -> T = { $1 }, biases: (_ layer: Int, T) -> T = { $1 }
  ) -> [LayerParameters] {
    gradients().enumerated().map { (weights($0, $1.weights), biases($0, $1.bias)) }
  }
}

/// The way forward is wrong, or what it left is used wrongly.
private let forwardAgainSlips: [Slip<NetworkParts, [LayerParameters]>] = [
  Slip("input-not-bent", "dW is made with what came before the ReLU: use max(0, ·), after it.") {
    parts in parts.gradients(input: { $0 == 0 ? parts.x : parts.outputs[$0 - 1] })
  },
  Slip("input-is-mask", "dW is made with the mask of the ReLU: use the activations, max(0, ·).") {
    parts in
    parts.gradients(input: { $0 == 0 ? parts.x : parts.inputs[$0].map { $0 > 0 ? 1 : 0 } })
  },
  Slip("input-missing", "The layer's input is missing in dW: it is Hᵀ times the upstream gradient.")
  {
    parts in parts.gradients(input: { parts.inputs[$0] * 0 + 1 })
  },
  Slip("input-is-x", "X is used for the weights of every layer: use each layer's own input.") {
    parts in parts.gradients(input: { _ in parts.x })
  },
  Slip("no-relu", "There is no ReLU, forward or back, as if all were one linear layer.") {
    $0.bending { _, _ in nil }.gradients(through: { $1 })
  },
  Slip("no-relu-forward", "The ReLU is missing on the way forward: it is only on the way back.") {
    $0.bending { _, _ in nil }.gradients()
  },
  Slip("relu-last-both-ways", "The last layer has a ReLU, both ways: scores may be negative.") {
    let wrong = $0.bending { _, _ in { max(0, $0) } }
    return wrong.gradients(dScores: combine(wrong.dScores, wrong.scores) { $1 > 0 ? $0 : 0 })
  },
]

private let scoreGradientSlips: [Slip<NetworkParts, [LayerParameters]>] = [
  Slip(
    "sum", "It is not divided by N: divide the gradient of the scores, since the loss is a mean."
  ) {
    $0.gradients(dScores: $0.dScores * $0.n)
  },
  Slip("mean-twice", "What comes from the pictures is divided by N twice.") {
    $0.gradients(dScores: $0.dScores / $0.n)
  },
  Slip("all-times-n", expecting: "factor.N") { parts in
    parts.gradients().map { ($0.weights * parts.n, $0.bias * parts.n) }
  },
  Slip("mean-over-scores", "It is divided by N·C: divide by N, the number of pictures.") {
    $0.gradients(dScores: $0.dScores / Double($0.c))
  },
  Slip("mean-over-classes", "It is divided by C, the classes: divide by N, the pictures.") {
    $0.gradients(dScores: $0.dScores * $0.n / Double($0.c))
  },
  Slip("mean-over-features", "It is divided by D, the features: divide by N, the pictures.") {
    $0.gradients(dScores: $0.dScores * $0.n / Double($0.x.shape[1]))
  },
  Slip("probabilities-alone", "The 1 at the label is not subtracted: dS = (P - Y) / N.") {
    $0.gradients(dScores: $0.probabilities / $0.n)
  },
  Slip("one-before-mean", "The 1 is subtracted after the division by N: subtract it before.") {
    $0.gradients(dScores: $0.probabilities / $0.n - $0.y)
  },
  Slip("label-twice", "The 1 at the label is subtracted twice.") {
    $0.gradients(dScores: ($0.probabilities - 2 * $0.y) / $0.n)
  },
  Slip("label-added", "The 1 at the label is added: subtract it.") {
    $0.gradients(dScores: ($0.probabilities + $0.y) / $0.n)
  },
  Slip("label-only", "Only the label's score gets a gradient: every score does, (P - Y) / N.") {
    $0.gradients(dScores: $0.dScores * $0.y)
  },
  Slip("row-0", "The 1 of every label is subtracted in row 0: subtract it in row i.") {
    let counts = ($0.y / $0.n).sum(axis: 0)
    var dScores = $0.probabilities / $0.n
    for k in 0..<$0.c { dScores[0, k] -= counts[k] }
    return $0.gradients(dScores: dScores)
  },
  Slip("softmax-diagonal", "P·(1 - P) is a slope of the softmax: with the log it is P - Y.") {
    $0.gradients(dScores: $0.probabilities * (1 - $0.probabilities) / $0.n)
  },
  Slip("negative-data", "What comes from the pictures has the wrong sign: dS = (P - Y) / N.") {
    $0.gradients(dScores: -$0.dScores)
  },
  Slip("no-shift", "exp(1000) is infinite: subtract each row's largest score before exp.") {
    $0.gradients(shift: T(0))
  },
  Slip(
    "one-shift",
    "One maximum is subtracted from all rows, so a low row underflows: use each row's own."
  ) {
    $0.gradients(shift: T($0.scores.max()))
  },
  Slip(
    "shift-by-class",
    "The maximum of each class is subtracted, over axis 0: use each row's, axis 1."
  ) {
    $0.gradients(shift: $0.scores.max(axis: 0, keepingDimension: true))
  },
  Slip(
    "softmax-over-pictures",
    "The exponentials are divided by their sum over the pictures: use each row's."
  ) {
    let e = ($0.scores - $0.scores.max(axis: 1, keepingDimension: true)).exp()
    return $0.gradients(dScores: (e / e.sum(axis: 0, keepingDimension: true) - $0.y) / $0.n)
  },
]

extension NetworkParts {
  /// The gradients if this were subtracted from the scores before exp.
  fileprivate func gradients(shift: T) -> [LayerParameters] {
    let e = (scores - shift).exp()
    return gradients(dScores: (e / e.sum(axis: 1, keepingDimension: true) - y) / n)
  }

  /// The gradients if the regularisation gave this, from reg and the weights of a layer.
  fileprivate func decay(_ function: @escaping (_ reg: Double, _ w: T) -> T) -> [LayerParameters] {
    gradients(decay: { function(reg, layers[$0].weights) })
  }
}

private let decaySlips: [Slip<NetworkParts, [LayerParameters]>] = [
  Slip("no-reg", expecting: "missing.reg") { $0.decay { $1 * 0 } },
  Slip("half-reg", expecting: "halved.reg") { $0.decay { $0 * $1 } },
  Slip("double-reg", expecting: "doubled.reg") { $0.decay { 4 * $0 * $1 } },
  Slip("negative-reg", expecting: "negated.reg") { $0.decay { -2 * $0 * $1 } },
  Slip("reg-over-n", expecting: "within.reg.factor.1/N") { p in p.decay { 2 * $0 * $1 / p.n } },
  Slip("reg-per-picture", expecting: "within.reg.factor.N") { p in p.decay { 2 * $0 * $1 * p.n } },
  Slip("no-reg-first", expecting: "missing.reg") { parts in
    parts.gradients(decay: { 2 * parts.reg * parts.layers[$0].weights * ($0 == 0 ? 0 : 1) })
  },
  Slip("no-reg-last", expecting: "missing.reg") { parts in
    parts.gradients(decay: {
      2 * parts.reg * parts.layers[$0].weights * ($0 == parts.depth - 1 ? 0 : 1)
    })
  },
  Slip("reg-strength", "2·W lacks the strength reg.") { $0.decay { ($0 == 0 ? 0 : 2) * $1 } },
  Slip("reg-constant", "2·reg is added without W: use 2·reg·W.") { $0.decay { $1 * 0 + 2 * $0 } },
  Slip("reg-squares", "reg·W² is added, not differentiated: the gradient is 2·reg·W.") {
    $0.decay { $0 * $1 * $1 }
  },
  Slip("reg-value", "The value reg · Σ W² is added: its gradient is 2·reg·W.") {
    $0.decay { $1 * 0 + $0 * $1.dot($1) }
  },
  Slip("reg-biases", "The biases are regularised too: here only the weights are.") { parts in
    parts.altering(biases: { $1 + 2 * parts.reg * parts.layers[$0].bias })
  },
]

private let parameterSlips: [Slip<NetworkParts, [LayerParameters]>] = [
  Slip("bias-not-summed", "The bias is added to every row, so its gradients add up: sum the rows.")
  {
    parts in parts.altering(biases: { k, _ in parts.flow()[k].before })
  },
  Slip("bias-mean", expecting: "factor.1/N") { p in p.altering(biases: { $1 / p.n }) },
  Slip("bias-wrong-axis", "A bias's gradient is summed over the columns: sum over the rows.") {
    parts in parts.altering(biases: { k, _ in parts.flow()[k].before.sum(axis: 1) })
  },
  Slip("bias-row", "A bias's gradient is that of the last picture alone: add up all rows.") {
    parts in
    parts.altering(biases: { k, _ in parts.flow()[k].before.row(parts.labels.count - 1) })
  },
  Slip("weights-mean", "dW is divided by N again: the gradient of the scores already was.") {
    parts in
    let data = parts.decay { $1 * 0 }
    return parts.altering(weights: { $1 - data[$0].weights * (1 - 1 / parts.n) })
  },
  Slip("transposed", expecting: "shape.transposed") { $0.altering(weights: { $1.transposed() }) },
  Slip("only-reg", "Only the regularisation is there: add what comes from the pictures.") {
    $0.gradients(dScores: $0.dScores * 0)
  },
]

/// Gradients that take more than two layers to tell from right ones.
let deepGradientSlips: [Slip<NetworkParts, [LayerParameters]>] =
  deepMaskSlips + [
    Slip("backwards", expecting: "backwards") { $0.gradients().reversed() },
    Slip("last-missing", "The last layer's gradients are missing: it has no ReLU, but it learns.") {
      Array($0.gradients().dropLast())
    },
    Slip("first-missing", "The first layer's gradients are missing: does the loop end too early?") {
      Array($0.gradients().dropFirst())
    },
  ]
