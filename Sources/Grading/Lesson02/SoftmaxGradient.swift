import Tensors

extension Lesson2 {
  /// 2.7: the gradient of the softmax loss, finite for any scores.
  public static let softmaxGradient = Exercise<ClassifierLossGradient>(
    ExerciseCard(
      "2.7", "The gradient of the softmax loss", file: "SoftmaxGradient",
      section: "Which way is down? The gradient, twice", difficulty: 2, minutes: 30, path: .core,
      hints: [
        "Lesson 2, \"Which way is down? The gradient, twice\", checks this gradient; \"How wrong is it? Two losses\" has the loss, L_i = ln Σ_k exp(s_k) - s_y.",
        "Differentiate with respect to s_j. The logarithm gives one over the sum, and of the sum only exp(s_j) depends on s_j: together exp(s_j) / Σ_k exp(s_k), "
          + "which is the probability p_j. The second part, -s_y, gives -1 if j is y and 0 otherwise. So dL_i/ds_j = p_j - [j = y].",
        "From scores to weights: s_j = Σ_p x_p · W[p, j], so that column j of W gets x times (p_j - [j = y]). The mean divides by N; "
          + "the derivative of reg · W² is 2 · reg · W.",
        "gradient = zeros in the shape of weights. For each picture i: shift its scores by their largest, take exp, divide by their sum: p. Subtract 1 from p at the label. "
          + "For each feature f and each class j: add X[i, f] times p[j] to the gradient at [f, j]. After the loops divide the gradient by N, and "
          + "only then add 2 · reg · weights.",
      ]),
    check: { check, gradient in
      for question in LossQuestion.softmax(check) {
        question.askGradient(check, .softmax) {
          try gradient(question.w, question.x, question.labels, question.reg)
        }
      }
    },
    mutants: mutants(.softmax, softmaxGradientSlips + commonGradientSlips))
}
