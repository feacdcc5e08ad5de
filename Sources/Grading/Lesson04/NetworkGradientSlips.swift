import Tensors

/// What goes wrong on the way back through a network.
let networkGradientSlips: [NetworkSlip<[LayerParameters]>] =
  maskSlips + forwardAgainSlips + scoreGradientSlips + parameterSlips

extension NetworkParts {
  /// Gradients of the weights changed, layer by layer.
  fileprivate func changingWeights(
    _ change: (_ layer: Int, Tensor<Double>) -> Tensor<Double>
  ) -> [LayerParameters] {
    gradients().enumerated().map { (change($0, $1.weights), $1.bias) }
  }

  /// Gradients of the biases changed, layer by layer.
  fileprivate func changingBiases(
    _ change: (_ layer: Int, Tensor<Double>) -> Tensor<Double>
  ) -> [LayerParameters] {
    gradients().enumerated().map { ($1.weights, change($0, $1.bias)) }
  }

  /// The gradients when another function leads back through a ReLU, given what arrives and the ReLU's input.
  fileprivate func throughReLU(
    _ function: @escaping (_ arriving: Double, _ input: Double) -> Double
  ) -> [LayerParameters] {
    gradients { way in
      way.throughReLU = { parts, k, arriving in combine(arriving, parts.outputs[k - 1], function) }
    }
  }

  fileprivate func scoreGradient(
    _ function: @escaping (NetworkParts) -> Tensor<Double>
  ) -> [LayerParameters] { gradients { $0.dScores = function } }

  fileprivate func decay(
    _ function: @escaping (NetworkParts, Int) -> Tensor<Double>
  ) -> [LayerParameters] { gradients { $0.decay = function } }

  /// The gradients without those of the regularisation.
  fileprivate func dataGradients() -> [LayerParameters] { decay { $0.layers[$1].weights * 0 } }
}

