import Grading

/// 2.8: softmax loss and gradient for a whole batch at once.
let softmaxLossVectorized = Exercise<ClassifierLossAndGradient>(
  "2.8", check: { checkVectorized(.softmax, $0, $1) },
  mutants: (LossSlips.softmax + .common).mutants(.softmax) + [loopingMutant(.softmax)])
