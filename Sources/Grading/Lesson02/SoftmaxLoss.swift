import Tensors

extension Lesson2 {
  /// 2.6: the softmax loss, finite for any scores.
  public static let softmaxLoss = Exercise<ClassifierLoss>(
    ExerciseCard(
      "2.6", "Softmax loss, stable", file: "SoftmaxLoss", section: "How wrong is it? Two losses",
      difficulty: 2, minutes: 20, path: .core,
      hints: [
        "Lesson 2, \"How wrong is it? Two losses\", has the softmax loss, and shows where the formula as written fails.",
        "-ln(exp(s_y) / Σ_j exp(s_j)) = ln Σ_j exp(s_j) - s_y. A constant added to all scores of a row changes nothing, so let m be "
          + "the largest and replace each s_j by s_j - m: no exponential is above 1, and the sum is at least 1. The "
          + "logarithm of the sum, less the shifted score of the label, is finite for all scores.",
        "Scores: matmul of pictures and weights. total = 0. For each picture i: m = the largest score of the row; sum = 0; for each class j "
          + "add exp of (score j less m) to sum; add log of sum, less (the label's score less m), to total. Divide total by N. "
          + "Add reg times the sum of the squares of weights. exp and log of a number come with Foundation, which the "
          + "file imports; a row as a tensor has exp() as well.",
      ]),
    check: { check, loss in
      for question in LossQuestion.softmax(check) {
        question.askLoss(check, .softmax) {
          try loss(question.w, question.x, question.labels, question.reg)
        }
      }
    },
    mutants: mutants(.softmax, softmaxLossSlips + commonLossSlips))

  /// 2.7: its gradient.
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
