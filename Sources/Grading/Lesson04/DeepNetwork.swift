import Tensors

extension Lesson4 {
  /// Takes pictures, labels, the layers and the strength of the regularisation.
  public typealias NetworkLoss =
    @Sendable (Tensor<Double>, [Int], [LayerParameters], Double) throws -> (
      scores: Tensor<Double>, loss: Double
    )

  /// Takes pictures, labels, the layers and the strength of the regularisation.
  public typealias NetworkGradients =
    @Sendable (Tensor<Double>, [Int], [LayerParameters], Double) throws -> [LayerParameters]

  /// 4.7: scores and loss of a network of any depth.
  public static let networkLoss = Exercise<NetworkLoss>(
    ExerciseCard(
      "4.7", "N-layer network, forward", file: "NetworkLoss",
      section: "Wider, deeper, smoother", difficulty: 2, minutes: 20,
      hints: [
        "Lesson 4, \"Wider, deeper, smoother\", has networks of any depth, and \"A network of two layers\" the two that you have written in 4.5. What is done there twice is done in a loop here.",
        "Keep one tensor for what flows from layer to layer: it begins as X and ends as S. Every layer multiplies and adds its bias; every layer but the last is followed by max(0, ·). "
          + "With one layer there is no ReLU at all. The penalty is a sum over the layers.",
        "h = x. For each layer, counted: h becomes h times the weights plus the bias; unless this is the last layer, the negative entries of h become 0. scores = h. The loss as in 4.5; "
          + "in the end, for each layer, add reg times the sum of the squares of its weights.",
      ]),
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
  public static let networkGradients = Exercise<NetworkGradients>(
    ExerciseCard(
      "4.8", "The gradients of an N-layer network", file: "NetworkGradients",
      section: "Wider, deeper, smoother", difficulty: 3, minutes: 45,
      hints: [
        "Lesson 4, \"Wider, deeper, smoother\", and your own 4.6: its way back, in a loop from the last layer to the first. On the way forward, keep what each layer was given.",
        "Let dA be the gradient of what a layer returns, before any ReLU; for the last layer it is dS = (P - Y) / N. A layer that was given H has dW = Hᵀ·dA + 2·reg·W and db = the rows of dA added "
          + "up, and sends dH = dA·Wᵀ to the layer before. That H came out of a ReLU: the dA of the layer before is dH where H > 0, and 0 elsewhere. "
          + "Nothing comes before the first layer.",
        "Forward: an empty list of inputs; h = x; for each layer append h to the list, then h becomes h times weights plus bias, its positive part unless it is the last layer. Gradient of the scores as in 4.6. "
          + "Back: for each layer from the last to the first, from its input and the upstream gradient make dW and db and keep them; then upstream becomes upstream times the weights transposed, with 0 where "
          + "the input is not above 0. Turn the list of gradients round before you return it.",
      ]),
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
}

/// Whether gradients have the shapes of the layers in reverse order.
private func areBackwards(_ gradients: [LayerParameters], _ layers: [LayerParameters]) -> Bool {
  gradients.map(\.weights.shape) == layers.reversed().map(\.weights.shape)
    && gradients.map(\.bias.shape) == layers.reversed().map(\.bias.shape)
}

private let twoLayersOnly: [Mutant<Lesson4.NetworkLoss>] = [
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
