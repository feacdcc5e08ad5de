// Written by `swift run grade join 3` from the stubs; a test compares.

import Exercises3
import Grading
import Solutions3

/// The exercises of the lesson, each with the learner's answer and the solution.
let submissions: [Submission] = [
  Submission(
    twoInputGates,
    (
      Exercises3.addGate,
      Exercises3.addGateBackward,
      Exercises3.multiplyGate,
      Exercises3.multiplyGateBackward,
      Exercises3.maxGate,
      Exercises3.maxGateBackward
    ),
    solution: (
      Solutions3.addGate,
      Solutions3.addGateBackward,
      Solutions3.multiplyGate,
      Solutions3.multiplyGateBackward,
      Solutions3.maxGate,
      Solutions3.maxGateBackward
    ),
    picture: twoInputGatesPicture),
  Submission(
    sigmoidGate,
    (Exercises3.sigmoidGate, Exercises3.sigmoidGateBackward),
    solution: (Solutions3.sigmoidGate, Solutions3.sigmoidGateBackward),
    picture: sigmoidGatePicture),
  Submission(
    oneInputGates,
    (
      Exercises3.reciprocalGate,
      Exercises3.reciprocalGateBackward,
      Exercises3.expGate,
      Exercises3.expGateBackward,
      Exercises3.logGate,
      Exercises3.logGateBackward
    ),
    solution: (
      Solutions3.reciprocalGate,
      Solutions3.reciprocalGateBackward,
      Solutions3.expGate,
      Solutions3.expGateBackward,
      Solutions3.logGate,
      Solutions3.logGateBackward
    ),
    picture: oneInputGatesPicture),
  Submission(
    reverseTopologicalOrder,
    Exercises3.reverseTopologicalOrder,
    solution: Solutions3.reverseTopologicalOrder,
    picture: reverseTopologicalOrderPicture),
  Submission(
    graphBackward,
    Exercises3.backward,
    solution: Solutions3.backward,
    picture: graphBackwardPicture),
  Submission(
    matrixMultiplyGate,
    (Exercises3.matrixMultiplyGate, Exercises3.matrixMultiplyGateBackward),
    solution: (Solutions3.matrixMultiplyGate, Solutions3.matrixMultiplyGateBackward),
    picture: matrixMultiplyGatePicture),
  Submission(
    biasGate,
    (Exercises3.biasGate, Exercises3.biasGateBackward),
    solution: (Solutions3.biasGate, Solutions3.biasGateBackward),
    picture: biasGatePicture),
  Submission(
    softmaxGate,
    (Exercises3.softmaxGate, Exercises3.softmaxGateBackward),
    solution: (Solutions3.softmaxGate, Solutions3.softmaxGateBackward),
    picture: softmaxGatePicture),
  Submission(
    affineGate,
    (Exercises3.affineGate, Exercises3.affineGateBackward),
    solution: (Solutions3.affineGate, Solutions3.affineGateBackward),
    picture: affineGatePicture),
]
