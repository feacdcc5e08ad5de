/// A lesson, as far as its exercises go.
public struct CourseLesson: Sendable {
  /// The number of the lesson.
  public let number: Int
  /// Its title.
  public let title: String
  /// The folder below `Exercises/` and `Lessons/` that holds it.
  public let folder: String
  /// Its exercises, in order.
  public let exercises: [any AnyExercise]

  /// The executable that grades its exercises.
  public var grader: String { "grade-lesson-\(number)" }

  /// The file that an exercise of this lesson is written in, relative to the package.
  public func file(of card: ExerciseCard) -> String { "Exercises/\(folder)/\(card.file).swift" }

  /// The file with the solution of an exercise of this lesson, relative to the package.
  public func solution(of card: ExerciseCard) -> String {
    "Exercises/Solutions/\(folder)/\(card.file).swift"
  }
}

/// The whole course: every lesson that has exercises.
public enum Course {
  /// The lessons in order.
  public static let lessons: [CourseLesson] = [
    Lesson0.lesson, Lesson1.lesson, Lesson2.lesson, Lesson3.lesson, Lesson4.lesson,
    Lesson5.lesson,
  ]

  /// The lesson with this number, if it has exercises.
  public static func lesson(_ number: Int) -> CourseLesson? {
    lessons.first { $0.number == number }
  }

  /// The exercise with this number, and its lesson.
  public static func exercise(
    _ number: ExerciseNumber
  ) -> (lesson: CourseLesson, exercise: any AnyExercise)? {
    guard let lesson = lesson(number.lesson),
      let exercise = lesson.exercises.first(where: { $0.card.number == number })
    else { return nil }
    return (lesson, exercise)
  }

  /// Every exercise in the order of the course.
  public static var cards: [ExerciseCard] { lessons.flatMap { $0.exercises.map(\.card) } }
}
