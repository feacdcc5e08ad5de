import Course

/// One line of the list of exercises at the end of a lesson.
struct ExerciseItem: Sendable, Equatable {
  /// The number the learner types after `swift run grade`, such as `1.3`.
  var number: String
  /// What is asked, in a few words.
  var title: String
  /// From 1 (a few lines) to 3 (something to chew on).
  var difficulty: Int
  /// The minutes to expect.
  var minutes: Int
  /// Whether the exercise lies on the core path through the course.
  var isCore = false
  /// How far the learner has come.
  var progress = ExerciseProgress.Stage.unattempted
}

extension ExerciseItem {
  /// The line of an exercise of the course.
  init(_ card: ExerciseCard, _ progress: ExerciseProgress.Stage) {
    self.init(
      number: card.number.description, title: card.title, difficulty: card.difficulty,
      minutes: card.minutes, isCore: card.path == .core, progress: progress)
  }
}
