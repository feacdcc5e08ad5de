/// The exercises of lesson 2, linear classifiers.
public enum Lesson2 {
  static let lesson = CourseLesson(
    number: 2, title: "Linear classifiers", folder: "02-linear-classifiers",
    exercises: [
      scoresWithBiasTrick, numericalGradient, svmLoss, svmGradient, svmLossVectorized, softmaxLoss,
      softmaxGradient,
      softmaxLossVectorized,
      binaryCrossEntropyLoss,
      penalties,
      maxNorm,
      gradientDescent,
      colorHistogram,
      orientedGradients,
    ])
}
