import Tensors

// For tasks with more than one right answer: what must hold is asked, one property after the other.

extension Check {
  /// Asks for a value of any kind; nil, and a wrong row of the report, if none comes.
  ///
  /// - Parameters:
  ///   - quantity: what is asked for; a row of the report.
  ///   - situation: for which input, in words.
  ///   - answer: calls the function that is graded.
  /// - Returns: the value, if one came.
  package func ask<Value>(
    _ quantity: String, of situation: String, _ answer: () throws -> Value
  ) -> Value? {
    var value: Value?
    integer(quantity, of: situation, is: 1) {
      value = try answer()
      return 1
    }
    return value
  }

  /// Says what every right answer does, and whether this one does it.
  ///
  /// - Parameters:
  ///   - quantity: what it is about, a row of the report.
  ///   - id: the name of the diagnosis if it does not hold.
  ///   - text: what to say then.
  ///   - holds: whether it does.
  package func require(
    _ quantity: String, _ id: String, _ text: @autoclosure () -> String, _ holds: Bool
  ) {
    if !holds { add(Fault(id: id, quantity: quantity, text: text())) }
  }
}
