import Grading
import Tensors

/// Takes pictures, labels, the layers and the strength of the regularisation.
typealias NetworkLoss = @Sendable (T, [Int], [LayerParameters], Double) throws -> ScoresAndLoss
/// Takes pictures, labels, the layers and the strength of the regularisation.
typealias NetworkGradients =
  @Sendable (T, [Int], [LayerParameters], Double) throws -> [LayerParameters]

/// What a network's loss and gradients are asked for.
struct NetworkQuestion {
  let situation: String
  var x: T
  var labels: [Int]
  let layers: [LayerParameters]
  var reg = 0.0
  /// Whether there is no numerical gradient to rely on: on a kink, or where the loss is huge.
  var isExtreme = false

  /// A random one of `widths`, from the pictures' features to the classes.
  static func random(_ check: Check, _ n: Int, _ widths: [Int], reg: Double) -> NetworkQuestion {
    let layers = zip(widths, widths.dropFirst()).map { inputs, outputs in
      (weights: check.normal([inputs, outputs]), bias: check.normal([outputs]))
    }
    let strength = reg == 0 ? "no regularisation" : "reg \(plain(reg))"
    let shape = widths.map(String.init).joined(separator: "-")
    return NetworkQuestion(
      situation: "\(n) \(n == 1 ? "picture" : "pictures"), a \(shape) network, \(strength)",
      x: check.normal([n, widths[0]]),
      labels: (0..<n).map { ($0 * 2 + 1) % widths[widths.count - 1] },
      layers: layers, reg: reg)
  }

  /// Scores that an exponential cannot take as they are.
  private static let huge: [NetworkQuestion] = [
    ("scores of 1000 and 998 in both rows", [[1, 0], [0, 1]], [[1, 0.998], [0.998, 1]]),
    (
      "scores of 1000 and -1000 in one row, of -1000 in another", [[1, 0], [0, 1]],
      [[1, -1], [-1, -1]]
    ),
  ].map { situation, x, weights in
    NetworkQuestion(
      situation: situation, x: x, labels: [1, 0],
      layers: [([[1000, 0], [0, 1000]], [0, 0]), (weights, [0, 0])], isExtreme: true)
  }

  private static let kink: LayerParameters = ([[2, 1], [-1, -2]], [0, 0])
  private static let afterKink: LayerParameters = ([[1, -1], [2, 0.5]], [0.5, -0.25])

  /// Networks of two layers.
  static func twoLayers(_ check: Check) -> [NetworkQuestion] {
    let byHand = NetworkQuestion(
      situation:
        "x = (1, 2), W1 = ((1, -1), (1, -1)), b1 = (0, 1), W2 = ((1, 2), (5, 7)), b2 = (0, 1)",
      x: [[1, 2]], labels: [0],
      layers: [([[1, -1], [1, -1]], [0, 1]), ([[1, 2], [5, 7]], [0, 1])])
    let random = [
      (5, [2, 3, 7], 0), (7, [3, 5, 2], 0.5), (3, [5, 7, 3], 5), (1, [3, 2, 5], 0.25),
    ].map { NetworkQuestion.random(check, $0, $1, reg: $2) }
    let onKink = NetworkQuestion(
      situation: "2 pictures, a hidden unit at exactly 0 for each, reg 3", x: [[1, 2], [2, 1]],
      labels: [1, 0], layers: [kink, afterKink], reg: 3, isExtreme: true)
    return [byHand] + random + [onKink] + huge
  }

