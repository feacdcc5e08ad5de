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
}
