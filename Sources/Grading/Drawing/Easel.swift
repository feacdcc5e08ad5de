import Tensors

/// What a picture is drawn from beside the answer that it belongs to: the data that were asked for, and the answers to other
/// exercises of the lesson.
public final class Easel {
  /// What was asked for.
  public let request: DrawingRequest
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
  public subscript<Answer>(_ exercise: Exercise<Answer>) -> Answer {
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
public struct DrawingRequest: Codable, Sendable {
  /// Whose answer draws: the learner's, or the course's.
  public enum Painter: String, Codable, Sendable {
    /// The learner.
    case learner
    /// The course.
    case solution
  }

  /// Whose answer draws.
  public var painter = Painter.learner
  /// The exercises whose answers by the learner are known to be right, so that other pictures may use them.
  public var right: Set<ExerciseNumber> = []
  /// The data set to take pictures from.
  public var data = "shapes"
  /// The folder that holds its files; nil looks where they usually are.
  public var dataDirectory: String?
  /// Where random numbers start.
  public var seed: UInt64 = 231

  /// The learner's answer, with the usual data.
  public init() {}
}