private let maskSlips: [NetworkSlip<[LayerParameters]>] = [
  NetworkSlip(
    "no-mask",
    "The way back does not go through the ReLU: where its input was not positive, nothing may flow. Multiply what comes back with 1 where the input was above 0, and with 0 elsewhere, before it goes on."
  ) { $0.throughReLU { arriving, _ in arriving } },
  NetworkSlip(
    "mask-at-0",
    "It is right but where the input of a ReLU is exactly 0: nothing flows there, so that the condition is > 0 and not >= 0."
  ) { $0.throughReLU { $1 >= 0 ? $0 : 0 } },
  NetworkSlip(
    "mask-of-upstream",
    "On the way back through the ReLU it asks whether the gradient is positive. Whether it passes depends on what went into the ReLU on the way forward."
  ) { $0.throughReLU { arriving, _ in max(0, arriving) } },
  NetworkSlip(
    "mask-guided",
    "Only positive gradients pass the ReLU. Where its input was positive all of the gradient flows, negative as well."
  ) { $0.throughReLU { $1 > 0 ? max(0, $0) : 0 } },
  NetworkSlip(
    "mask-inverted",
    "The mask of the ReLU is the wrong way round: what flows is where its input was above 0."
  ) { $0.throughReLU { $1 > 0 ? 0 : $0 } },
  NetworkSlip(
    "mask-alone",
    "Through the ReLU goes the mask alone; it is multiplied with the gradient that arrives there."
  ) { $0.throughReLU { $1 > 0 ? 1 : 0 } },
  NetworkSlip(
    "relu-value",
    "What comes back is multiplied with the hidden activations; the slope of ReLU is 1 where its input was above 0, however far above."
  ) { $0.throughReLU { $0 * max(0, $1) } },
  NetworkSlip(
    "sigmoid-slope",
    "h·(1 - h) is the slope of the sigmoid; that of ReLU is 1 where its input was above 0, else 0."
  ) { $0.throughReLU { $0 * max(0, $1) * (1 - max(0, $1)) } },
  NetworkSlip(
    "tanh-slope",
    "1 - h² is the slope of tanh; that of ReLU is 1 where its input was above 0, else 0."
  ) { $0.throughReLU { $0 * (1 - max(0, $1) * max(0, $1)) } },
  NetworkSlip(
    "leaky-slope",
    "A hundredth of the gradient passes where the input of the ReLU was negative: nothing does."
  ) { $0.throughReLU { $1 > 0 ? $0 : 0.01 * $0 } },
  NetworkSlip(
    "mask-not-for-bias",
    "The gradient of a hidden layer's bias is summed from what arrives behind the ReLU; take it before the ReLU, masked, as for the weights."
  ) { parts in
    let unmasked = parts.arrivals()
    return parts.changingBiases { k, db in k < parts.depth - 1 ? unmasked[k].sum(axis: 0) : db }
  },
  NetworkSlip(
    "mask-not-for-weights",
    "The gradient of a hidden layer's weights is made of what arrives behind the ReLU; take it before the ReLU, masked, as for the bias."
  ) { parts in
    let unmasked = parts.arrivals()
    return parts.changingWeights { k, dw in
      k < parts.depth - 1
        ? matmul(parts.inputs[k], unmasked[k], transposeA: true)
          + 2 * parts.reg * parts.layers[k].weights : dw
    }
  },
  NetworkSlip(
    "mask-at-scores",
    "The gradient of the scores goes through a ReLU, where the scores are not positive; there is none behind the last layer."
  ) { $0.scoreGradient { combine($0.dScores, $0.scores) { $1 > 0 ? $0 : 0 } } },
  NetworkSlip(
    "mask-missing-in-first",
    "The ReLU behind the first layer is left out on the way back; does the loop over the layers end one too early?",
    isForDeep: true
  ) { parts in
    parts.gradients { way in
      way.throughReLU = { parts, k, arriving in
        k == 1 ? arriving : combine(arriving, parts.outputs[k - 1]) { $1 > 0 ? $0 : 0 }
      }
    }
  },
  NetworkSlip(
    "mask-only-in-first",
    "Only the ReLU behind the first layer is on the way back; every hidden layer has one.",
    isForDeep: true
  ) { parts in
    parts.gradients { way in
      way.throughReLU = { parts, k, arriving in
        k > 1 ? arriving : combine(arriving, parts.outputs[k - 1]) { $1 > 0 ? $0 : 0 }
      }
    }
  },
  NetworkSlip(
    "mask-of-next-layer",
    "The mask comes from the wrong layer: it is that of the layer behind. What goes back into layer k must pass the ReLU that stands right behind layer k.",
    isForDeep: true
  ) { parts in
    parts.gradients { way in
      way.throughReLU = { parts, k, arriving in
        let isLast = k == parts.depth - 1
        let wrong = isLast ? parts.outputs[k - 1] : parts.outputs[k]
        let mask = wrong.shape == arriving.shape ? wrong : parts.outputs[k - 1]
        return combine(arriving, mask) { $1 > 0 ? $0 : 0 }
      }
    }
  },
  NetworkSlip(
    "mask-of-previous-layer",
    "The mask comes from the wrong layer: it is that of the layer before. What goes back into layer k must pass the ReLU that stands right behind layer k.",
    isForDeep: true
  ) { parts in
    parts.gradients { way in
      way.throughReLU = { parts, k, arriving in
        let wrong = parts.inputs[k - 1]
        let mask = wrong.shape == arriving.shape ? wrong : parts.outputs[k - 1]
        return combine(arriving, mask) { $1 > 0 ? $0 : 0 }
      }
    }
  },
]

extension NetworkParts {
  /// What arrives behind the ReLU of each hidden layer on the way back; for the last layer the gradient of the scores.
  fileprivate func arrivals() -> [Tensor<Double>] {
    var arrivals = [dScores]
    for k in layers.indices.dropFirst().reversed() {
      let upstream =
        k == depth - 1
        ? arrivals[0] : combine(arrivals[0], outputs[k]) { $1 > 0 ? $0 : 0 }
      arrivals.insert(matmul(upstream, layers[k].weights, transposeB: true), at: 0)
    }
    return arrivals
  }
}

