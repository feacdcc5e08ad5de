import ExercisePictures
import Exercises2
import Grading
import Solutions2

GradingProcess.main([
  Submission(
    Lesson2.scoresWithBiasTrick, Exercises2.scoresWithBiasTrick,
    solution: Solutions2.scoresWithBiasTrick, picture: Lesson2.scoresWithBiasTrickPicture),
  Submission(
    Lesson2.numericalGradient, { try Exercises2.numericalGradient(of: $0, at: $1, step: $2) },
    solution: { try Solutions2.numericalGradient(of: $0, at: $1, step: $2) },
    picture: Lesson2.numericalGradientPicture),
  Submission(
    Lesson2.svmLoss, Exercises2.svmLoss,
    solution: Solutions2.svmLoss, picture: Lesson2.svmLossPicture),
  Submission(
    Lesson2.svmGradient, Exercises2.svmGradient,
    solution: Solutions2.svmGradient, picture: Lesson2.svmGradientPicture),
  Submission(
    Lesson2.svmLossVectorized, Exercises2.svmLossVectorized,
    solution: Solutions2.svmLossVectorized, picture: Lesson2.svmLossVectorizedPicture),
  Submission(
    Lesson2.softmaxLoss, Exercises2.softmaxLoss,
    solution: Solutions2.softmaxLoss, picture: Lesson2.softmaxLossPicture),
  Submission(
    Lesson2.softmaxGradient, Exercises2.softmaxGradient,
    solution: Solutions2.softmaxGradient, picture: Lesson2.softmaxGradientPicture),
  Submission(
    Lesson2.softmaxLossVectorized, Exercises2.softmaxLossVectorized,
    solution: Solutions2.softmaxLossVectorized, picture: Lesson2.softmaxLossVectorizedPicture),
  Submission(
    Lesson2.binaryCrossEntropyLoss, Exercises2.binaryCrossEntropyLoss,
    solution: Solutions2.binaryCrossEntropyLoss, picture: Lesson2.binaryCrossEntropyLossPicture),
  Submission(
    Lesson2.penalties,
    Penalties(
      l2: Exercises2.l2Penalty, l1: Exercises2.l1Penalty, elasticNet: Exercises2.elasticNetPenalty),
    solution: Penalties(
      l2: Solutions2.l2Penalty, l1: Solutions2.l1Penalty, elasticNet: Solutions2.elasticNetPenalty),
    picture: Lesson2.penaltiesPicture),
  Submission(
    Lesson2.maxNorm, Exercises2.maxNormProjection, solution: Solutions2.maxNormProjection,
    picture: Lesson2.maxNormPicture),
  Submission(
    Lesson2.gradientDescent, Exercises2.gradientDescent, solution: Solutions2.gradientDescent,
    picture: Lesson2.gradientDescentPicture),
  Submission(
    Lesson2.colorHistogram, Exercises2.colorHistogram, solution: Solutions2.colorHistogram,
    picture: Lesson2.colorHistogramPicture),
  Submission(
    Lesson2.orientedGradients, Exercises2.orientedGradients, solution: Solutions2.orientedGradients,
    picture: Lesson2.orientedGradientsPicture),
])
