import Workbench

/// What an exercise has to show: a picture that is drawn by running an answer.
///
/// It is drawn after a pass, and for `lesson-N --mine`. Answers are slow and may be anything that passed the check, so a picture
/// asks little of them: it must be done within a second for the solution.
package struct ExercisePicture<Answer: Sendable>: Sendable {
  let draw: @Sendable (Answer, Easel) throws -> DrawnPicture

  /// Describes a picture by how it is drawn and encoded.
  ///
  /// - Parameter draw: runs the answer; it may throw whatever the answer throws.
  package init(encoding draw: @escaping @Sendable (Answer, Easel) throws -> DrawnPicture) {
    self.draw = draw
  }
}