private let forwardAgainSlips: [NetworkSlip<[LayerParameters]>] = [
  NetworkSlip(
    "input-not-bent",
    "The gradient of a layer's weights is made with what came before the ReLU; the layer was given the activations behind it, max(0, ·)."
  ) { parts in
    parts.gradients { $0.input = { parts, k in k == 0 ? parts.x : parts.outputs[k - 1] } }
  },
  NetworkSlip(
    "input-is-mask",
    "The gradient of a layer's weights is made with the mask of the ReLU; the activations are wanted, max(0, ·)."
  ) { parts in
    parts.gradients {
      $0.input = { parts, k in k == 0 ? parts.x : parts.inputs[k].map { $0 > 0 ? 1 : 0 } }
    }
  },
  NetworkSlip(
    "input-missing",
    "What each layer was given is missing in the gradient of its weights: dW is its inputs, transposed, times what comes from upstream."
  ) { parts in parts.gradients { $0.input = { $0.inputs[$1] * 0 + 1 } } },
  NetworkSlip(
    "input-is-x",
    "The pictures are used for the weights of every layer. Behind the first, a layer was given the activations of the one before."
  ) { parts in
    var gradients = parts.gradients()
    var upstream = parts.dScores
    for k in parts.layers.indices.dropFirst().reversed() {
      gradients[k].weights = matmul(parts.x, upstream, transposeA: true)
      if gradients[k].weights.shape == parts.layers[k].weights.shape {
        gradients[k].weights += 2 * parts.reg * parts.layers[k].weights
      }
      upstream = combine(
        matmul(upstream, parts.layers[k].weights, transposeB: true), parts.outputs[k - 1]
      ) { $1 > 0 ? $0 : 0 }
    }
    return gradients
  },
  NetworkSlip(
    "no-relu",
    "On the way forward there is no ReLU between the layers, and none on the way back: as if it were one linear layer."
  ) { $0.bending { _, _ in nil }.throughReLU { arriving, _ in arriving } },
  NetworkSlip(
    "no-relu-forward",
    "The ReLU is missing on the way forward, although it is there on the way back."
  ) { $0.bending { _, _ in nil }.gradients() },
  NetworkSlip(
    "relu-last",
    "There is a ReLU behind the last layer on the way forward; scores may be negative."
  ) { parts in
    let wrong = parts.bending { _, _ in { max(0, $0) } }
    return wrong.gradients()
  },
  NetworkSlip(
    "relu-last-both-ways",
    "There is a ReLU behind the last layer, forward and back; the last layer has none, scores may be negative."
  ) { parts in
    let wrong = parts.bending { _, _ in { max(0, $0) } }
    return wrong.scoreGradient { combine($0.dScores, $0.scores) { $1 > 0 ? $0 : 0 } }
  },
  NetworkSlip("no-bias", "The biases are missing on the way forward.") { parts in
    parts.with(parts.layers.map { ($0.weights, $0.bias * 0) }).gradients()
  },
  NetworkSlip("no-last-bias", "The bias of the last layer is missing on the way forward.") {
    parts in
    var layers = parts.layers
    layers[parts.depth - 1].bias *= 0
    return parts.with(layers).gradients()
  },
  NetworkSlip("no-first-bias", "The bias of the first layer is missing on the way forward.") {
    parts in
    var layers = parts.layers
    layers[0].bias *= 0
    return parts.with(layers).gradients()
  },
]

