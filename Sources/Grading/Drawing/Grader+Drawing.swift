import Course
import Foundation
import Workbench

/// What came of drawing an exercise's picture.
package enum DrawingOutcome: Sendable {
  /// It was drawn.
  case drawn(DrawnPicture)
  /// The exercise has nothing to show.
  case nothingToShow
  /// It could not be drawn, for the reason that is given in a sentence.
  case failed(String)
}

extension Grader {
  /// Draws the picture of an exercise in a process of its own, within limits as the check is.
  ///
  /// - Parameters:
  ///   - card: the exercise.
  ///   - request: how to draw it.
  /// - Returns: the picture, or why there is none.
  /// - Throws: `ChildProcessError` if the process cannot be started, and what Foundation throws if there is no temporary folder.
  package func draw(_ card: ExerciseCard, _ request: DrawingRequest) throws -> DrawingOutcome {
    let words = String(decoding: try JSONEncoder().encode(request), as: UTF8.self)
    let (child, messages, _) = try run([card.number.description, "draw"], words, cap: 8 << 20)
    switch messages.drawing {
    case .picture(let picture)?: return .drawn(picture)
    case .nothing?: return .nothingToShow
    case .failure(let reason)?: return .failed(reason)
    case nil:
      let reason = crashed(card, child, during: nil).diagnoses.first?.text
      return .failed(reason ?? "It ended without a word.")
    }
  }
}

/// What a child that draws says in the end.
enum DrawingMessage: Codable {
  case picture(DrawnPicture)
  case nothing
  case failure(String)
}

extension Submission {
  /// Draws the exercise's picture, or says why there is none.
  func drawing(_ request: DrawingRequest, among submissions: [Submission]) -> DrawingMessage {
    guard let draw else { return .nothing }
    do {
      return .picture(try draw(Easel(request, submissions: submissions)))
    } catch is Unattempted {
      return .failure("One of its functions is not written yet.")
    } catch {
      return .failure("It throws an error: \(error)")
    }
  }
}
