import Grading
import Tensors

/// 2.7: the gradient of the softmax loss, finite for any scores.
let softmaxGradient = Exercise<ClassifierLossGradient>(
  "2.7",
  check: { check, gradient in
    for question in LossQuestion.softmax(check) {
      question.askGradient(check, .softmax) {
        try gradient(question.w, question.x, question.labels, question.reg)
      }
    }
  },
  mutants: mutants(.softmax, softmaxGradientSlips + commonGradientSlips))