private let scoreGradientSlips: [NetworkSlip<[LayerParameters]>] = [
  NetworkSlip(
    "sum",
    "The gradient of the scores is not divided by N: the loss is a mean over the pictures. Divide it at the very beginning of the way back."
  ) { $0.scoreGradient { $0.dScores * $0.n } },
  NetworkSlip("mean-twice", "What comes from the pictures is divided by N twice.") {
    $0.scoreGradient { $0.dScores / $0.n }
  },
  NetworkSlip("all-times-n", expecting: "factor.N") { parts in
    parts.gradients().map { ($0.weights * parts.n, $0.bias * parts.n) }
  },
  NetworkSlip(
    "mean-over-scores",
    "It is divided by N times C, the number of scores; divide by N, the number of pictures."
  ) { $0.scoreGradient { $0.dScores / Double($0.c) } },
  NetworkSlip(
    "probabilities-alone",
    "The gradient of the scores is the probabilities less 1 at the label; the 1 is not subtracted."
  ) { $0.scoreGradient { $0.probabilities / $0.n } },
  NetworkSlip(
    "one-before-mean",
    "The 1 at the label is subtracted after the division by N; subtract it first, then divide."
  ) { $0.scoreGradient { $0.probabilities / $0.n - $0.y } },
  NetworkSlip("label-twice", "The 1 at the label is subtracted twice.") {
    $0.scoreGradient { ($0.probabilities - 2 * $0.y) / $0.n }
  },
  NetworkSlip("label-added", "The 1 at the label is added; it is subtracted.") {
    $0.scoreGradient { ($0.probabilities + $0.y) / $0.n }
  },
  NetworkSlip(
    "label-only",
    "Only the score of the label gets a gradient; every score does: its probability, less 1 at the label."
  ) { $0.scoreGradient { $0.dScores * $0.y } },
  NetworkSlip(
    "softmax-diagonal",
    "That is P·(1 - P), the slope of each probability with respect to its own score. Together with the logarithm the gradient of the scores is P less 1 at the label."
  ) { $0.scoreGradient { $0.probabilities * (1 - $0.probabilities) / $0.n } },
  NetworkSlip(
    "negative-data", "What comes from the pictures has the wrong sign: P less 1 at the label."
  ) { $0.scoreGradient { -$0.dScores } },
  NetworkSlip("labels-from-1", "It takes the class below the label: labels count from 0.") {
    $0.movingLabels(by: -1).gradients()
  },
  NetworkSlip("label-next", "It takes the class after the label: labels count from 0.") {
    $0.movingLabels(by: 1).gradients()
  },
  NetworkSlip(
    "no-shift",
    "For scores of ±1000 it is not a number: exp(1000) is infinite. Take each row's largest score off before the exponential."
  ) {
    $0.scoreGradient { parts in
      let e = parts.scores.exp()
      return (e / e.sum(axis: 1, keepingDimension: true) - parts.y) / parts.n
    }
  },
  NetworkSlip(
    "one-shift",
    "For scores of 1000 in one row and of -1000 in another it is not a number: the largest score of the whole batch is taken off; take off that of each row."
  ) {
    $0.scoreGradient { parts in
      let e = (parts.scores - parts.scores.max()).exp()
      return (e / e.sum(axis: 1, keepingDimension: true) - parts.y) / parts.n
    }
  },
]

