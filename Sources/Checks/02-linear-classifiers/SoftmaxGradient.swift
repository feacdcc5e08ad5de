import Grading

/// 2.7: the gradient of the softmax loss, finite for any scores.
let softmaxGradient = Exercise<ClassifierLossGradient>(
  "2.7",
  check: { check, gradient in
    for question in LossQuestion.all(.softmax, check) {
      question.askGradient(check) { try question.ask(gradient) }
    }
  },
  mutants: (LossSlips.softmax + .common).gradientMutants(.softmax))
