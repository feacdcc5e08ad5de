import Grading
import Tensors

/// What a network's loss and gradients are asked for.
struct NetworkQuestion {
  let situation: String
  let x: Tensor<Double>
  let labels: [Int]
  let layers: [LayerParameters]
  let reg: Double
  /// Whether there is no numerical gradient to rely on: on a kink, or where the loss is huge.
  let isExtreme: Bool

  init(
    _ situation: String, _ x: Tensor<Double>, _ labels: [Int], _ layers: [LayerParameters],
    reg: Double = 0, isExtreme: Bool = false
  ) {
    (self.situation, self.x, self.labels, self.layers) = (situation, x, labels, layers)
    (self.reg, self.isExtreme) = (reg, isExtreme)
  }

  /// A random one of `widths`, from the pictures' features to the classes.
  static func random(_ check: Check, _ n: Int, _ widths: [Int], reg: Double) -> NetworkQuestion {
    let layers = zip(widths, widths.dropFirst()).map { inputs, outputs in
      (weights: check.normal([inputs, outputs]), bias: check.normal([outputs]))
    }
    let classes = widths.last ?? 1
    let strength = reg == 0 ? "no regularisation" : "reg \(plain(reg))"
    let shape = widths.map(String.init).joined(separator: "-")
    return NetworkQuestion(
      "\(n) \(n == 1 ? "picture" : "pictures"), a \(shape) network, \(strength)",
      check.normal([n, widths[0]]), (0..<n).map { ($0 * 2 + 1) % classes }, layers, reg: reg)
  }

  /// Networks of two layers.
  static func twoLayers(_ check: Check) -> [NetworkQuestion] {
    [
      NetworkQuestion(
        "x = (1, 2), W1 = ((1, -1), (1, -1)), b1 = (0, 1), W2 = ((1, 2), (5, 7)), b2 = (0, 1)",
        [[1, 2]], [0], [([[1, -1], [1, -1]], [0, 1]), ([[1, 2], [5, 7]], [0, 1])])
    ]
      + [(5, [2, 3, 7], 0), (7, [3, 5, 2], 0.5), (3, [5, 7, 3], 5), (1, [3, 2, 5], 0.25)].map {
        random(check, $0, $1, reg: $2)
      } + [
        NetworkQuestion(
          "2 pictures, a hidden unit at exactly 0 for each, reg 3", [[1, 2], [2, 1]], [1, 0],
          [([[2, 1], [-1, -2]], [0, 0]), ([[1, -1], [2, 0.5]], [0.5, -0.25])], reg: 3,
          isExtreme: true),
        NetworkQuestion(
          "scores of 1000 and -1000 in one row, of -1000 in another", [[1, 0], [0, 1]], [1, 0],
          [([[1000, 0], [0, 1000]], [0, 0]), ([[1, -1], [-1, -1]], [0, 0])], isExtreme: true),
      ]
  }

  /// Networks of one to four layers.
  static func anyDepth(_ check: Check) -> [NetworkQuestion] {
    [
      NetworkQuestion(
        "one layer: x = (1, 2), W = ((1, -1), (1, -1)), b = (0, 1)",
        [[1, 2]], [0], [([[1, -1], [1, -1]], [0, 1])], reg: 0),
      NetworkQuestion(
        "three layers of one unit: x = 2, W = 3, -1 and 5, b = -1, 6 and 4, and two classes",
        [[2]], [1], [([[3]], [-1]), ([[-1]], [6]), ([[5, -5]], [4, 0])]),
    ]
      + [
        (5, [2, 3, 7], 0), (3, [3, 5, 2, 7], 0.5), (7, [2, 5, 3, 5, 3], 0.1), (2, [3, 5], 2),
        (5, [3, 3, 3, 3], 3),
      ].map { random(check, $0, $1, reg: $2) } + [
        NetworkQuestion(
          "a hidden unit at exactly 0 in the second layer, reg 3", [[1, 2], [2, 1]], [1, 0],
          [
            ([[1, 0], [0, 1]], [0, 0]), ([[2, 1], [-1, -2]], [0, 0]),
            ([[1, -1], [2, 0.5]], [0.5, -0.25]),
          ], reg: 3, isExtreme: true),
        NetworkQuestion(
          "scores of 1000 and -1000 in one row, of -1000 in another", [[1, 0], [0, 1]], [1, 0],
          [([[1000, 0], [0, 1000]], [0, 0]), ([[1, -1], [-1, -1]], [0, 0])], isExtreme: true),
      ]
  }

  var parts: NetworkParts { NetworkParts(x, labels, layers, reg) }

  /// The same with every picture there twice.
  var doubled: NetworkQuestion {
    let rows = Array(0..<labels.count) + Array(0..<labels.count)
    return NetworkQuestion(
      situation, x.gathering(rows: rows), labels + labels, layers, reg: reg)
  }

  func askLoss(
    _ check: Check, _ answer: () throws -> (scores: Tensor<Double>, loss: Double)
  ) {
    let right = parts
    check.value("scores", of: situation, is: right.scores) { try answer().scores }
    let terms =
      reg == 0
      ? []
      : [
        Term("reg", "the regularisation, reg times the sum of all squares,", Tensor(right.penalty))
      ]
        + layers.enumerated().map { k, layer in
          Term(
            "regW\(k + 1)", "the regularisation of W\(k + 1)",
            Tensor(right.penalty(of: layer.weights)))
        }
    check.number(
      "loss", of: situation, is: right.loss(),
      knowing: Facts(factors: [.batch(labels.count)], terms: terms)
    ) { try answer().loss }
  }

  func askGradients(_ check: Check, _ answer: () throws -> [LayerParameters]) {
    let right = isExtreme ? parts.gradients() : []
    for k in layers.indices {
      let decay = 2 * reg * layers[k].weights
      ask(
        check, "dW\(k + 1)", at: layers[k].weights, right.isEmpty ? nil : right[k].weights,
        terms: reg == 0
          ? [] : [Term("reg", "the gradient 2·reg·W\(k + 1) of the regularisation", decay)],
        moving: { $0[k].weights = $1 }
      ) { try Self.layer(k, of: answer()).weights }
      ask(
        check, "db\(k + 1)", at: layers[k].bias, right.isEmpty ? nil : right[k].bias, terms: [],
        moving: { $0[k].bias = $1 }
      ) { try Self.layer(k, of: answer()).bias }
    }
  }

  /// A layer's gradients, empty tensors if there are too few.
  private static func layer(_ k: Int, of gradients: [LayerParameters]) -> LayerParameters {
    k < gradients.count ? gradients[k] : (Tensor(zeros: [0]), Tensor(zeros: [0]))
  }

  private func ask(
    _ check: Check, _ name: String, at point: Tensor<Double>, _ expected: Tensor<Double>?,
    terms: [Term], moving: (inout [LayerParameters], Tensor<Double>) -> Void,
    _ answer: () throws -> Tensor<Double>
  ) {
    let facts = Facts(factors: [.batch(labels.count)], terms: terms)
    if let expected {
      check.value(name, of: situation, is: expected, knowing: facts, answer)
      return
    }
    check.gradient(
      name, of: situation, at: point,
      ofLoss: { moved in
        var layers = layers
        moving(&layers, moved)
        return NetworkParts(x, labels, layers, reg).loss()
      }, knowing: facts, answer)
  }
}

/// A round number as it is written by hand.
func plain(_ number: Double) -> String {
  number == number.rounded() ? String(Int(number)) : "\(number)"
}
