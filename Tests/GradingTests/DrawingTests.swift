import Course
import BuiltProducts
import Foundation
import Grading
import Testing
import Workbench

/// What comes of drawing with an answer of `Tests/Fixtures/GradingFixtures`.
struct DrawingCase: Sendable, CustomTestStringConvertible {
  let place: Int
  let testDescription: String
  let says: String

  static let failures = [
    DrawingCase(place: 2, testDescription: "an index out of range", says: "Index out of range"),
    DrawingCase(place: 5, testDescription: "an endless loop", says: "stopped after 2 s"),
    DrawingCase(place: 8, testDescription: "exit(0)", says: "exit(0)"),
    DrawingCase(place: 11, testDescription: "throwing an error", says: "no such row"),
    DrawingCase(place: 12, testDescription: "nothing yet", says: "not written yet"),
    DrawingCase(
      place: 7, testDescription: "an allocation of 100 GB", says: "the limit is 2147 MB"),
    DrawingCase(place: 16, testDescription: "closing the descriptor", says: "It "),
  ]
}

@Suite("Drawing with an answer")
struct DrawingTests {
  private func draw(_ place: Int, _ request: DrawingRequest = DrawingRequest()) throws
    -> DrawingOutcome
  {
    let card = ExerciseCard(
      "99.\(place)", "Fixture", file: "Fixture", section: nil, difficulty: 1, minutes: 1, hints: [])
    return try Grader(
      executable: BuiltProducts.path("grading-fixtures"), limits: Limits(seconds: 2)
    ).draw(card, request)
  }

  @Test("hands over the picture, and says whose answer has drawn it")
  func drawn() throws {
    guard case .drawn(let picture) = try draw(1) else {
      Issue.record("nothing was drawn")
      return
    }
    #expect(String(decoding: picture.png, as: UTF8.self) == "it says 3")
    #expect(picture.caption == "What it says.")
    #expect(picture.ownParts == ["99.1"])
    #expect(picture.borrowedParts.isEmpty)
  }

  @Test("draws with the solution when asked to, and says so")
  func solution() throws {
    var request = DrawingRequest()
    request.painter = .solution
    // The learner's own would crash.
    guard case .drawn(let picture) = try draw(2, request) else {
      Issue.record("nothing was drawn")
      return
    }
    #expect(picture.ownParts.isEmpty)
    #expect(picture.borrowedParts == ["99.2"])
  }

  @Test("reports a failure in words and survives it", arguments: DrawingCase.failures)
  func failure(_ failure: DrawingCase) throws {
    guard case .failed(let reason) = try draw(failure.place) else {
      Issue.record("it did not fail")
      return
    }
    #expect(reason.contains(failure.says), "\(reason)")
  }

  @Test("says that there is nothing to show where an exercise has no picture")
  func nothing() throws {
    guard case .nothingToShow = try draw(17) else {
      Issue.record("something was drawn")
      return
    }
  }
}
