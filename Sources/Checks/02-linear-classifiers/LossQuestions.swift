import Grading
import Tensors

/// What a loss of a linear classifier is asked for.
struct LossQuestion {
  let situation: String
  let right: LossParts
  /// Whether no numerical gradient can be relied on: at a kink, or where a loss is huge.
  let isExtreme: Bool

  init(
    _ kind: LossParts.Kind, _ situation: String, _ w: Tensor<Double>, _ x: Tensor<Double>,
    _ labels: [Int], reg: Double = 0, isExtreme: Bool = false
  ) {
    (self.situation, self.isExtreme) = (situation, isExtreme)
    right = LossParts(kind, w, x, labels, reg)
  }

  func ask<Value>(
    _ answer: (Tensor<Double>, Tensor<Double>, [Int], Double) throws -> Value
  ) throws -> Value { try answer(right.w, right.x, right.labels, right.reg) }

  func askLoss(_ check: Check, _ loss: () throws -> Double) {
    check.number(
      "loss", of: situation, is: right.loss,
      knowing: facts("the regularisation reg · Σ W²", Tensor(right.penalty)), loss)
  }

  func askGradient(_ check: Check, _ gradient: () throws -> Tensor<Double>) {
    check.gradient(
      "gradient", of: situation, at: right.w, upstream: Tensor(1),
      of: { Tensor(LossParts(right.kind, $0, right.x, right.labels, right.reg).loss) },
      byDefinition: isExtreme ? right.gradient : nil,
      knowing: facts("the gradient 2 · reg · W of the regularisation", right.decay), gradient)
  }

  private func facts(_ name: String, _ term: Tensor<Double>) -> Facts {
    Facts(
      factors: [.batch(right.labels.count)],
      terms: right.reg == 0 ? [] : [Term("reg", name, term)])
  }
}

extension LossQuestion {
  /// All that is asked about one of the two losses, the smallest inputs first.
  static func all(_ kind: LossParts.Kind, _ check: Check) -> [LossQuestion] {
    let zeros = LossQuestion(
      kind, "weights of 0, 7 pictures, 5 classes", Tensor(zeros: [3, 5]), check.normal([7, 3]),
      [1, 3, 0, 4, 2, 4, 1])
    return lecture(kind) + [zeros]
      + (kind == .hinge ? margins + random(kind, check) : random(kind, check) + large)
  }

  /// The pictures of lecture 3: a cat, a car and a frog, with the scores of the slides.
  private static func lecture(_ kind: LossParts.Kind) -> [LossQuestion] {
    let scores: Tensor<Double> = [[3.2, 5.1, -1.7], [1.3, 4.9, 2.0], [2.2, 2.5, -3.1]]
    let identity: Tensor<Double> = [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    return [
      LossQuestion(
        kind, "one picture with scores 3.2, 5.1, -1.7, label 0", [[3.2, 5.1, -1.7]], [[1]], [0]),
      LossQuestion(
        kind, "one picture with scores 2.2, 2.5, -3.1, label 2", [[2.2, 2.5, -3.1]], [[1]], [2]),
      LossQuestion(
        kind, "the cat, the car and the frog of lecture 3", scores, identity, [0, 1, 2]),
    ]
  }

  private static let margins = [
    LossQuestion(
      .hinge, "scores 2, 1, 5, 0, label 0, one margin being exactly 0", [[2, 1, 5, 0]], [[1]], [0],
      isExtreme: true),
    LossQuestion(
      .hinge, "scores 30, 25, 2, label 0: no class within the margin", [[30, 25, 2]], [[1]], [0]),
    LossQuestion(
      .hinge, "weights (1, -2, 0) and (3, 1, 2), one picture (0, 0), label 1, reg 2",
      [[1, -2, 0], [3, 1, 2]], [[0, 0]], [1], reg: 2),
  ]

  /// Random ones, of extents that are prime and differ, with and without regularisation.
  private static func random(_ kind: LossParts.Kind, _ check: Check) -> [LossQuestion] {
    [(5, 2, 3, 0), (7, 3, 5, 0.5), (5, 7, 3, 3), (1, 3, 2, 0.25), (11, 2, 13, 0.1)].map {
      n, d, c, reg in
      let strength = reg == 0 ? "no regularisation" : "reg \(format(reg))"
      return LossQuestion(
        kind, "\(n) picture\(n == 1 ? "" : "s") of \(d) features, \(c) classes, \(strength)",
        check.normal([d, c]),
        check.normal([n, d]), (0..<n).map { ($0 * 2 + 1) % c }, reg: reg)
    }
  }

  private static let large = [
    LossQuestion(
      .softmax, "scores of 1000, 999 and 998", [[1000, 999, 998]], [[1], [1]], [0, 2],
      isExtreme: true),
    LossQuestion(
      .softmax, "scores of about 1000 in one row and about -1000 in others", [[1000, 998, 999]],
      [[1], [-1], [-1]], [1, 0, 2], isExtreme: true),
    LossQuestion(
      .softmax, "scores of about -1000 in one row and about 1000 in the next",
      [[1000, 998, 999]], [[-1], [1]], [1, 0], isExtreme: true),
    LossQuestion(
      .softmax, "scores of -1000, -999 and -998", [[-1000, -999, -998]], [[1], [1]], [0, 2],
      isExtreme: true),
    LossQuestion(
      .softmax, "scores of 1000 and -1000, label on the higher one", [[1000, -1000]],
      [[1], [-1], [1]], [0, 1, 0], isExtreme: true),
    LossQuestion(
      .softmax, "scores of 1000 and -1000, label on the lower one", [[1000, -1000]],
      [[1], [-1], [1]], [1, 0, 0], isExtreme: true),
  ]
}
