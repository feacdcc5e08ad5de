import Course
import Foundation

/// The course checks itself: every solution must be right, and every mutant must be rejected with
/// the diagnosis that it declares.
///
/// `swift run grade-lesson-4 --self-check` runs it for a lesson, `... --self-check 4.3` for an
/// exercise.
struct SelfCheck {
  let submissions: [Submission]
  let seeds: [UInt64] = [231, 5]

  /// Checks the exercises, prints what is not as it should be, and how many answers were graded.
  ///
  /// - Parameter numbers: the exercises to check; all of them if there are none.
  /// - Returns: whether everything is as it should be.
  func run(_ numbers: [ExerciseNumber]) -> Bool {
    var problems = 0
    var count = 0
    for submission in submissions {
      let exercise = submission.exercise
      guard numbers.isEmpty || numbers.contains(exercise.card.number) else { continue }
      for seed in seeds {
        count += 1 + exercise.mutants.count
        for problem in self.problems(of: submission, seed: seed) {
          problems += 1
          print("\(exercise.card.number), seed \(seed): \(problem)\n")
        }
      }
    }
    print("\(count) answers graded, \(problems) not as they should be")
    return problems == 0 && count > 0
  }

  private func problems(of submission: Submission, seed: UInt64) -> [String] {
    let exercise = submission.exercise
    var problems: [String] = []
    if let report = grade(.solution, of: submission, seed: seed), report.verdict != .right {
      problems.append("the solution is not right\n\(report.text(isVerbose: true))")
    }
    for mutant in exercise.mutants {
      let report = grade(
        .mutant(mutant.id), of: submission, seed: seed, isMeasured: mutant.isMeasured)
      if report?.verdict == .wrong,
        report?.diagnoses.contains(where: { $0.id == mutant.diagnosis }) == true
      {
        continue
      }
      let ids = report?.diagnoses.map { "\($0.quantity): \($0.id)" }.joined(separator: ", ")
      problems.append(
        "mutant \(mutant.id) should get \(mutant.diagnosis), and gets "
          + "\(ids ?? "no report")\n\(report?.text() ?? "")")
    }
    return problems
  }

  /// Time and memory are measured only in a process of its own.
  private func grade(
    _ subject: Subject, of submission: Submission, seed: UInt64, isMeasured: Bool = false
  ) -> Report? {
    if isMeasured {
      let grader = Grader(executable: CommandLine.arguments[0], limits: Limits(seconds: 60))
      return try? grader.grade(submission.exercise.card, subject, seed: seed)
    }
    return submission.grade(subject, CheckOptions(seed: seed), { _ in })
  }
}

extension MutantCard {
  /// Whether it is told by the time or the memory that it takes.
  package var isMeasured: Bool {
    ["memory", "effort"].contains { diagnosis.hasPrefix($0) }
  }
}