private let parameterSlips: [NetworkSlip<[LayerParameters]>] = [
  NetworkSlip("no-reg", expecting: "missing.reg") { $0.dataGradients() },
  NetworkSlip("half-reg", expecting: "halved.reg") {
    $0.decay { $0.reg * $0.layers[$1].weights }
  },
  NetworkSlip("double-reg", expecting: "doubled.reg") {
    $0.decay { 4 * $0.reg * $0.layers[$1].weights }
  },
  NetworkSlip("negative-reg", expecting: "negated.reg") {
    $0.decay { -2 * $0.reg * $0.layers[$1].weights }
  },
  NetworkSlip("reg-over-n", expecting: "within.reg.factor.1/N") {
    $0.decay { 2 * $0.reg * $0.layers[$1].weights / $0.n }
  },
  NetworkSlip("reg-per-picture", expecting: "within.reg.factor.N") {
    $0.decay { 2 * $0.reg * $0.layers[$1].weights * $0.n }
  },
  NetworkSlip("no-reg-first", expecting: "missing.reg") {
    $0.decay { 2 * $0.reg * $0.layers[$1].weights * ($1 == 0 ? 0 : 1) }
  },
  NetworkSlip("no-reg-last", expecting: "missing.reg") {
    $0.decay { 2 * $0.reg * $0.layers[$1].weights * ($1 == $0.depth - 1 ? 0 : 1) }
  },
  NetworkSlip(
    "reg-strength", "2·W is added without the strength, reg."
  ) { $0.decay { ($0.reg == 0 ? 0 : 2) * $0.layers[$1].weights } },
  NetworkSlip(
    "reg-squares",
    "The regularisation is not differentiated: it adds reg·W² entry by entry, and 2·reg·W is wanted."
  ) { $0.decay { $0.reg * $0.layers[$1].weights * $0.layers[$1].weights } },
  NetworkSlip(
    "reg-value", "The regularisation's value is added, reg · Σ W²; its gradient is wanted, 2·reg·W."
  ) { $0.decay { $0.layers[$1].weights * 0 + $0.penalty(of: $0.layers[$1].weights) } },
  NetworkSlip("reg-biases", "The biases are regularised as well; here only the weights are.") {
    parts in parts.changingBiases { $1 + 2 * parts.reg * parts.layers[$0].bias }
  },
  NetworkSlip(
    "bias-not-summed",
    "The bias was added to every row, so that its gradients add up: sum over the rows."
  ) {
    parts in
    let arrivals = parts.arrivals()
    return parts.changingBiases { k, _ in
      k == parts.depth - 1
        ? arrivals[k] : combine(arrivals[k], parts.outputs[k]) { $1 > 0 ? $0 : 0 }
    }
  },
  NetworkSlip("bias-mean", expecting: "factor.1/N") { parts in
    parts.changingBiases { $1 / parts.n }
  },
  NetworkSlip(
    "bias-wrong-axis",
    "The gradient of a bias is summed over the columns; sum over the rows, the pictures."
  ) {
    parts in
    let arrivals = parts.arrivals()
    return parts.changingBiases { k, _ in
      (k == parts.depth - 1
        ? arrivals[k] : combine(arrivals[k], parts.outputs[k]) { $1 > 0 ? $0 : 0 }).sum(axis: 1)
    }
  },
  NetworkSlip(
    "bias-row", "The gradient of a bias is that of the last picture alone: add up all rows."
  ) {
    parts in
    let arrivals = parts.arrivals()
    return parts.changingBiases { k, _ in
      (k == parts.depth - 1
        ? arrivals[k] : combine(arrivals[k], parts.outputs[k]) { $1 > 0 ? $0 : 0 }).row(
          parts.labels.count - 1)
    }
  },
  NetworkSlip(
    "weights-mean",
    "The gradients of the weights are divided by N once more; the gradient of the scores was divided already."
  ) { parts in
    let data = parts.dataGradients()
    return parts.changingWeights { k, dw in dw - data[k].weights * (1 - 1 / parts.n) }
  },
  NetworkSlip("transposed", expecting: "shape.transposed") {
    $0.changingWeights { $1.transposed() }
  },
  NetworkSlip(
    "only-reg", "Only the regularisation is there; what comes from the pictures is missing."
  ) { $0.scoreGradient { $0.dScores * 0 } },
  NetworkSlip("backwards", expecting: "backwards", isForDeep: true) {
    $0.gradients().reversed()
  },
  NetworkSlip(
    "last-missing",
    "The last layer is missing among the gradients; it has no ReLU, but is learned.",
    isForDeep: true
  ) {
    Array($0.gradients().dropLast())
  },
  NetworkSlip(
    "first-missing",
    "The first layer is missing among the gradients: does the loop end one too early?",
    isForDeep: true
  ) {
    Array($0.gradients().dropFirst())
  },
]
