import Exercises5
import Grading
import Solutions5

/// The exercises of the lesson, each with the learner's answer and the solution.
let submissions: [Submission] = [
  Submission(
    centering, { try Exercises5.centered(train: $0, test: $1) },
    solution: { try Solutions5.centered(train: $0, test: $1) }, picture: centeringPicture),
  Submission(
    normalizing, { try Exercises5.normalized(train: $0, test: $1) },
    solution: { try Solutions5.normalized(train: $0, test: $1) },
    picture: normalizingPicture),
  Submission(
    principalComponents, { try Exercises5.principalComponents(of: $0, count: $1) },
    solution: { try Solutions5.principalComponents(of: $0, count: $1) },
    picture: principalComponentsPicture),
  Submission(
    whitening, { try Exercises5.whitened(train: $0, test: $1, epsilon: $2) },
    solution: { try Solutions5.whitened(train: $0, test: $1, epsilon: $2) },
    picture: whiteningPicture),
  Submission(
    xavierWeights, { try Exercises5.xavierWeights(fanIn: $0, fanOut: $1, using: &$2) },
    solution: { try Solutions5.xavierWeights(fanIn: $0, fanOut: $1, using: &$2) },
    picture: xavierWeightsPicture),
  Submission(
    heWeights, { try Exercises5.heWeights(shape: $0, fanIn: $1, using: &$2) },
    solution: { try Solutions5.heWeights(shape: $0, fanIn: $1, using: &$2) },
    picture: heWeightsPicture),
  Submission(
    fans, Exercises5.fans, solution: Solutions5.fans),
]
