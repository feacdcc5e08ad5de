import Grading

/// 2.6: the softmax loss, finite for any scores.
let softmaxLoss = Exercise<ClassifierLoss>(
  "2.6",
  check: { check, loss in
    for question in LossQuestion.all(.softmax, check) {
      question.askLoss(check) { try question.ask(loss) }
    }
  },
  mutants: (LossSlips.softmax + .common).lossMutants(.softmax))
