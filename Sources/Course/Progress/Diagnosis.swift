/// What is wrong with an answer, in words.
package struct Diagnosis: Sendable, Codable, Equatable {
  /// Its name, by which tests and programs know it, such as `factor.N`.
  package let id: String
  /// What it is about, such as "dw".
  package let quantity: String
  /// Whether the correction that it names was applied and makes the answer right.
  package let isVerified: Bool
  /// A sentence or two to the learner.
  package let text: String

  /// Creates a diagnosis.
  ///
  /// - Parameters:
  ///   - id: its name.
  ///   - quantity: what it is about.
  ///   - isVerified: whether the correction that it names makes the answer right.
  ///   - text: a sentence or two to the learner.
  package init(id: String, quantity: String, isVerified: Bool, text: String) {
    self.id = id
    self.quantity = quantity
    self.isVerified = isVerified
    self.text = text
  }
}
