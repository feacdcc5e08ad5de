// Written by `swift run grade join 4` from the stubs; a test compares.

import Exercises4
import Grading
import Solutions4

/// The exercises of the lesson, each with the learner's answer and the solution.
let submissions: [Submission] = [
  Submission(
    tanhAndReLU,
    (
      Exercises4.tanhForward,
      Exercises4.tanhBackward,
      Exercises4.reluForward,
      Exercises4.reluBackward
    ),
    solution: (
      Solutions4.tanhForward,
      Solutions4.tanhBackward,
      Solutions4.reluForward,
      Solutions4.reluBackward
    ),
    picture: tanhAndReLUPicture),
  Submission(
    leakyReLUAndELU,
    (
      Exercises4.leakyReLUForward,
      Exercises4.leakyReLUBackward,
      Exercises4.eluForward,
      Exercises4.eluBackward
    ),
    solution: (
      Solutions4.leakyReLUForward,
      Solutions4.leakyReLUBackward,
      Solutions4.eluForward,
      Solutions4.eluBackward
    ),
    picture: leakyReLUAndELUPicture),
  Submission(
    pReLU,
    (Exercises4.preluForward, Exercises4.preluBackward),
    solution: (Solutions4.preluForward, Solutions4.preluBackward),
    picture: pReLUPicture),
  Submission(
    maxout,
    (Exercises4.maxoutForward, Exercises4.maxoutBackward),
    solution: (Solutions4.maxoutForward, Solutions4.maxoutBackward),
    picture: maxoutPicture),
  Submission(
    twoLayerLoss,
    Exercises4.twoLayerLoss,
    solution: Solutions4.twoLayerLoss,
    picture: twoLayerLossPicture),
  Submission(
    twoLayerGradients,
    Exercises4.twoLayerGradients,
    solution: Solutions4.twoLayerGradients,
    picture: twoLayerGradientsPicture),
  Submission(
    networkLoss,
    Exercises4.networkLoss,
    solution: Solutions4.networkLoss,
    picture: networkLossPicture),
  Submission(
    networkGradients,
    Exercises4.networkGradients,
    solution: Solutions4.networkGradients,
    picture: networkGradientsPicture),
]
