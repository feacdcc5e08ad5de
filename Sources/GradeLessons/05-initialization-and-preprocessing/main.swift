import ExercisePictures
import Exercises5
import Grading
import Solutions5

GradingProcess.main([
  Submission(
    Lesson5.centering, { try Exercises5.centered(train: $0, test: $1) },
    solution: { try Solutions5.centered(train: $0, test: $1) }, picture: Lesson5.centeringPicture),
  Submission(
    Lesson5.normalizing, { try Exercises5.normalized(train: $0, test: $1) },
    solution: { try Solutions5.normalized(train: $0, test: $1) },
    picture: Lesson5.normalizingPicture),
  Submission(
    Lesson5.principalComponents, { try Exercises5.principalComponents(of: $0, count: $1) },
    solution: { try Solutions5.principalComponents(of: $0, count: $1) },
    picture: Lesson5.principalComponentsPicture),
  Submission(
    Lesson5.whitening, { try Exercises5.whitened(train: $0, test: $1, epsilon: $2) },
    solution: { try Solutions5.whitened(train: $0, test: $1, epsilon: $2) },
    picture: Lesson5.whiteningPicture),
  Submission(
    Lesson5.xavierWeights, { try Exercises5.xavierWeights(fanIn: $0, fanOut: $1, using: &$2) },
    solution: { try Solutions5.xavierWeights(fanIn: $0, fanOut: $1, using: &$2) },
    picture: Lesson5.xavierWeightsPicture),
  Submission(
    Lesson5.heWeights, { try Exercises5.heWeights(shape: $0, fanIn: $1, using: &$2) },
    solution: { try Solutions5.heWeights(shape: $0, fanIn: $1, using: &$2) },
    picture: Lesson5.heWeightsPicture),
  Submission(
    Lesson5.fans, Exercises5.fans, solution: Solutions5.fans),
])
