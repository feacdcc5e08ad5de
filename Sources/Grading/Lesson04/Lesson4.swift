/// The exercises of lesson 4, activation functions.
public enum Lesson4 {
  static let lesson = CourseLesson(
    number: 4, title: "Activation functions", folder: "04-activation-functions",
    exercises: [
      tanhAndReLU, leakyReLUAndELU, prelu, maxout, twoLayerLoss, twoLayerGradients, networkLoss,
      networkGradients,
    ])
}
