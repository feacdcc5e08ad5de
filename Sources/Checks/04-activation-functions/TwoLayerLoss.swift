import Grading
import Tensors

/// Takes pictures, labels, w1, b1, w2, b2 and the strength of the regularisation.
typealias TwoLayerLoss = @Sendable (T, [Int], T, T, T, T, Double) throws -> ScoresAndLoss

/// 4.5: scores and loss of a network of two layers.
let twoLayerLoss = Exercise<TwoLayerLoss>(
  "4.5",
  check: { $0.askLosses(NetworkQuestion.twoLayers($0), deep($1)) },
  mutants: [forwards, losses].flatMap { $0 })

/// The answer as one that takes a list of layers.
func deep(_ answer: @escaping TwoLayerLoss) -> NetworkLoss {
  { x, labels, layers, reg in
    let (first, second) = (layers[0], layers[1])
    return try answer(x, labels, first.weights, first.bias, second.weights, second.bias, reg)
  }
}

private let forwards: [Mutant<TwoLayerLoss>] = (scoreSlips + forwardSlips).mutants { wrong in
  { wrong(NetworkParts($0, $1, [($2, $3), ($4, $5)], $6)).both() }
}

private let losses: [Mutant<TwoLayerLoss>] = lossSlips.mutants { wrong in
  { wrong(NetworkParts($0, $1, [($2, $3), ($4, $5)], $6)) }
}
