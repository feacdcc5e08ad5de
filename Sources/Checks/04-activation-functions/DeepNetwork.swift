import Grading
import Tensors

/// Takes pictures, labels, the layers and the strength of the regularisation.
typealias NetworkLoss =
  @Sendable (Tensor<Double>, [Int], [LayerParameters], Double) throws -> (
    scores: Tensor<Double>, loss: Double
  )

/// Takes pictures, labels, the layers and the strength of the regularisation.
typealias NetworkGradients =
  @Sendable (Tensor<Double>, [Int], [LayerParameters], Double) throws -> [LayerParameters]

/// 4.7: scores and loss of a network of any depth.
let networkLoss = Exercise<NetworkLoss>(
  "4.7",
  check: { check, network in
    let questions = NetworkQuestion.anyDepth(check)
    for question in questions {
      question.askLoss(check) {
        try network(question.x, question.labels, question.layers, question.reg)
      }
    }
    let question = questions[3]
    check.independentRows("scores", of: question.x) { x in
      let labels = Array(question.labels.prefix(x.rowCount))
      return try network(x, labels, question.layers, question.reg).scores
    }
    check.isMean("loss") { isDoubled in
      let question = isDoubled ? question.doubled : question
      return Tensor(
        try network(question.x, question.labels, question.layers, question.reg).loss)
    }
  },
  mutants: networkLossSlips.map { slip in
    slip.mutant { slip.value(NetworkParts($0, $1, $2, $3)) }
  } + twoLayersOnly)

/// 4.8: the gradients of a network of any depth.
let networkGradients = Exercise<NetworkGradients>(
  "4.8",
  check: { check, network in
    func ask(_ question: NetworkQuestion) throws -> [LayerParameters] {
      try network(question.x, question.labels, question.layers, question.reg)
    }
    let questions = NetworkQuestion.anyDepth(check)
    // What is wrong beside the order is better said of layers that stand in their places.
    let isBackwards = areBackwards((try? ask(questions[3])) ?? [], questions[3].layers)
    for question in questions {
      check.integer("layers", of: question.situation, is: question.layers.count) {
        try ask(question).count
      }
      question.askGradients(check) {
        isBackwards ? try ask(question).reversed() : try ask(question)
      }
    }
    check.require(
      "layers", "backwards",
      "The layers come in reverse order, the last one first: the way back meets them so. Return them in the order of the layers.",
      !isBackwards)
  },
  mutants: networkGradientSlips.map { slip in
    slip.mutant { slip.value(NetworkParts($0, $1, $2, $3)) }
  })

/// Whether gradients have the shapes of the layers in reverse order.
private func areBackwards(_ gradients: [LayerParameters], _ layers: [LayerParameters]) -> Bool {
  gradients.map(\.weights.shape) == layers.reversed().map(\.weights.shape)
    && gradients.map(\.bias.shape) == layers.reversed().map(\.bias.shape)
}

private let twoLayersOnly: [Mutant<NetworkLoss>] = [
  Mutant(
    "first-and-last",
    "Only the first and the last layer are penalised; the weights of every layer are."
  ) { x, labels, layers, reg in
    let parts = NetworkParts(x, labels, layers, reg)
    let ends = layers.count == 1 ? [layers[0]] : [layers[0], layers[layers.count - 1]]
    return (
      parts.scores, parts.loss(penalty: ends.reduce(0) { $0 + parts.penalty(of: $1.weights) })
    )
  }
]
