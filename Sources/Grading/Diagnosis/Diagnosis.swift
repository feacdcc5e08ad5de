import Tensors

/// What is wrong with an answer, in words.
public struct Diagnosis: Sendable, Codable, Equatable {
  /// Its name, by which tests and programs know it, such as `factor.N`.
  public let id: String
  /// What it is about, such as "dw".
  public let quantity: String
  /// Whether the correction that it names was applied and makes the answer right.
  public let isVerified: Bool
  /// A sentence or two to the learner.
  public let text: String

  /// Creates a diagnosis.
  ///
  /// - Parameters:
  ///   - id: its name.
  ///   - quantity: what it is about.
  ///   - isVerified: whether the correction that it names makes the answer right.
  ///   - text: a sentence or two to the learner.
  public init(id: String, quantity: String, isVerified: Bool, text: String) {
    self.id = id
    self.quantity = quantity
    self.isVerified = isVerified
    self.text = text
  }
}

/// A wrong answer of which it is known why it is wrong, and what it returns when it is asked the same.
struct KnownMistake {
  let id: String
  let explanation: String
  let records: [Record]

  /// Whether this mistake is one of the quantity's, and gives the same numbers wherever `records` asked, right or wrong.
  func givesTheSame(as records: [Record], about quantity: String? = nil) -> Bool {
    let mine = self.records.filter { quantity == nil || $0.quantity == quantity }
    let theirs = records.filter { quantity == nil || $0.quantity == quantity }
    guard mine.count == theirs.count, mine.contains(where: { !$0.isRight }) else { return false }
    return zip(mine, theirs).allSatisfy { mine, theirs in
      guard mine.situation == theirs.situation, let a = mine.value, let b = theirs.value else {
        return false
      }
      return a.isClose(to: b)
    }
  }

  /// Whether it gets something wrong that is right in `records`: then it may be this mistake for one quantity, but hardly as a whole.
  func isContradicted(by records: [Record]) -> Bool {
    let right = Set(records.map(\.quantity)).subtracting(
      records.filter { !$0.isRight }.map(\.quantity))
    return self.records.contains { !$0.isRight && right.contains($0.quantity) }
  }
}

/// A correction that may make an answer right, and what it means if it does.
struct Cause {
  let id: String
  /// What it means, given the first record that is wrong.
  let meaning: (Record) -> String
  /// The answer with the correction applied, nil where it cannot be.
  let correct: (Record, Tensor<Double>) -> Tensor<Double>?

  init(
    _ id: String, _ meaning: @escaping (Record) -> String,
    correct: @escaping (Record, Tensor<Double>) -> Tensor<Double>?
  ) {
    self.id = id
    self.meaning = meaning
    self.correct = correct
  }

  init(
    _ id: String, _ meaning: String,
    correct: @escaping (Record, Tensor<Double>) -> Tensor<Double>?
  ) {
    self.init(id, { _ in meaning }, correct: correct)
  }

  /// Whether the correction makes every wrong answer right.
  func explains(_ failures: [Record]) -> Bool {
    failures.allSatisfy { record in
      guard let value = record.value, let corrected = correct(record, value) else { return false }
      return record.accepts(corrected)
    }
  }
}