  /// Networks of one to four layers.
  static func anyDepth(_ check: Check) -> [NetworkQuestion] {
    let byHand = [
      NetworkQuestion(
        situation: "one layer: x = (1, 2), W = ((1, -1), (1, -1)), b = (0, 1)", x: [[1, 2]],
        labels: [0], layers: [([[1, -1], [1, -1]], [0, 1])]),
      NetworkQuestion(
        situation: "three layers of one unit: x = 2, W = 3, -1 and 5, b = -1, 6 and 4, two classes",
        x: [[2]], labels: [1], layers: [([[3]], [-1]), ([[-1]], [6]), ([[5, -5]], [4, 0])]),
    ]
    let random = [
      (5, [2, 3, 7], 0), (3, [3, 5, 2, 7], 0.5), (7, [2, 5, 3, 5, 3], 0.1), (2, [3, 5], 2),
      (5, [3, 3, 3, 3], 3),
    ].map { NetworkQuestion.random(check, $0, $1, reg: $2) }
    let onKink = NetworkQuestion(
      situation: "a hidden unit at exactly 0 in the second layer, reg 3", x: [[1, 2], [2, 1]],
      labels: [1, 0], layers: [([[1, 0], [0, 1]], [0, 0]), kink, afterKink], reg: 3,
      isExtreme: true)
    return byHand + random + [onKink] + huge
  }

  var parts: NetworkParts { NetworkParts(x, labels, layers, reg) }

  func put<Result>(
    to network: (T, [Int], [LayerParameters], Double) throws -> Result, twice: Bool = false
  ) rethrows -> Result {
    if !twice { return try network(x, labels, layers, reg) }
    let rows = Array(labels.indices)
    return try network(x.gathering(rows: rows + rows), labels + labels, layers, reg)
  }
}

extension Check {
  func askLosses(_ questions: [NetworkQuestion], _ network: NetworkLoss) {
    for question in questions {
      let right = question.parts
      value("scores", of: question.situation, is: right.scores) {
        try question.put(to: network).scores
      }
      var terms = [
        Term("reg", "the regularisation, reg times the sum of all squares,", T(right.penalty))
      ]
      for (k, layer) in question.layers.enumerated() {
        let penalty = T(right.penalty(of: layer.weights))
        terms.append(Term("regW\(k + 1)", "the regularisation of W\(k + 1)", penalty))
      }
      number(
        "loss", of: question.situation, is: right.mean + right.penalty,
        knowing: Facts(
          factors: [.batch(question.labels.count)], terms: question.reg == 0 ? [] : terms)
      ) { try question.put(to: network).loss }
    }
    independentRows("scores", of: questions[3].x) { x in
      try changing(questions[3]) { ($0.x, $0.labels) = (x, Array($0.labels.prefix(x.rowCount))) }
        .put(to: network).scores
    }
    isMean("loss") { T(try questions[3].put(to: network, twice: $0).loss) }
  }

  func askGradients(_ questions: [NetworkQuestion], _ network: NetworkGradients) {
    for question in questions {
      let right = question.isExtreme ? question.parts.gradients() : nil
      for k in question.layers.indices {
        for (name, part) in [("dW", \LayerParameters.weights), ("db", \.bias)] {
          let decay = 2 * question.reg * question.layers[k].weights
          let words = "the gradient 2·reg·W\(k + 1) of the regularisation"
          gradient(
            name + "\(k + 1)", of: question.situation, at: question.layers[k][keyPath: part],
            upstream: T(1),
            of: { moved in
              let parts = question.parts
              let layers = changing(parts.layers) { $0[k][keyPath: part] = moved }
              return T(parts.with(layers).mean + parts.with(layers).penalty)
            }, byDefinition: right?[k][keyPath: part],
            knowing: Facts(
              factors: [.batch(question.labels.count)],
              terms: question.reg == 0 || name == "db" ? [] : [Term("reg", words, decay)])
          ) { layer(k, of: try question.put(to: network))[keyPath: part] }
        }
      }
    }
    for k in questions[2].layers.indices {
      for (name, part) in [("dW", \LayerParameters.weights), ("db", \.bias)] {
        isMean(name + "\(k + 1)") {
          layer(k, of: try questions[2].put(to: network, twice: $0))[keyPath: part]
        }
      }
    }
  }
}

/// A layer's gradients, empty tensors if there are too few.
private func layer(_ k: Int, of gradients: [LayerParameters]) -> LayerParameters {
  k < gradients.count ? gradients[k] : (T(zeros: [0]), T(zeros: [0]))
}

/// A round number as it is written by hand.
func plain(_ number: Double) -> String {
  number == number.rounded() ? String(Int(number)) : "\(number)"
}
