import Grading
import Tensors

/// 2.6: the softmax loss, finite for any scores.
let softmaxLoss = Exercise<ClassifierLoss>(
  "2.6",
  check: { check, loss in
    for question in LossQuestion.softmax(check) {
      question.askLoss(check, .softmax) {
        try loss(question.w, question.x, question.labels, question.reg)
      }
    }
  },
  mutants: mutants(.softmax, softmaxLossSlips + commonLossSlips))
