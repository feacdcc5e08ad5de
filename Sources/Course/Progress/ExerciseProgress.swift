/// What is remembered of one exercise.
package struct ExerciseProgress: Codable, Equatable, Sendable {
  /// The exercise's title, so that a reader of the file knows what it is about.
  package var title = ""
  /// The last report.
  package var report: Report?
  /// The build that the report is about.
  package var build: String?
  /// Whether the answer has ever been right.
  package var hasPassed = false
  /// Whether the solution was shown before that.
  package var gaveUp = false
  /// How many hints have been shown, 0 or more.
  package var hintsShown = 0

  /// Nothing yet.
  package init() {}

  /// How far the learner has come.
  package var stage: Stage {
    if hasPassed { return .passed }
    guard let report, report.verdict != .unattempted else { return .unattempted }
    return .attempted
  }

  /// How far a learner has come with an exercise.
  package enum Stage: Sendable, Equatable {
    /// Not begun.
    case unattempted
    /// Begun, and not right yet.
    case attempted
    /// Right.
    case passed
  }
}
