import Grading

/// 2.5: SVM loss and gradient for a whole batch at once.
let svmLossVectorized = Exercise<ClassifierLossAndGradient>(
  "2.5", check: { checkVectorized(.hinge, $0, $1) },
  mutants: (LossSlips.hinge + .common).mutants(.hinge) + [loopingMutant(.hinge)])
