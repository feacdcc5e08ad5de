/// The exercises of lesson 5, initialisation and preprocessing.
public enum Lesson5 {
  static let lesson = CourseLesson(
    number: 5, title: "Initialisation and preprocessing",
    folder: "05-initialization-and-preprocessing",
    exercises: [
      centering, normalizing, principalComponents, whitening, xavierWeights, heWeights, fans,
    ])
}
