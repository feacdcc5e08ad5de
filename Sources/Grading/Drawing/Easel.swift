import Course
import Tensors

/// What a picture is drawn from beside the answer that it belongs to: the data that were asked for, and the answers to other
/// exercises of the lesson.
package final class Easel {
  /// What was asked for.
  package let request: DrawingRequest
  private let submissions: [Submission]
  private(set) var asked: Set<ExerciseNumber> = []

  init(_ request: DrawingRequest, submissions: [Submission]) {
    self.request = request
    self.submissions = submissions
  }

  /// The learner's answer to another exercise of the lesson if it is known to be right, else the course's.
  ///
  /// - Parameter exercise: the exercise.
  /// - Precondition: it is an exercise of the same lesson.
  package subscript<Answer>(_ exercise: Exercise<Answer>) -> Answer {
    let number = exercise.card.number
    guard let answers = answers(to: exercise) else {
      preconditionFailure("picture: expected an exercise of the same lesson, got \(number)")
    }
    asked.insert(number)
    return request.right.contains(number) ? answers.learner : answers.solution
  }

  private func answers<Answer>(to exercise: Exercise<Answer>) -> Answers<Answer>? {
    submissions.first { $0.exercise.card.number == exercise.card.number }?.answers
      as? Answers<Answer>
  }
}

/// How a picture is to be drawn.
package struct DrawingRequest: Codable, Sendable {
  /// Whose answer draws: the learner's, or the course's.
  package enum Painter: String, Codable, Sendable {
    /// The learner.
    case learner
    /// The course.
    case solution
  }

  /// Whose answer draws.
  package var painter = Painter.learner
  /// The exercises whose answers by the learner are known to be right, so that other pictures may use them.
  package var right: Set<ExerciseNumber> = []
  /// The data set to take pictures from.
  package var data = "shapes"
  /// The folder that holds its files; nil looks where they usually are.
  package var dataDirectory: String?
  /// Where random numbers start.
  package var seed: UInt64 = 231

  /// The learner's answer, with the usual data.
  package init() {}
}
