import Grading
import Tensors

/// 2.4: the gradient of the SVM loss, with loops.
let svmGradient = Exercise<ClassifierLossGradient>(
  "2.4",
  check: { check, gradient in
    for question in LossQuestion.hinge(check) {
      question.askGradient(check, .hinge) {
        try gradient(question.w, question.x, question.labels, question.reg)
      }
    }
  },
  mutants: mutants(.hinge, hingeGradientSlips + commonGradientSlips))
