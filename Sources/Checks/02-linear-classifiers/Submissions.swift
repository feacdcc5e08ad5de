import Exercises2
import Grading
import Solutions2

/// The exercises of the lesson, each with the learner's answer and the solution.
let submissions: [Submission] = [
  Submission(
    scoresWithBiasTrick, Exercises2.scoresWithBiasTrick,
    solution: Solutions2.scoresWithBiasTrick, picture: scoresWithBiasTrickPicture),
  Submission(
    numericalGradient, { try Exercises2.numericalGradient(of: $0, at: $1, step: $2) },
    solution: { try Solutions2.numericalGradient(of: $0, at: $1, step: $2) },
    picture: numericalGradientPicture),
  Submission(
    svmLoss, Exercises2.svmLoss,
    solution: Solutions2.svmLoss, picture: svmLossPicture),
  Submission(
    svmGradient, Exercises2.svmGradient,
    solution: Solutions2.svmGradient, picture: svmGradientPicture),
  Submission(
    svmLossVectorized, Exercises2.svmLossVectorized,
    solution: Solutions2.svmLossVectorized, picture: svmLossVectorizedPicture),
  Submission(
    softmaxLoss, Exercises2.softmaxLoss,
    solution: Solutions2.softmaxLoss, picture: softmaxLossPicture),
  Submission(
    softmaxGradient, Exercises2.softmaxGradient,
    solution: Solutions2.softmaxGradient, picture: softmaxGradientPicture),
  Submission(
    softmaxLossVectorized, Exercises2.softmaxLossVectorized,
    solution: Solutions2.softmaxLossVectorized, picture: softmaxLossVectorizedPicture),
  Submission(
    binaryCrossEntropyLoss, Exercises2.binaryCrossEntropyLoss,
    solution: Solutions2.binaryCrossEntropyLoss, picture: binaryCrossEntropyLossPicture),
  Submission(
    penalties,
    Penalties(
      l2: Exercises2.l2Penalty, l1: Exercises2.l1Penalty, elasticNet: Exercises2.elasticNetPenalty),
    solution: Penalties(
      l2: Solutions2.l2Penalty, l1: Solutions2.l1Penalty, elasticNet: Solutions2.elasticNetPenalty),
    picture: penaltiesPicture),
  Submission(
    maxNorm, Exercises2.maxNormProjection, solution: Solutions2.maxNormProjection,
    picture: maxNormPicture),
  Submission(
    gradientDescent, Exercises2.gradientDescent, solution: Solutions2.gradientDescent,
    picture: gradientDescentPicture),
  Submission(
    colorHistogram, Exercises2.colorHistogram, solution: Solutions2.colorHistogram,
    picture: colorHistogramPicture),
  Submission(
    orientedGradients, Exercises2.orientedGradients, solution: Solutions2.orientedGradients,
    picture: orientedGradientsPicture),
]
