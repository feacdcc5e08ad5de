import Tensors

extension Lesson2 {
  /// 2.3: the multiclass SVM loss, with loops.
  public static let svmLoss = Exercise<ClassifierLoss>(
    ExerciseCard(
      "2.3", "SVM loss, loops", file: "SVMLoss", section: "How wrong is it? Two losses",
      difficulty: 1, minutes: 15, path: .core,
      hints: [
        "Lesson 2, \"How wrong is it? Two losses\", has the hinge loss and works it out for a cat, a car and a frog.",
        "With s = row i of X·W and y = labels[i]: L_i = Σ over j ≠ y of max(0, s_j - s_y + 1). The loss is the mean of all L_i, "
          + "and after that reg times the sum of the squares of all weights is added, once.",
        "Scores: matmul of pictures and weights. total = 0. For each picture i, for each class j: skip j if it is the label; "
          + "margin = score of j less score of the label plus 1; if it is positive, add it to total. Divide total by the number of "
          + "pictures. Add reg times the sum of weights times weights. Return that.",
      ]),
    check: { check, loss in
      for question in LossQuestion.hinge(check) {
        question.askLoss(check, .hinge) {
          try loss(question.w, question.x, question.labels, question.reg)
        }
      }
    },
    mutants: mutants(.hinge, hingeLossSlips + commonLossSlips))
}
