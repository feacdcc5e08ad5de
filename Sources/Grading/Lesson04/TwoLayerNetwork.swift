import Tensors

/// The parameters of a network of two layers, or their gradients.
public typealias TwoLayerParameters = (
  w1: Tensor<Double>, b1: Tensor<Double>, w2: Tensor<Double>, b2: Tensor<Double>
)

extension Lesson4 {
  /// Takes pictures, labels, the parameters and the strength of the regularisation.
  public typealias TwoLayerLoss =
    @Sendable (Tensor<Double>, [Int], TwoLayerParameters, Double) throws -> (
      scores: Tensor<Double>, loss: Double
    )

  /// Takes pictures, labels, the parameters and the strength of the regularisation.
  public typealias TwoLayerGradients =
    @Sendable (Tensor<Double>, [Int], TwoLayerParameters, Double) throws -> (
      dw1: Tensor<Double>, db1: Tensor<Double>, dw2: Tensor<Double>, db2: Tensor<Double>
    )

  /// 4.5: scores and loss of a network of two layers.
  public static let twoLayerLoss = Exercise<TwoLayerLoss>(
    ExerciseCard(
      "4.5", "Two-layer network, forward and loss", file: "TwoLayerLoss",
      section: "A network of two layers", difficulty: 2, minutes: 20, path: .core,
      hints: [
        "Lesson 4, \"A network of two layers\", walks through the forward pass. The loss is that of exercise 2.6, with two matrices to regularise.",
        "H has a row for each picture and a column for each hidden unit: a product with W1, the bias b1 added to every row, max(0, ·). S comes from H as in a "
          + "linear classifier. For the loss take ln Σ exp(S - m) - (S of the label - m) of each row, with m its largest score: nothing in it can overflow or "
          + "become the logarithm of 0.",
        "hidden: maximum of 0 and (product of x and w1, plus b1). scores: product of hidden and w2, plus b2. shifted: scores less the largest of each row. For each picture add to "
          + "the loss the logarithm of the sum of the exponentials of its shifted row, less the shifted score of its label. Divide by the number of pictures. Only then add reg times "
          + "(the sum of squares of w1 plus that of w2).",
      ]),
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
  public static let twoLayerGradients = Exercise<TwoLayerGradients>(
    ExerciseCard(
      "4.6", "The gradients of a two-layer network", file: "TwoLayerGradients",
      section: "A network of two layers", difficulty: 3, minutes: 40, path: .core,
      hints: [
        "Lesson 4, \"A network of two layers\", draws the network as a row of gates: affine, ReLU, affine, softmax loss. Lesson 3 has what an affine gate sends back, exercise "
          + "2.7 what the loss does. Go forward as in 4.5 and keep H and what went into the ReLU.",
        "From the loss to the scores: dS = (P - Y) / N, with P the softmax of each row and Y 1 at the labels. S = H·W2 + b2 is an affine gate: dW2 = Hᵀ·dS, db2 = the rows of dS added up, "
          + "dH = dS·W2ᵀ. H = max(0, A) with A = X·W1 + b1: dA is dH where A > 0 and 0 elsewhere. A is an affine gate again: dW1 = Xᵀ·dA, db1 = the rows of dA added up. "
          + "The regularisation adds 2·reg·W1 and 2·reg·W2. The shapes allow hardly anything else.",
        "Compute inner = x times w1 plus b1, hidden = its positive part, scores = hidden times w2 plus b2. Make the probabilities from the shifted scores, subtract 1 at each label, divide "
          + "everything by the number of pictures: dScores. dw2: hidden transposed times dScores, plus 2 reg w2. db2: dScores summed over axis 0. dHidden: dScores times w2 "
          + "transposed. dInner: dHidden, with 0 where inner is not above 0. dw1: x transposed times dInner, plus 2 reg w1. db1: dInner summed over axis 0.",
      ]),
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
}

private func parameters(_ layers: [LayerParameters]) -> TwoLayerParameters {
  (layers[0].weights, layers[0].bias, layers[1].weights, layers[1].bias)
}

private let twoLayerOnly: [Mutant<Lesson4.TwoLayerGradients>] = [
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
