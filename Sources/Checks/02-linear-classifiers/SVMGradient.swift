import Grading

/// 2.4: the gradient of the SVM loss, with loops.
let svmGradient = Exercise<ClassifierLossGradient>(
  "2.4",
  check: { check, gradient in
    for question in LossQuestion.all(.hinge, check) {
      question.askGradient(check) { try question.ask(gradient) }
    }
  },
  mutants: (LossSlips.hinge + .common).gradientMutants(.hinge))
