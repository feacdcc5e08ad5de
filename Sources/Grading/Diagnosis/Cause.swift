import Tensors

/// A correction that may make an answer right, and what it means if it does.
struct Cause {
  /// How much a correction says that fits.
  enum Rank {
    /// It names what is wrong.
    case named
    /// A summand has a weight that was computed from the answer itself.
    case anyWeight
    /// All has a factor that was computed from the answer itself.
    case anyFactor
  }

  let id: String
  let rank: Rank
  /// What it means, in a sentence about the answer or a part of it.
  let sentence: (Wording) -> String
  /// The answer with the correction applied, nil where it cannot be.
  let correct: (Record, Tensor<Double>) -> Tensor<Double>?

  init(
    _ id: String, rank: Rank = .named, _ sentence: @escaping (Wording) -> String,
    correct: @escaping (Record, Tensor<Double>) -> Tensor<Double>?
  ) {
    (self.id, self.rank, self.sentence, self.correct) = (id, rank, sentence, correct)
  }

  /// Whether the correction makes every wrong answer right.
  func explains(_ failures: [Record]) -> Bool {
    failures.allSatisfy { record in
      guard let value = record.value, let corrected = correct(record, value) else { return false }
      return record.accepts(corrected)
    }
  }
}

/// What a cause's sentence is about, and what the correction comes to.
struct Wording: Sendable {
  /// What is wrong, within a sentence.
  var yours = "yours"
  /// What the correction does to it.
  var makesItRight = "makes it right"
  /// Where it is wrong.
  var everywhere = ", everywhere"

  /// What is wrong, where a sentence begins.
  var capitalized: String { yours.prefix(1).uppercased() + yours.dropFirst() }

  /// All of the answer is wrong, in one way.
  static let all = Wording()
  /// All but one summand is.
  static let rest = Wording(yours: "the rest")
  /// Only one summand is.
  static let part = Wording(yours: "it")
  /// Only certain places are.
  static let places = Wording(everywhere: "")
  /// It is wrong in another way as well.
  static let oneOfTwo = Wording(makesItRight: "undoes it")
}
