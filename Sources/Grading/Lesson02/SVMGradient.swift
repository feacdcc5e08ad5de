import Tensors

extension Lesson2 {
  /// 2.4: the gradient of the SVM loss, with loops.
  public static let svmGradient = Exercise<ClassifierLossGradient>(
    ExerciseCard(
      "2.4", "The gradient of the SVM loss", file: "SVMGradient",
      section: "Which way is down? The gradient, twice", difficulty: 2, minutes: 30, path: .core,
      hints: [
        "Lesson 2, \"Which way is down? The gradient, twice\", shows the derivative of the hinge loss with respect to the scores; what is "
          + "left is the way from the scores to W.",
        "One term: max(0, m) with m = s_j - s_y + 1. Where m < 0 it is 0, and so is its slope. Where m > 0 it is m itself, so that its slope "
          + "is +1 with respect to s_j and -1 with respect to s_y. At m = 0 take 0.",
        "From scores to weights: s_j = Σ_p x_p · W[p, j]. So the derivative of s_j with respect to column j of W is x, and with respect to any other column 0. "
          + "Together: a term with m > 0 adds x to column j and subtracts x from column y. A picture with three such terms subtracts x "
          + "from column y three times. The derivative of reg · W[p, j]² is 2 · reg · W[p, j].",
        "gradient = zeros in the shape of weights. For each picture i with label y, for each class j but y: margin = score of j less score of y plus 1. "
          + "If it is positive: for each feature p, add X[i, p] to the gradient at [p, j] and subtract it at [p, y]. After the loops divide the whole "
          + "gradient by N, and only then add 2 · reg · weights.",
      ]),
    check: { check, gradient in
      for question in LossQuestion.hinge(check) {
        question.askGradient(check, .hinge) {
          try gradient(question.w, question.x, question.labels, question.reg)
        }
      }
    },
    mutants: mutants(.hinge, hingeGradientSlips + commonGradientSlips))
}
