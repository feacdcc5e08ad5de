import Course
import Tensors

/// An exercise: what is asked, how the answer is checked, and the wrong answers that people give.
///
/// The check is a function of the answer, so that it serves three times: it grades the learner's function, accepts
/// the solution, and rejects every mutant. A mutant that says what it does wrong is also a diagnosis: when the learner's
/// function returns the same numbers on everything it was asked, that is the mistake (see `explain`).
///
/// `Answer` is the type of the function that is asked for, `@Sendable` and throwing, or a tuple of such functions in a
/// struct where an exercise asks for more than one.
package struct Exercise<Answer: Sendable>: AnyExercise {
  /// What the learner is told about it.
  package let card: ExerciseCard
  let check: @Sendable (Check, Answer) -> Void
  let wrongAnswers: [Mutant<Answer>]
  /// What is the same for every answer that is graded in this process.
  private let memory = ExerciseMemory()

  /// Declares an exercise.
  ///
  /// - Parameters:
  ///   - number: its number in the course, such as `"2.4"`.
  ///   - check: asks the answer for values and compares them; it must do the same for every answer.
  ///   - mutants: wrong answers of kinds that people write.
  /// - Precondition: the syllabus has an exercise of this number.
  package init(
    _ number: String, check: @escaping @Sendable (Check, Answer) -> Void,
    mutants: [Mutant<Answer>]
  ) {
    guard let found = ExerciseNumber(number).flatMap(Syllabus.exercise) else {
      preconditionFailure("exercise: the syllabus has none of the number \(number)")
    }
    self.init(card: found.card, check: check, mutants: mutants)
  }

  /// Declares an exercise that is not part of the course, as a test does.
  ///
  /// - Parameters:
  ///   - card: what the learner is told about it.
  ///   - check: asks the answer for values and compares them; it must do the same for every answer.
  ///   - mutants: wrong answers of kinds that people write.
  package init(
    card: ExerciseCard, check: @escaping @Sendable (Check, Answer) -> Void,
    mutants: [Mutant<Answer>]
  ) {
    self.card = card
    self.check = check
    self.wrongAnswers = mutants
  }

  /// The wrong answers that its check must reject, each with the diagnosis that it must get.
  package var mutants: [MutantCard] {
    wrongAnswers.map { MutantCard(id: $0.id, diagnosis: $0.diagnosis) }
  }

  /// Checks an answer and explains what is wrong with it.
  ///
  /// - Parameters:
  ///   - answer: the function to grade.
  ///   - options: the seed, and whether this process does nothing else.
  ///   - progress: is told what is about to be checked.
  /// - Returns: what there is to say about it.
  package func grade(
    _ answer: Answer, options: CheckOptions, progress: @escaping (String) -> Void = { _ in }
  ) -> Report {
    let memory = options.isAlone ? CheckMemory() : memory[options.seed]
    let run = Check(options: options, memory: memory, announce: progress)
    check(run, answer)
    guard run.hasFailed else { return Report(card: card, check: run, mistakes: []) }
    // Whatever comes of looking for the cause, this much is certain.
    options.witness?(.found(Report(card: card, check: run, mistakes: nil)))
    let mistakes = memory.mistakes { knownMistakes(seed: options.seed, memory) }
    return Report(card: card, check: run, mistakes: mistakes)
  }

  /// What the wrong answers that explain themselves give.
  private func knownMistakes(seed: UInt64, _ memory: CheckMemory) -> [KnownMistake] {
    wrongAnswers.compactMap { mutant in
      guard let explanation = mutant.explanation else { return nil }
      let rerun = Check(options: CheckOptions(seed: seed), memory: memory)
      check(rerun, mutant.answer)
      return KnownMistake(id: mutant.id, explanation: explanation, records: rerun.records)
    }
  }

  /// Checks an answer with the usual seed.
  ///
  /// - Parameter answer: the function to grade.
  /// - Returns: what there is to say about it.
  package func grade(_ answer: Answer) -> Report { grade(answer, options: CheckOptions()) }

  /// Grades one of the wrong answers, as a test of the check; nil if there is none of this name.
  ///
  /// - Parameters:
  ///   - id: the mutant's name.
  ///   - options: the seed, and whether this process does nothing else.
  ///   - progress: is told what is about to be checked.
  /// - Returns: what there is to say about it.
  package func gradeMutant(
    _ id: String, options: CheckOptions, progress: @escaping (String) -> Void
  ) -> Report? {
    wrongAnswers.first { $0.id == id }.map {
      grade($0.answer, options: options, progress: progress)
    }
  }
}

/// An exercise of any kind of answer: all that can be said of it without the learner's code.
package protocol AnyExercise: Sendable {
  /// What the learner is told about it.
  var card: ExerciseCard { get }

  /// The wrong answers that its check must reject, each with the diagnosis that it must get.
  var mutants: [MutantCard] { get }

  /// Grades one of the wrong answers, as a test of the check; nil if there is none of this name.
  ///
  /// - Parameters:
  ///   - id: the mutant's name.
  ///   - options: the seed, and whether this process does nothing else.
  ///   - progress: is told what is about to be checked.
  /// - Returns: what there is to say about it.
  func gradeMutant(
    _ id: String, options: CheckOptions, progress: @escaping (String) -> Void
  ) -> Report?
}

/// The name of a mutant and the diagnosis that it must get.
package struct MutantCard: Sendable, Equatable {
  /// Its name, unique within the exercise.
  package let id: String
  /// The identifier of the diagnosis that must be given.
  package let diagnosis: String
}

/// A wrong answer of a kind that people really write.
package struct Mutant<Answer: Sendable>: Sendable {
  let id: String
  let diagnosis: String
  let explanation: String?
  let answer: Answer

  /// A wrong answer that is also an explanation: whoever gets the same numbers is told `explanation`.
  ///
  /// - Parameters:
  ///   - id: its name, which is the diagnosis that it gets.
  ///   - explanation: what is wrong, in a sentence or two, addressed to the learner.
  ///   - answer: the wrong function.
  package init(_ id: String, _ explanation: String, _ answer: Answer) {
    self.id = id
    self.diagnosis = id
    self.explanation = explanation
    self.answer = answer
  }

  /// A wrong answer that the general explanations must find by themselves.
  ///
  /// - Parameters:
  ///   - id: its name.
  ///   - diagnosis: the diagnosis that it must get.
  ///   - answer: the wrong function.
  package init(_ id: String, expecting diagnosis: String, _ answer: Answer) {
    self.id = id
    self.diagnosis = diagnosis
    self.explanation = nil
    self.answer = answer
  }
}
