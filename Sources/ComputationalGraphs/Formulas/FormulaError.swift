/// Why an expression, or the values for its names, cannot be understood: one line that points to the place.
public struct FormulaError: Error, Equatable, CustomStringConvertible {
  /// What is wrong, in a sentence without its full stop.
  public let message: String

  /// The character at which it is wrong, counted from 1; nil if it is no single one.
  public let position: Int?

  init(_ message: String, at position: Int? = nil) {
    (self.message, self.position) = (message, position)
  }

  /// The message and the place.
  public var description: String {
    position.map { "at character \($0): \(message)." } ?? "\(message)."
  }
}
