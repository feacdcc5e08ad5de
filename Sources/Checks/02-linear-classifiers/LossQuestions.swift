import Grading
import Tensors

/// What a loss of a linear classifier is asked for: weights, pictures, labels and the strength of the regularisation.
struct LossQuestion {
  let situation: String
  let w: Tensor<Double>
  let x: Tensor<Double>
  let labels: [Int]
  let reg: Double
  /// Whether there is no numerical gradient to rely on: at a kink, or where a loss is huge.
  let isExtreme: Bool

  init(
    _ situation: String, _ w: Tensor<Double>, _ x: Tensor<Double>, _ labels: [Int],
    reg: Double = 0, isExtreme: Bool = false
  ) {
    (self.situation, self.w, self.x, self.labels) = (situation, w, x, labels)
    (self.reg, self.isExtreme) = (reg, isExtreme)
  }

  /// Random ones, of extents that are prime and differ, with and without regularisation.
  static func random(_ check: Check) -> [LossQuestion] {
    [(5, 2, 3, 0), (7, 3, 5, 0.5), (5, 7, 3, 3), (1, 3, 2, 0.25), (11, 2, 5, 0.1)].map {
      n, d, c, reg in
      let strength = reg == 0 ? "no regularisation" : "reg \(format(reg))"
      return LossQuestion(
        "\(n) pictures of \(d) features, \(c) classes, \(strength)", check.normal([d, c]),
        check.normal([n, d]), (0..<n).map { ($0 * 2 + 1) % c }, reg: reg)
    }
  }

  /// The pictures of lecture 3: a cat, a car and a frog, with the scores of the slides.
  static func lecture() -> [LossQuestion] {
    let scores: Tensor<Double> = [[3.2, 5.1, -1.7], [1.3, 4.9, 2.0], [2.2, 2.5, -3.1]]
    let identity: Tensor<Double> = [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    return [
      LossQuestion(
        "one picture with scores 3.2, 5.1, -1.7, label 0", [[3.2, 5.1, -1.7]], [[1]], [0]),
      LossQuestion(
        "one picture with scores 2.2, 2.5, -3.1, label 2", [[2.2, 2.5, -3.1]], [[1]], [2]),
      LossQuestion("the cat, the car and the frog of lecture 3", scores, identity, [0, 1, 2]),
    ]
  }

  static func hinge(_ check: Check) -> [LossQuestion] {
    lecture() + [
      LossQuestion(
        "scores 2, 1, 5, 0, label 0, one margin being exactly 0", [[2, 1, 5, 0]], [[1]], [0],
        isExtreme: true),
      LossQuestion(
        "weights of 0, 7 pictures, 5 classes", Tensor(zeros: [3, 5]), check.normal([7, 3]),
        [1, 3, 0, 4, 2, 4, 1]),
      LossQuestion(
        "scores 30, 25, 2, label 0: no class within the margin", [[30, 25, 2]], [[1]], [0]),
      LossQuestion(
        "weights (1, -2, 0) and (3, 1, 2), one picture (0, 0), label 1, reg 2",
        [[1, -2, 0], [3, 1, 2]], [[0, 0]], [1], reg: 2),
    ] + random(check)
  }

  static func softmax(_ check: Check) -> [LossQuestion] {
    lecture() + [
      LossQuestion(
        "weights of 0, 7 pictures, 5 classes", Tensor(zeros: [3, 5]), check.normal([7, 3]),
        [1, 3, 0, 4, 2, 4, 1])
    ] + random(check) + [
      LossQuestion(
        "scores of 1000, 999 and 998", [[1000, 999, 998]], [[1], [1]], [0, 2], isExtreme: true),
      LossQuestion(
        "scores of about 1000 in one row and about -1000 in others", [[1000, 998, 999]],
        [[1], [-1], [-1]], [1, 0, 2], isExtreme: true),
      LossQuestion(
        "scores of 1000 and -1000, label on the lower one", [[1000, -1000]], [[1], [-1], [1]],
        [1, 0, 0], isExtreme: true),
    ]
  }

  func parts(_ kind: LossParts.Kind) -> LossParts { LossParts(kind, w, x, labels, reg) }

  func askLoss(_ check: Check, _ kind: LossParts.Kind, _ loss: () throws -> Double) {
    let right = parts(kind)
    let facts = Facts(
      factors: [.batch(labels.count)],
      terms: reg == 0
        ? [] : [Term("reg", "the regularisation, reg · Σ W²,", Tensor(right.penalty))])
    check.number("loss", of: situation, is: right.loss(), knowing: facts, loss)
  }

  func askGradient(
    _ check: Check, _ kind: LossParts.Kind, _ gradient: () throws -> Tensor<Double>
  ) {
    let right = parts(kind)
    let facts = Facts(
      factors: [.batch(labels.count)],
      terms: reg == 0
        ? [] : [Term("reg", "the gradient 2·reg·W of the regularisation", right.decay)])
    if isExtreme {
      check.value("gradient", of: situation, is: right.gradient(), knowing: facts, gradient)
    } else {
      check.gradient(
        "gradient", of: situation, at: w,
        ofLoss: { LossParts(kind, $0, x, labels, reg).loss() }, knowing: facts, gradient)
    }
  }
}
