/// The number of an exercise, such as 2.4: the fourth exercise of lesson 2.
package struct ExerciseNumber: Hashable, Comparable, Sendable {
  /// The lesson it belongs to.
  package let lesson: Int
  /// Its place within the lesson, from 1.
  package let place: Int

  /// Creates the number of the exercise at `place` of `lesson`.
  package init(lesson: Int, place: Int) {
    self.lesson = lesson
    self.place = place
  }

  /// The order of the course: 1.9 comes before 1.10.
  package static func < (a: ExerciseNumber, b: ExerciseNumber) -> Bool {
    (a.lesson, a.place) < (b.lesson, b.place)
  }
}

extension ExerciseNumber: LosslessStringConvertible {
  /// Reads a number such as `2.4`; nil for anything else.
  package init?(_ description: String) {
    let parts = description.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, let lesson = Int(parts[0]), let place = Int(parts[1]),
      lesson >= 0, place >= 1
    else { return nil }
    self.init(lesson: lesson, place: place)
  }

  /// The number as it is written, such as `2.4`.
  package var description: String { "\(lesson).\(place)" }
}

extension ExerciseNumber: Codable {
  /// Reads the number from its written form.
  ///
  /// - Parameter decoder: where it is read from.
  /// - Throws: `DecodingError` if it is not a number such as `2.4`.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let number = ExerciseNumber(text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "\(text) is not the number of an exercise")
    }
    self = number
  }

  /// Writes the number in its written form.
  ///
  /// - Parameter encoder: where it is written to.
  /// - Throws: what the encoder throws.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
