import Grading
import Tensors

// The ReLU on the way back: a mask that is missing, wrong or taken from the wrong place.

extension NetworkParts {
  /// The gradients when another function leads back through each ReLU, given what arrives and the
  /// ReLU's input.
  fileprivate func mask(
    _ function: @escaping (_ arriving: Double, _ input: Double) -> Double
  ) -> [LayerParameters] { gradients(through: { combine($1, outputs[$0], function) }) }

  /// The gradients when the ReLUs are masked by other tensors, where the shape allows it.
  fileprivate func mask(by mask: @escaping (_ layer: Int) -> T) -> [LayerParameters] {
    gradients(through: { k, arriving in
      let mask = mask(k)
      return combine(arriving, mask.shape == arriving.shape ? mask : outputs[k]) { $1 > 0 ? $0 : 0 }
    })
  }
}

let maskSlips: [Slip<NetworkParts, [LayerParameters]>] = [
  Slip("no-mask", "The way back skips the ReLU: set the gradient to 0 where its input is not > 0.")
  {
    $0.mask { arriving, _ in arriving }
  },
  Slip("mask-at-0", "It is wrong only where a ReLU's input is 0: test > 0, not >= 0.") {
    $0.mask { $1 >= 0 ? $0 : 0 }
  },
  Slip("mask-of-upstream", "The ReLU's mask tests the gradient: test the ReLU's input.") {
    $0.mask { arriving, _ in max(0, arriving) }
  },
  Slip("mask-guided", "The ReLU drops negative gradients: where its input is > 0 all pass.") {
    $0.mask { $1 > 0 ? max(0, $0) : 0 }
  },
  Slip("mask-inverted", "The ReLU's mask is the wrong way round: keep what has an input > 0.") {
    $0.mask { $1 > 0 ? 0 : $0 }
  },
  Slip("mask-alone", "The ReLU passes the mask alone: multiply it by the gradient that arrives.") {
    $0.mask { $1 > 0 ? 1 : 0 }
  },
  Slip("relu-value", "The gradient is multiplied by the activations: the slope of ReLU is 1 or 0.")
  {
    $0.mask { $0 * max(0, $1) }
  },
  Slip("sigmoid-slope", "h·(1 - h) is the slope of the sigmoid: that of ReLU is 1 or 0.") {
    $0.mask { $0 * max(0, $1) * (1 - max(0, $1)) }
  },
  Slip("tanh-slope", "1 - h² is the slope of tanh: that of ReLU is 1 or 0.") {
    $0.mask { $0 * (1 - max(0, $1) * max(0, $1)) }
  },
  Slip("leaky-slope", "0.01 of the gradient passes where the ReLU's input is < 0: pass 0.") {
    $0.mask { $1 > 0 ? $0 : 0.01 * $0 }
  },
  Slip("mask-not-for-bias", "A hidden bias gets the unmasked gradient: mask it first.") { parts in
    parts.altering(biases: { k, _ in parts.flow()[k].behind.sum(axis: 0) })
  },
  Slip("mask-not-for-weights", "Hidden weights get the unmasked gradient: mask it first.") {
    parts in
    parts.altering(weights: { k, _ in
      matmul(parts.inputs[k], parts.flow()[k].behind, transposeA: true)
        + 2 * parts.reg * parts.layers[k].weights
    })
  },
  Slip("back-through-dw", "The gradient goes back through dW: multiply it by Wᵀ, the weights.") {
    parts in
    parts.gradients(through: { k, _ in
      let upstream = parts.flow()[k + 1].before
      let dw = matmul(parts.inputs[k + 1], upstream, transposeA: true)
      return matmul(upstream, dw, transposeB: true) * parts.outputs[k].map { $0 > 0 ? 1 : 0 }
    })
  },
  Slip("mask-at-scores", "The gradient of the scores is masked: no ReLU follows the last layer.") {
    $0.gradients(dScores: combine($0.dScores, $0.scores) { $1 > 0 ? $0 : 0 })
  },
]

/// Masks that take more than two layers to tell from right ones.
let deepMaskSlips: [Slip<NetworkParts, [LayerParameters]>] = [
  Slip("mask-missing-in-first", "The first layer's ReLU is skipped: does the loop end too early?") {
    parts in parts.mask { $0 == 0 ? parts.outputs[0] * 0 + 1 : parts.outputs[$0] }
  },
  Slip("mask-only-in-first", "Only the first layer's ReLU is there: every hidden layer has one.") {
    parts in parts.mask { $0 > 0 ? parts.outputs[$0] * 0 + 1 : parts.outputs[0] }
  },
  Slip(
    "mask-of-next-layer", "The mask is that of the next layer: use the ReLU right after layer k."
  ) {
    parts in parts.mask { parts.outputs[$0 + 2 < parts.depth ? $0 + 1 : $0] }
  },
  Slip(
    "mask-of-previous-layer", "The mask is one layer too early: use the ReLU right after layer k."
  ) { parts in parts.mask { parts.inputs[$0] } },
]
