import Grading
import Tensors

/// 2.5: SVM loss and gradient for a whole batch at once.
let svmLossVectorized = Exercise<ClassifierLossAndGradient>(
  "2.5",
  check: { check, both in
    for question in LossQuestion.hinge(check) {
      question.askLoss(check, .hinge) {
        try both(question.w, question.x, question.labels, question.reg).loss
      }
      question.askGradient(check, .hinge) {
        try both(question.w, question.x, question.labels, question.reg).gradient
      }
    }
    checkEffort(check, both)
  },
  mutants: vectorizedMutants
    + mutants(
      .hinge, losses: hingeLossSlips + commonLossSlips,
      gradients: hingeGradientSlips + commonGradientSlips))

/// Loops over all scores and features in unoptimised code take many times as long as two products.
private func checkEffort(_ check: Check, _ both: ClassifierLossAndGradient) {
  guard check.isAlone else { return }
  let (n, d, c) = (500, 300, 10)
  let (wide, narrow) = (check.normal([d, c]), check.normal([1, c]))
  let (pictures, points) = (check.normal([n, d]), check.normal([n, 1]))
  let labels = check.labels(n, below: c)
  // The same number of scores from many features and from one: two products hardly notice.
  guard let long = check.seconds(of: { _ = try? both(wide, pictures, labels, 0) }), long > 0.04,
    let short = check.seconds(of: { _ = try? both(narrow, points, labels, 0) }),
    long > 8 * short
  else { return }
  check.require(
    "gradient", "effort.loops",
    "The numbers are right, but it goes through all features of every picture in a loop: \(format(long)) s for 500 pictures of 300 features, and "
      + "\(format(short)) s for 500 of 1 feature. Leave that to two matrix products, X·W and Xᵀ·dS.",
    false)
}

/// The mistakes that can be made only with whole arrays.
private let vectorizedMutants: [Mutant<ClassifierLossAndGradient>] = [
  Mutant(
    "own-score-zeroed",
    "The score of the label is set to 0 before the margins are taken. Take the margins first, then set the margin of the label to 0."
  ) { w, x, labels, reg in
    let parts = LossParts(.hinge, w, x, labels, reg)
    func margin(_ i: Int, _ k: Int) -> Double {
      k == labels[i] ? 0 : max(0, parts.scores[i, k] + 1)
    }
    let loss = parts.loss { i in (0..<parts.c).reduce(0) { $0 + margin(i, $1) } }
    let gradient = parts.gradient { i, k in
      k == labels[i]
        ? -Double((0..<parts.c).count { margin(i, $0) > 0 }) : margin(i, k) > 0 ? 1 : 0
    }
    return (loss, gradient)
  },
  Mutant(
    "label-column",
    "The margins are set to 0 in whole columns, for all pictures: [i, labels[i]] is one entry a row."
  ) { w, x, labels, reg in
    let parts = LossParts(.hinge, w, x, labels, reg)
    let loss = parts.loss { i in
      (0..<parts.c).reduce(0) {
        $0 + (labels.contains($1) ? 0 : max(0, parts.excess(i, $1)))
      }
    }
    let gradient = parts.gradient { i, k in
      if k == labels[i] {
        return -Double((0..<parts.c).count { !labels.contains($0) && parts.excess(i, $0) > 0 })
      }
      return labels.contains(k) || parts.excess(i, k) <= 0 ? 0 : 1
    }
    return (loss, gradient)
  },
  // The ones of a row are counted with the one at the label among them.
  Mutant("counted-after-own", expecting: "gradient-own-class") { w, x, labels, reg in
    let parts = LossParts(.hinge, w, x, labels, reg)
    return (
      parts.loss(data: parts.mean + 1),
      parts.gradient { i, k in parts.dS[i, k] - (k == labels[i] ? 1 : 0) }
    )
  },
  Mutant("loops", expecting: "effort.loops") { w, x, labels, reg in
    let parts = LossParts(.hinge, w, x, labels, reg)
    var waste = 0.0
    for i in 0..<x.rowCount {
      for p in 0..<x.rowSize {
        for k in 0..<parts.c {
          var product = abs(x[i, p] * w[p, k])
          for _ in 0..<16 { product = (product * product).squareRoot() }
          waste += product
        }
      }
    }
    return (parts.loss() + (waste < 0 ? 1 : 0), parts.gradient())
  },
]
