import Tensors

/// Which way through the course an exercise belongs to.
public enum CoursePath: String, Sendable, Codable {
  /// The short way, some 45 exercises long.
  case core
  /// The whole course.
  case full
  /// For those who want more.
  case further
}

/// What the learner is told about an exercise: its name, where it stands, what it takes, and its hints.
public struct ExerciseCard: Sendable {
  /// Its number in the course.
  public let number: ExerciseNumber
  /// Its title.
  public let title: String
  /// The name of the file that holds the learner's answer, without folder and `.swift`.
  public let file: String
  /// The title of the section of the lesson that it rests on; nil where there is no lesson yet.
  public let section: String?
  /// How hard it is, from 1 to 3.
  public let difficulty: Int
  /// The minutes that it takes.
  public let minutes: Int
  /// The way through the course that it belongs to.
  public let path: CoursePath
  /// What helps, one after the other: where to look, the formula, the steps; never the code.
  public let hints: [String]

  /// Describes an exercise.
  ///
  /// - Parameters:
  ///   - number: its number, such as `"2.4"`.
  ///   - title: its title.
  ///   - file: the name of its file, without folder and `.swift`.
  ///   - section: the title of the section of the lesson that it rests on.
  ///   - difficulty: 1 to 3.
  ///   - minutes: the minutes that it takes.
  ///   - path: the way through the course that it belongs to.
  ///   - hints: at least two: the place in the lesson, the formula or derivation, the steps in words.
  /// - Precondition: `number` is a number such as `2.4`.
  public init(
    _ number: String, _ title: String, file: String, section: String?, difficulty: Int,
    minutes: Int, path: CoursePath = .full, hints: [String]
  ) {
    guard let parsed = ExerciseNumber(number) else {
      preconditionFailure("exercise: expected a number such as 2.4, got \(number)")
    }
    self.number = parsed
    self.title = title
    self.file = file
    self.section = section
    self.difficulty = difficulty
    self.minutes = minutes
    self.path = path
    self.hints = hints
  }
}
