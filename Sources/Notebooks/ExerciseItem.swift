/// One line of the list of exercises at the end of a lesson.
public struct ExerciseItem: Sendable, Equatable {
  /// How far the learner has come with an exercise.
  public enum Progress: Sendable, Equatable {
    /// Not begun.
    case unattempted
    /// Begun, and not right yet.
    case attempted
    /// Right.
    case passed
  }

  /// The number the learner types after `swift run grade`, such as `1.3`.
  public var number: String
  /// What is asked, in a few words.
  public var title: String
  /// From 1 (a few lines) to 3 (something to chew on).
  public var difficulty: Int
  /// The minutes to expect.
  public var minutes: Int
  /// Whether the exercise lies on the core path through the course.
  public var isCore: Bool
  /// How far the learner has come.
  public var progress: Progress

  /// Describes an exercise.
  ///
  /// - Parameters:
  ///   - number: The number that names it, such as `1.3`.
  ///   - title: What is asked, in a few words.
  ///   - difficulty: From 1 (a few lines) to 3 (something to chew on).
  ///   - minutes: The minutes to expect.
  ///   - isCore: Whether it lies on the core path through the course.
  ///   - progress: How far the learner has come.
  public init(
    number: String, title: String, difficulty: Int, minutes: Int, isCore: Bool = false,
    progress: Progress = .unattempted
  ) {
    self.number = number
    self.title = title
    self.difficulty = difficulty
    self.minutes = minutes
    self.isCore = isCore
    self.progress = progress
  }
}
