import Course
import Workbench

/// A learner's answer to an exercise, and the solution beside it.
package struct Submission: Sendable {
  /// The exercise.
  package let exercise: any AnyExercise
  let grade: @Sendable (Subject, CheckOptions, @escaping (String) -> Void) -> Report?
  let draw: (@Sendable (Easel) throws -> DrawnPicture)?
  let answers: any Sendable

  /// Joins an exercise with the learner's answer and the solution.
  ///
  /// - Parameters:
  ///   - exercise: the exercise.
  ///   - answer: the learner's answer.
  ///   - solution: the right answer.
  ///   - picture: what is drawn after a pass, if there is something to show.
  package init<Answer>(
    _ exercise: Exercise<Answer>, _ answer: Answer, solution: Answer,
    picture: ExercisePicture<Answer>? = nil
  ) {
    self.exercise = exercise
    self.answers = Answers(learner: answer, solution: solution)
    self.grade = { subject, options, progress in
      switch subject {
      case .learner: exercise.grade(answer, options: options, progress: progress)
      case .solution: exercise.grade(solution, options: options, progress: progress)
      case .mutant(let id): exercise.gradeMutant(id, options: options, progress: progress)
      }
    }
    guard let picture else {
      self.draw = nil
      return
    }
    let number = exercise.card.number
    self.draw = { (easel: Easel) throws -> DrawnPicture in
      let isOwn = easel.request.painter == .learner
      var drawn = try picture.draw(isOwn ? answer : solution, easel)
      let parts = easel.asked.union([number])
      let own: Set<ExerciseNumber> = isOwn ? easel.request.right.union([number]) : []
      drawn.ownParts = parts.intersection(own).sorted().map(\.description)
      drawn.borrowedParts = parts.subtracting(own).sorted().map(\.description)
      return drawn
    }
  }
}

/// Both answers to an exercise.
struct Answers<Answer: Sendable>: Sendable {
  let learner: Answer
  let solution: Answer
}
