// Written by `swift run grade join 2` from the stubs; a test compares.

import Exercises2
import Grading
import Solutions2

/// The exercises of the lesson, each with the learner's answer and the solution.
let submissions: [Submission] = [
  Submission(
    scoresWithBiasTrick,
    Exercises2.scoresWithBiasTrick,
    solution: Solutions2.scoresWithBiasTrick,
    picture: scoresWithBiasTrickPicture),
  Submission(
    numericalGradient,
    Exercises2.numericalGradient,
    solution: Solutions2.numericalGradient,
    picture: numericalGradientPicture),
  Submission(
    svmLoss,
    Exercises2.svmLoss,
    solution: Solutions2.svmLoss,
    picture: svmLossPicture),
  Submission(
    svmGradient,
    Exercises2.svmGradient,
    solution: Solutions2.svmGradient,
    picture: svmGradientPicture),
  Submission(
    svmLossVectorized,
    Exercises2.svmLossVectorized,
    solution: Solutions2.svmLossVectorized,
    picture: svmLossVectorizedPicture),
  Submission(
    softmaxLoss,
    Exercises2.softmaxLoss,
    solution: Solutions2.softmaxLoss,
    picture: softmaxLossPicture),
  Submission(
    softmaxGradient,
    Exercises2.softmaxGradient,
    solution: Solutions2.softmaxGradient,
    picture: softmaxGradientPicture),
  Submission(
    softmaxLossVectorized,
    Exercises2.softmaxLossVectorized,
    solution: Solutions2.softmaxLossVectorized,
    picture: softmaxLossVectorizedPicture),
  Submission(
    binaryCrossEntropyLoss,
    Exercises2.binaryCrossEntropyLoss,
    solution: Solutions2.binaryCrossEntropyLoss,
    picture: binaryCrossEntropyLossPicture),
  Submission(
    penalties,
    (Exercises2.l2Penalty, Exercises2.l1Penalty, Exercises2.elasticNetPenalty),
    solution: (Solutions2.l2Penalty, Solutions2.l1Penalty, Solutions2.elasticNetPenalty),
    picture: penaltiesPicture),
  Submission(
    maxNorm,
    Exercises2.maxNormProjection,
    solution: Solutions2.maxNormProjection,
    picture: maxNormPicture),
  Submission(
    gradientDescent,
    Exercises2.gradientDescent,
    solution: Solutions2.gradientDescent,
    picture: gradientDescentPicture),
  Submission(
    colorHistogram,
    Exercises2.colorHistogram,
    solution: Solutions2.colorHistogram,
    picture: colorHistogramPicture),
  Submission(
    orientedGradients,
    Exercises2.orientedGradients,
    solution: Solutions2.orientedGradients,
    picture: orientedGradientsPicture),
]
