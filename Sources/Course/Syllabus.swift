/// A lesson, as far as its exercises go.
package struct CourseLesson: Sendable {
  /// The number of the lesson.
  package let number: Int
  /// Its title.
  package let title: String
  /// The name of its folder in `Lessons`, `Exercises`, `Exercises/Solutions` and `Sources/Checks`.
  package let folder: String
  /// Its exercises, in order.
  package let cards: [ExerciseCard]

  /// The executable that grades its exercises.
  package var grader: String { "grade-lesson-\(number)" }

  /// The file that an exercise of this lesson is written in, relative to the package.
  package func file(of card: ExerciseCard) -> String { "Exercises/\(folder)/\(card.file).swift" }

  /// The file with the solution of an exercise of this lesson, relative to the package.
  package func solution(of card: ExerciseCard) -> String {
    "Exercises/Solutions/\(folder)/\(card.file).swift"
  }
}

/// The whole course: every lesson that has exercises.
package enum Syllabus {
  /// The lessons in order.
  package static let lessons: [CourseLesson] = [
    .lesson0, .lesson1, .lesson2, .lesson3, .lesson4, .lesson5,
  ]

  /// The lesson with this number, if it has exercises.
  package static func lesson(_ number: Int) -> CourseLesson? {
    lessons.first { $0.number == number }
  }

  /// The exercise with this number, and its lesson.
  package static func exercise(
    _ number: ExerciseNumber
  ) -> (lesson: CourseLesson, card: ExerciseCard)? {
    guard let lesson = lesson(number.lesson),
      let card = lesson.cards.first(where: { $0.number == number })
    else { return nil }
    return (lesson, card)
  }

  /// Every exercise in the order of the course.
  package static var cards: [ExerciseCard] { lessons.flatMap(\.cards) }
}
