import Grading
import Tensors

/// 2.3: the multiclass SVM loss, with loops.
let svmLoss = Exercise<ClassifierLoss>(
  "2.3",
  check: { check, loss in
    for question in LossQuestion.hinge(check) {
      question.askLoss(check, .hinge) {
        try loss(question.w, question.x, question.labels, question.reg)
      }
    }
  },
  mutants: mutants(.hinge, hingeLossSlips + commonLossSlips))
