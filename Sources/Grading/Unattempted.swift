/// What an exercise throws until it is written: "not attempted", which is not the same as "wrong".
///
/// Take the line that throws it out when you begin.
public struct Unattempted: Error, Sendable, CustomStringConvertible {
  /// Creates the error.
  public init() {}

  /// One line that says what to do.
  public var description: String { "this exercise is not written yet" }
}
