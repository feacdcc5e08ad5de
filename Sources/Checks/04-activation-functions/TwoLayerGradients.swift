import Grading
import Tensors

/// Takes pictures, labels, w1, b1, w2, b2 and the strength of the regularisation.
typealias TwoLayerGradients =
  @Sendable (T, [Int], T, T, T, T, Double) throws -> (dw1: T, db1: T, dw2: T, db2: T)

/// 4.6: the gradients of a network of two layers.
let twoLayerGradients = Exercise<TwoLayerGradients>(
  "4.6",
  check: { $0.askGradients(NetworkQuestion.twoLayers($0), deep($1)) },
  mutants: [gradients, forwards].flatMap { $0 })

/// The answer as one that takes a list of layers.
func deep(_ answer: @escaping TwoLayerGradients) -> NetworkGradients {
  { x, labels, layers, reg in
    let (first, second) = (layers[0], layers[1])
    let g = try answer(x, labels, first.weights, first.bias, second.weights, second.bias, reg)
    return [(g.dw1, g.db1), (g.dw2, g.db2)]
  }
}

private let gradients: [Mutant<TwoLayerGradients>] = (gradientSlips + ownSlips).mutants { wrong in
  { x, labels, w1, b1, w2, b2, reg in
    let g = wrong(NetworkParts(x, labels, [(w1, b1), (w2, b2)], reg))
    return (g[0].weights, g[0].bias, g[1].weights, g[1].bias)
  }
}

private let forwards: [Mutant<TwoLayerGradients>] = forwardSlips.mutants { wrong in
  { x, labels, w1, b1, w2, b2, reg in
    let g = wrong(NetworkParts(x, labels, [(w1, b1), (w2, b2)], reg)).gradients()
    return (g[0].weights, g[0].bias, g[1].weights, g[1].bias)
  }
}

private let ownSlips: [Slip<NetworkParts, [LayerParameters]>] = [
  Slip("weights-exchanged", expecting: "swapped") { $0.gradients().reversed() },
  Slip("reg-at-the-scores", "The regularisation is added to dS: add it to dW1 and dW2 at the end.")
  {
    parts in
    parts.gradients(
      dScores: parts.dScores + 2 * parts.reg / parts.n, decay: { parts.layers[$0].weights * 0 })
  },
]
