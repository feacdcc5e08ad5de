import Grading
import Tensors

/// The ReLU on the way back: a mask that is missing, wrong or taken from the wrong place.
let maskSlips: [NetworkSlip<[LayerParameters]>] = [
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

/// The way forward is wrong, and with it all that follows from it on the way back.
let forwardAgainSlips: [NetworkSlip<[LayerParameters]>] = [
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
