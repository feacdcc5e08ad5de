import Grading
import Tensors

/// 4.8: the gradients of a network of any depth.
let networkGradients = Exercise<NetworkGradients>(
  "4.8",
  check: { check, network in
    let questions = NetworkQuestion.anyDepth(check)
    // What is wrong beside the order is better said of layers that stand in their places.
    let isBackwards = areBackwards(
      (try? questions[3].put(to: network)) ?? [], questions[3].layers)
    for question in questions {
      check.integer("layers", of: question.situation, is: question.layers.count) {
        try question.put(to: network).count
      }
    }
    check.askGradients(questions) {
      let gradients = try network($0, $1, $2, $3)
      return isBackwards ? gradients.reversed() : gradients
    }
    check.require(
      "layers", "backwards",
      "The layers come in reverse order, as the way back meets them: return the first one first.",
      !isBackwards)
  },
  mutants: [gradients, forwards].flatMap { $0 })

/// Whether gradients have the shapes of the layers in reverse order.
private func areBackwards(_ gradients: [LayerParameters], _ layers: [LayerParameters]) -> Bool {
  gradients.map(\.weights.shape) == layers.reversed().map(\.weights.shape)
    && gradients.map(\.bias.shape) == layers.reversed().map(\.bias.shape)
}

private let gradients: [Mutant<NetworkGradients>] =
  (gradientSlips + deepGradientSlips).mutants { wrong in
    { wrong(NetworkParts($0, $1, $2, $3)) }
  }

private let forwards: [Mutant<NetworkGradients>] =
  (forwardSlips + deepForwardSlips).mutants { wrong in
    { wrong(NetworkParts($0, $1, $2, $3)).gradients() }
  }
