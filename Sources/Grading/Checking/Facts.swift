import Tensors

/// What is known about an input, and may explain a wrong answer to it.
///
/// None of it is ever guessed at: an explanation is given only when the correction that it names makes the answer right.
package struct Facts {
  /// Numbers that an answer may have been multiplied or divided by.
  package var factors: [Factor]
  /// Summands that an answer may lack, or have twice.
  package var terms: [Term]
  /// What an answer may have left out of a product, or multiplied by twice, entry by entry.
  package var multipliers: [Multiplier]
  /// Places where alone an answer may be wrong.
  package var places: [Place]
  /// The axis along which examples lie.
  package var batchAxis: Int?
  /// Equal blocks along an axis which an answer may have in another order (the gates of an LSTM).
  package var blocks: (axis: Int, count: Int)?

  /// Collects what is known about an input.
  package init(
    factors: [Factor] = [], terms: [Term] = [], multipliers: [Multiplier] = [],
    places: [Place] = [], batchAxis: Int? = nil, blocks: (axis: Int, count: Int)? = nil
  ) {
    self.factors = factors
    self.terms = terms
    self.multipliers = multipliers
    self.places = places
    self.batchAxis = batchAxis
    self.blocks = blocks
  }
}

/// A number that an answer may have been multiplied or divided by once too often.
package struct Factor: Sendable {
  let id: String
  let name: String
  let value: Double
  let whenTooLarge: String?
  let whenTooSmall: String?

  /// Names a number.
  ///
  /// - Parameters:
  ///   - name: its name in the formulas, such as `N`.
  ///   - value: its value for this input.
  ///   - id: for the diagnosis, `factor.id`; its name if it is not given.
  ///   - whenTooLarge: what has been forgotten when the answer is this many times too large.
  ///   - whenTooSmall: what has been done once too often when it is this many times too small.
  package init(
    _ name: String, _ value: Double, id: String? = nil, whenTooLarge: String? = nil,
    whenTooSmall: String? = nil
  ) {
    self.id = id ?? name
    self.name = name
    self.value = value
    self.whenTooLarge = whenTooLarge
    self.whenTooSmall = whenTooSmall
  }

  /// The number of examples.
  package static func batch(_ n: Int) -> Factor {
    Factor(
      "N", Double(n), whenTooLarge: "the mean over the N examples is missing",
      whenTooSmall: "the mean over the N examples is taken once too often")
  }

  /// The probability with which dropout keeps a unit.
  package static func keep(_ probability: Double) -> Factor {
    Factor(
      "keep", probability, whenTooLarge: "it is divided by keep once too often",
      whenTooSmall: "the division by keep is missing")
  }

  /// The number of time steps.
  package static func steps(_ t: Int) -> Factor {
    Factor(
      "T", Double(t), whenTooLarge: "a mean over the T steps is missing",
      whenTooSmall: "it is averaged over the T steps, and should be summed")
  }
}

/// A summand that an answer may lack, or have twice.
package struct Term {
  let id: String
  let name: String
  let value: Tensor<Double>

  /// Names a summand of the expected answer.
  ///
  /// - Parameters:
  ///   - id: for the diagnosis: `missing.id`, `doubled.id`.
  ///   - name: what it is, such as "the gradient of the regularisation, 2·reg·W".
  ///   - value: its value, in the shape of the answer.
  package init(_ id: String, _ name: String, _ value: Tensor<Double>) {
    self.id = id
    self.name = name
    self.value = value
  }
}

/// What every entry of the expected answer is multiplied by, each by its own number.
package struct Multiplier {
  let id: String
  let name: String
  let value: Tensor<Double>

  /// Names a factor that differs from entry to entry.
  ///
  /// - Parameters:
  ///   - id: for the diagnosis: `without.id`, `twice.id`.
  ///   - name: what it is, such as "the upstream gradient dout".
  ///   - value: its value, in the shape of the answer.
  package init(_ id: String, _ name: String, _ value: Tensor<Double>) {
    self.id = id
    self.name = name
    self.value = value
  }

  /// The gradient that comes from upstream.
  package static func upstream(_ dout: Tensor<Double>) -> Multiplier {
    Multiplier("upstream", "the upstream gradient dout", dout)
  }
}

/// A part of the answer which alone may be wrong.
package struct Place {
  let id: String
  let name: String
  let mask: Tensor<Double>

  /// Names a part of the answer.
  ///
  /// - Parameters:
  ///   - id: for the diagnosis: `only.id`.
  ///   - name: where it is, such as "where two scores tie".
  ///   - mask: in the shape of the answer: 1 within the part, 0 outside.
  package init(_ id: String, _ name: String, _ mask: Tensor<Double>) {
    self.id = id
    self.name = name
    self.mask = mask
  }
}
