import Course
import Foundation
import Grading

// Exercises whose checks fail by themselves, whatever the answer is. They lie in a folder of this
// name as the course's own do.

/// A check that reads past the end of an array of its own, before it asks for anything, or while
/// what it has asked for is taken apart.
func trappingCheck(_ place: Int, isInside: Bool) -> Exercise<Answer> {
  Exercise<Answer>(
    card: ExerciseCard(
      "99.\(place)", "Fixture", file: "Fixture", section: nil, difficulty: 1, minutes: 1, hints: []),
    check: { check, answer in
      let own = [1, 2]
      check.integer("value", of: "the number 3", is: 3) {
        let value = try answer(3)
        return isInside ? own[value] : value
      }
      check.integer("sum", of: "the number 4", is: own[own.count + 2]) { try answer(4) }
    }, mutants: [])
}

private let trapping: Answer = { n in [1, 2][n] }

/// A check of which a known mistake traps when it is asked what it gives.
func trappingDiagnosis(_ place: Int) -> Exercise<Answer> {
  Exercise<Answer>(
    card: ExerciseCard(
      "99.\(place)", "Fixture", file: "Fixture", section: nil, difficulty: 1, minutes: 1, hints: []),
    check: { check, answer in
      check.integer("value", of: "the number 3", is: 3) { try answer(3) }
    },
    mutants: [Mutant("trap", "It traps.", trapping)])
}
