/// A way to get one piece of an answer wrong, in terms of the parts that a right answer is made of.
///
/// Several exercises may ask for the same piece: a slip becomes a mutant of each of them.
package struct Slip<Parts, Value>: Sendable {
  let id: String
  let explanation: String?
  let diagnosis: String
  let value: @Sendable (Parts) -> Value

  /// A slip that is also an explanation: whoever gets the same numbers is told `explanation`.
  ///
  /// - Parameters:
  ///   - id: its name, which is the diagnosis that it gets.
  ///   - explanation: what is wrong, in a sentence or two, addressed to the learner.
  ///   - value: the wrong piece, made from the parts.
  package init(
    _ id: String, _ explanation: String, _ value: @escaping @Sendable (Parts) -> Value
  ) {
    (self.id, self.explanation, diagnosis, self.value) = (id, explanation, id, value)
  }

  /// A slip that the general explanations must find by themselves.
  ///
  /// - Parameters:
  ///   - id: its name.
  ///   - expecting: the diagnosis that it must get.
  ///   - value: the wrong piece, made from the parts.
  package init(
    _ id: String, expecting: String, _ value: @escaping @Sendable (Parts) -> Value
  ) {
    (self.id, explanation, diagnosis, self.value) = (id, nil, expecting, value)
  }

  /// The mutant that it makes of one exercise.
  ///
  /// - Parameters:
  ///   - prefix: stands before its name where an exercise has several pieces, such as `dx-`.
  ///   - answer: makes a whole answer around the wrong piece.
  /// - Returns: the mutant.
  package func mutant<Answer>(
    _ prefix: String = "", _ answer: (@escaping @Sendable (Parts) -> Value) -> Answer
  ) -> Mutant<Answer> {
    let whole = answer(value)
    guard let explanation else { return Mutant(prefix + id, expecting: diagnosis, whole) }
    return Mutant(prefix + id, explanation, whole)
  }
}

extension Array {
  /// The mutants that slips make of one exercise.
  ///
  /// - Parameters:
  ///   - prefix: stands before their names where an exercise has several pieces, such as `dx-`.
  ///   - answer: makes a whole answer around the wrong piece.
  /// - Returns: the mutants, in the order of the slips.
  package func mutants<Parts, Value, Answer>(
    _ prefix: String = "", _ answer: (@escaping @Sendable (Parts) -> Value) -> Answer
  ) -> [Mutant<Answer>] where Element == Slip<Parts, Value> {
    map { $0.mutant(prefix, answer) }
  }
}
