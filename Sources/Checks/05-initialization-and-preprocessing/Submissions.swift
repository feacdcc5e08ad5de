// Written by `swift run grade join 5` from the stubs; a test compares.

import Exercises5
import Grading
import Solutions5

/// The exercises of the lesson, each with the learner's answer and the solution.
let submissions: [Submission] = [
  Submission(
    centering,
    Exercises5.centered,
    solution: Solutions5.centered,
    picture: centeringPicture),
  Submission(
    normalizing,
    Exercises5.normalized,
    solution: Solutions5.normalized,
    picture: normalizingPicture),
  Submission(
    principalComponents,
    Exercises5.principalComponents,
    solution: Solutions5.principalComponents,
    picture: principalComponentsPicture),
  Submission(
    whitening,
    Exercises5.whitened,
    solution: Solutions5.whitened,
    picture: whiteningPicture),
  Submission(
    xavierWeights,
    Exercises5.xavierWeights,
    solution: Solutions5.xavierWeights,
    picture: xavierWeightsPicture),
  Submission(
    heWeights,
    Exercises5.heWeights,
    solution: Solutions5.heWeights,
    picture: heWeightsPicture),
  Submission(
    fans,
    Exercises5.fans,
    solution: Solutions5.fans),
]
