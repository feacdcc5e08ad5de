import Grading

/// 2.3: the multiclass SVM loss, with loops.
let svmLoss = Exercise<ClassifierLoss>(
  "2.3",
  check: { check, loss in
    for question in LossQuestion.all(.hinge, check) {
      question.askLoss(check) { try question.ask(loss) }
    }
  },
  mutants: (LossSlips.hinge + .common).lossMutants(.hinge))
