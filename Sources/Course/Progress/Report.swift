/// The outcome of grading an exercise.
package enum Verdict: String, Sendable, Codable {
  /// Everything that was asked came out right.
  case right
  /// Something did not.
  case wrong
  /// The stub is as it was.
  case unattempted
  /// The code crashed, ran out of time or memory, or ended the process.
  case stopped
  /// Nobody can tell, through no fault of the answer's: the grader itself stopped, or what it asked
  /// could not be measured.
  case undecided
  /// The code of the lesson does not compile.
  case notCompiled
}

/// One line of a report: what was asked, and the outcome.
package struct ReportRow: Sendable, Codable, Equatable {
  /// What was asked for, such as "dw".
  package let quantity: String
  /// Whether it came out right.
  package let isRight: Bool
  /// The figures.
  package let text: String
  /// Whether nothing that was asked could tell right from wrong; nil if something could.
  package var isOpen: Bool?

  /// Describes a line.
  package init(quantity: String, isRight: Bool, text: String) {
    (self.quantity, self.isRight, self.text) = (quantity, isRight, text)
  }
}

/// What there is to say about a learner's answer to one exercise.
package struct Report: Sendable, Codable, Equatable {
  /// The exercise.
  package let number: ExerciseNumber
  /// Its title.
  package let title: String
  /// The outcome.
  package let verdict: Verdict
  /// One row a quantity.
  package var rows: [ReportRow] = []
  /// What is wrong, one for each quantity that is.
  package var diagnoses: [Diagnosis] = []
  /// What else is worth knowing.
  package var remarks: [String] = []
  /// The first lines that the answer printed.
  package var printed: [String] = []

  /// Creates a report without figures.
  ///
  /// - Parameters:
  ///   - card: the exercise.
  ///   - verdict: the outcome.
  ///   - diagnoses: what is wrong.
  package init(_ card: ExerciseCard, verdict: Verdict, diagnoses: [Diagnosis] = []) {
    self.number = card.number
    self.title = card.title
    self.verdict = verdict
    self.diagnoses = diagnoses
  }
}
