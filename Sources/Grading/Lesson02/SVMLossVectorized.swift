import Tensors

extension Lesson2 {
  /// 2.5: SVM loss and gradient for a whole batch at once.
  public static let svmLossVectorized = Exercise<ClassifierLossAndGradient>(
    ExerciseCard(
      "2.5", "SVM loss and gradient, vectorised", file: "SVMLossVectorized",
      section: "Which way is down? The gradient, twice", difficulty: 2, minutes: 25,
      hints: [
        "Lesson 2, \"How wrong is it? Two losses\" and \"Which way is down? The gradient, twice\". Your 2.3 and 2.4 give the same "
          + "numbers, so that you can compare.",
        "Take all margins at once: M = max(0, S - s + 1), where S = X·W is [N, C] and s, of shape [N, 1], holds the score of each label. "
          + "Set M to 0 at the labels. The loss of the data is the sum of M over N. With respect to S the derivative is 1 "
          + "where M > 0, and at the label minus the number of ones in its row. From S = X·W: the gradient is Xᵀ·dS.",
        "scores: matmul of pictures and weights. own: zeros [N, 1]; over the labels, put the label's score there. margins: maximum of (scores - own + 1) and 0. "
          + "Over the labels, set the margin of the label to 0. dS: map the margins, 1 if above 0, else 0. counts: the sum of dS over axis 1. "
          + "Over the labels, set dS at the label to minus the count. loss: sum of margins over N, plus reg times the sum of squares. gradient: "
          + "matmul of pictures and dS with transposeA: true, over N, plus 2 · reg · weights.",
      ]),
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
  private static func checkEffort(_ check: Check, _ both: ClassifierLossAndGradient) {
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
