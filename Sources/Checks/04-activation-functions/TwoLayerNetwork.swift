import Grading
import Tensors

/// The parameters of a network of two layers, or their gradients.
typealias TwoLayerParameters = (
  w1: Tensor<Double>, b1: Tensor<Double>, w2: Tensor<Double>, b2: Tensor<Double>
)

/// Takes pictures, labels, the parameters and the strength of the regularisation.
typealias TwoLayerLoss =
  @Sendable (Tensor<Double>, [Int], TwoLayerParameters, Double) throws -> (
    scores: Tensor<Double>, loss: Double
  )

/// Takes pictures, labels, the parameters and the strength of the regularisation.
typealias TwoLayerGradients =
  @Sendable (Tensor<Double>, [Int], TwoLayerParameters, Double) throws -> (
    dw1: Tensor<Double>, db1: Tensor<Double>, dw2: Tensor<Double>, db2: Tensor<Double>
  )

/// 4.5: scores and loss of a network of two layers.
let twoLayerLoss = Exercise<TwoLayerLoss>(
  "4.5",
  check: { check, network in
    let questions = NetworkQuestion.twoLayers(check)
    for question in questions {
      question.askLoss(check) {
        try network(question.x, question.labels, parameters(question.layers), question.reg)
      }
    }
    let question = questions[2]
    check.independentRows("scores", of: question.x) { x in
      let labels = Array(question.labels.prefix(x.rowCount))
      return try network(x, labels, parameters(question.layers), question.reg).scores
    }
    check.isMean("loss") { isDoubled in
      let question = isDoubled ? question.doubled : question
      return Tensor(
        try network(question.x, question.labels, parameters(question.layers), question.reg).loss)
    }
  },
  mutants: networkLossSlips.filter { !$0.isForDeep }.map { slip in
    slip.mutant { x, labels, p, reg in
      slip.value(NetworkParts(x, labels, [(p.w1, p.b1), (p.w2, p.b2)], reg))
    }
  })

/// 4.6: the gradients of a network of two layers.
let twoLayerGradients = Exercise<TwoLayerGradients>(
  "4.6",
  check: { check, network in
    func ask(_ question: NetworkQuestion) throws -> [LayerParameters] {
      let g = try network(
        question.x, question.labels, parameters(question.layers), question.reg)
      return [(g.dw1, g.db1), (g.dw2, g.db2)]
    }
    let questions = NetworkQuestion.twoLayers(check)
    for question in questions { question.askGradients(check) { try ask(question) } }
    for (k, name) in ["1", "2"].enumerated() {
      check.isMean("dW" + name) { try ask($0 ? questions[2].doubled : questions[2])[k].weights }
      check.isMean("db" + name) { try ask($0 ? questions[2].doubled : questions[2])[k].bias }
    }
  },
  mutants: networkGradientSlips.filter { !$0.isForDeep }.map { slip in
    slip.mutant { x, labels, p, reg in
      let g = slip.value(NetworkParts(x, labels, [(p.w1, p.b1), (p.w2, p.b2)], reg))
      return (g[0].weights, g[0].bias, g[1].weights, g[1].bias)
    }
  } + twoLayerOnly)

private func parameters(_ layers: [LayerParameters]) -> TwoLayerParameters {
  (layers[0].weights, layers[0].bias, layers[1].weights, layers[1].bias)
}

private let twoLayerOnly: [Mutant<TwoLayerGradients>] = [
  Mutant("weights-exchanged", expecting: "swapped") { x, labels, p, reg in
    let g = NetworkParts(x, labels, [(p.w1, p.b1), (p.w2, p.b2)], reg).gradients()
    return (g[1].weights, g[1].bias, g[0].weights, g[0].bias)
  },
  Mutant(
    "reg-at-the-scores",
    "The regularisation has gone into the gradient of the scores, and from there into everything; it belongs to the weights alone, added at the end."
  ) { x, labels, p, reg in
    let g = NetworkParts(x, labels, [(p.w1, p.b1), (p.w2, p.b2)], reg).gradients { way in
      way.dScores = { $0.dScores + 2 * reg / $0.n }
      way.decay = { $0.layers[$1].weights * 0 }
    }
    return (g[0].weights, g[0].bias, g[1].weights, g[1].bias)
  },
]
