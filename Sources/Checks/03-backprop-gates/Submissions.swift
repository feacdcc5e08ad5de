import Exercises3
import Grading
import Solutions3

/// The exercises of the lesson, each with the learner's answer and the solution.
let submissions: [Submission] = [
  Submission(
    twoInputGates,
    TwoInputGates(
      add: TwoInputGate(
        forward: Exercises3.addGate,
        backward: { try Exercises3.addGateBackward($0, x: $1, y: $2) }),
      multiply: TwoInputGate(
        forward: Exercises3.multiplyGate,
        backward: { try Exercises3.multiplyGateBackward($0, x: $1, y: $2) }),
      max: TwoInputGate(
        forward: Exercises3.maxGate,
        backward: { try Exercises3.maxGateBackward($0, x: $1, y: $2) })),
    solution: TwoInputGates(
      add: TwoInputGate(
        forward: Solutions3.addGate,
        backward: { try Solutions3.addGateBackward($0, x: $1, y: $2) }),
      multiply: TwoInputGate(
        forward: Solutions3.multiplyGate,
        backward: { try Solutions3.multiplyGateBackward($0, x: $1, y: $2) }),
      max: TwoInputGate(
        forward: Solutions3.maxGate,
        backward: { try Solutions3.maxGateBackward($0, x: $1, y: $2) })),
    picture: twoInputGatesPicture),
  Submission(
    sigmoidGate,
    ElementwiseGate(
      forward: Exercises3.sigmoidGate,
      backward: { try Exercises3.sigmoidGateBackward($0, input: $1, output: $2) }),
    solution: ElementwiseGate(
      forward: Solutions3.sigmoidGate,
      backward: { try Solutions3.sigmoidGateBackward($0, input: $1, output: $2) }),
    picture: sigmoidGatePicture),
  Submission(
    oneInputGates,
    OneInputGates(
      reciprocal: ElementwiseGate(
        forward: Exercises3.reciprocalGate,
        backward: { try Exercises3.reciprocalGateBackward($0, input: $1, output: $2) }),
      exp: ElementwiseGate(
        forward: Exercises3.expGate,
        backward: { try Exercises3.expGateBackward($0, input: $1, output: $2) }),
      log: ElementwiseGate(
        forward: Exercises3.logGate,
        backward: { try Exercises3.logGateBackward($0, input: $1, output: $2) })),
    solution: OneInputGates(
      reciprocal: ElementwiseGate(
        forward: Solutions3.reciprocalGate,
        backward: { try Solutions3.reciprocalGateBackward($0, input: $1, output: $2) }),
      exp: ElementwiseGate(
        forward: Solutions3.expGate,
        backward: { try Solutions3.expGateBackward($0, input: $1, output: $2) }),
      log: ElementwiseGate(
        forward: Solutions3.logGate,
        backward: { try Solutions3.logGateBackward($0, input: $1, output: $2) })),
    picture: oneInputGatesPicture),
  Submission(
    reverseTopologicalOrder, { try Exercises3.reverseTopologicalOrder(of: $0) },
    solution: { try Solutions3.reverseTopologicalOrder(of: $0) },
    picture: reverseTopologicalOrderPicture),
  Submission(
    graphBackward, { try Exercises3.backward(&$0, order: $1) },
    solution: { try Solutions3.backward(&$0, order: $1) }, picture: graphBackwardPicture),
  Submission(
    matrixMultiplyGate,
    TwoMatrixGate(
      forward: Exercises3.matrixMultiplyGate,
      backward: { try Exercises3.matrixMultiplyGateBackward($0, x: $1, w: $2) }),
    solution: TwoMatrixGate(
      forward: Solutions3.matrixMultiplyGate,
      backward: { try Solutions3.matrixMultiplyGateBackward($0, x: $1, w: $2) }),
    picture: matrixMultiplyGatePicture),
  Submission(
    biasGate,
    BiasGate(
      forward: { try Exercises3.biasGate($0, bias: $1) }, backward: Exercises3.biasGateBackward),
    solution: BiasGate(
      forward: { try Solutions3.biasGate($0, bias: $1) }, backward: Solutions3.biasGateBackward),
    picture: biasGatePicture),
  Submission(
    softmaxGate,
    SoftmaxGate(
      forward: Exercises3.softmaxGate,
      backward: { try Exercises3.softmaxGateBackward($0, output: $1) }),
    solution: SoftmaxGate(
      forward: Solutions3.softmaxGate,
      backward: { try Solutions3.softmaxGateBackward($0, output: $1) }),
    picture: softmaxGatePicture),
  Submission(
    affineGate,
    AffineGate(
      forward: { try Exercises3.affineGate($0, weights: $1, bias: $2) },
      backward: { try Exercises3.affineGateBackward($0, x: $1, weights: $2) }),
    solution: AffineGate(
      forward: { try Solutions3.affineGate($0, weights: $1, bias: $2) },
      backward: { try Solutions3.affineGateBackward($0, x: $1, weights: $2) }),
    picture: affineGatePicture),
]
