import Tensors

/// Every correction that is tried, from the special to the general.
func causes(for failures: [Record]) -> [Cause] {
  guard let first = failures.first else { return [] }
  // A summand of any weight at all is the last that is tried of the summands.
  let terms = terms(of: first)
  return zeros() + factors(of: first) + terms.named + besides(of: failures)
    + terms.filter { $0.rank == .anyWeight } + multipliers(of: first) + transposes(of: first)
    + orders(of: first) + constants(of: failures) + functions(of: first) + places(of: first)
    + alongTheBatch(of: first)
}

extension [Cause] {
  /// Those that name what is wrong, and do not compute it from the answer itself.
  var named: [Cause] { filter { $0.rank == .named } }
}

/// Two corrections at once: a factor, and a summand, a product or a function, in the order in which
/// they went wrong.
///
/// They are tried last, and are as good as one when they make every wrong value right.
func pairs(for failures: [Record]) -> [Cause] {
  guard let first = failures.first, !first.isLoose else { return [] }
  let others = terms(of: first).named + multipliers(of: first) + functions(of: first)
  // The first correction undoes what was done last.
  return factors(of: first).named.flatMap { factor in
    others.flatMap { other in
      [(factor, other), (other, factor)].map { one, next in
        Cause(
          "\(one.id)+\(next.id)",
          { "Two things at once. \(one.sentence($0)) Then: \(next.sentence($0))" },
          correct: { record, value in
            one.correct(record, value).flatMap { next.correct(record, $0) }
          })
      }
    }
  }
}

/// Nothing but zeros: there is nothing to correct, and it is said plainly.
private func zeros() -> [Cause] {
  [
    Cause("zeros", { "\($0.capitalized) is zero everywhere." }) { record, value in
      value.scalars.allSatisfy { $0 == 0 } ? record.expected : nil
    }
  ]
}

/// A constant factor: one that has a name for this exercise, 2, a half or −1, or any at all.
func factors(of first: Record) -> [Cause] {
  var causes: [Cause] = []
  for factor in first.facts.factors {
    func value(_ record: Record) -> Double {
      record.facts.factors.first { $0.id == factor.id }?.value ?? 1
    }
    let here = "\(factor.name) is \(format(factor.value)) here"
    let large = factor.whenTooLarge.map { ": \($0)" } ?? ""
    let small = factor.whenTooSmall.map { ": \($0)" } ?? ""
    causes += [
      Cause(
        "factor.\(factor.id)",
        { "Dividing \($0.yours) by \(factor.name) \($0.makesItRight) (\(here))\(large)." }
      ) { $1 / value($0) },
      Cause(
        "factor.1/\(factor.id)",
        { "Multiplying \($0.yours) by \(factor.name) \($0.makesItRight) (\(here))\(small)." }
      ) { $1 * value($0) },
    ]
  }
  causes += [
    Cause("factor.2", { "\($0.capitalized) is twice what it should be\($0.everywhere)." }) {
      $1 / 2
    },
    Cause("factor.1/2", { "\($0.capitalized) is half of what it should be\($0.everywhere)." }) {
      $1 * 2
    },
    Cause("factor.-1", { "\($0.capitalized) has the wrong sign\($0.everywhere)." }) { -$1 },
  ]
  if !first.isInteger, let value = first.value, let ratio = ratio(of: value, to: first.expected) {
    causes.append(
      Cause(
        "factor", rank: .anyFactor,
        { "\($0.capitalized) is \(format(ratio)) times what it should be\($0.everywhere)." }
      ) {
        $0.expected.count > 1 || $0.situation != first.situation ? $1 / ratio : nil
      })
  }
  return causes
}

/// The factor that brings one tensor closest to another, if there is one.
private func ratio(of value: Tensor<Double>, to expected: Tensor<Double>) -> Double? {
  guard value.shape == expected.shape else { return nil }
  let size = expected.dot(expected)
  let ratio = value.dot(expected) / size
  return size > 0 && ratio.isFinite && ratio != 0 && ratio != 1 ? ratio : nil
}

/// A summand that is missing, there twice, of the wrong sign or of the wrong weight.
func terms(of first: Record) -> [Cause] {
  var causes: [Cause] = []
  for term in first.facts.terms {
    func adding(_ weight: Double) -> (Record, Tensor<Double>) -> Tensor<Double>? {
      { record, value in
        guard let term = record.facts.terms.first(where: { $0.id == term.id })?.value,
          value.shape == term.shape
        else { return nil }
        return value + term * weight
      }
    }
    causes += [
      Cause(
        "missing.\(term.id)", { "Adding \(term.name) \($0.makesItRight): it is missing." },
        correct: adding(1)),
      Cause(
        "doubled.\(term.id)",
        { "Subtracting \(term.name) once \($0.makesItRight): it is there twice." },
        correct: adding(-1)),
      Cause(
        "negated.\(term.id)", { "\($0.capitalized) has \(term.name) with the wrong sign." },
        correct: adding(2)),
      Cause(
        "halved.\(term.id)", { "\($0.capitalized) has only half of \(term.name)." },
        correct: adding(0.5)),
    ]
    if let value = first.value, value.shape == term.value.shape,
      first.expected.shape == value.shape
    {
      let lacking = first.expected - value
      let size = term.value.dot(term.value)
      let weight = size > 0 ? lacking.dot(term.value) / size : 0
      if weight != 0 {
        causes.append(
          Cause(
            "scaled.\(term.id)", rank: .anyWeight,
            { "\($0.capitalized) has \(term.name) \(format(1 - weight)) times instead of once." },
            correct: adding(weight)))
      }
    }
  }
  return causes
}

/// A product that lacks one of its factors, or has it twice.
func multipliers(of first: Record) -> [Cause] {
  first.facts.multipliers.flatMap { multiplier in
    func value(_ record: Record, like shape: [Int]) -> Tensor<Double>? {
      record.facts.multipliers.first { $0.id == multiplier.id && $0.value.shape == shape }?.value
    }
    return [
      Cause(
        "without.\(multiplier.id)",
        {
          "Multiplying \($0.yours) by \(multiplier.name), entry by entry, \($0.makesItRight): "
            + "that factor is missing."
        }
      ) { record, answer in value(record, like: answer.shape).map { answer * $0 } },
      Cause(
        "twice.\(multiplier.id)",
        {
          "Dividing \($0.yours) by \(multiplier.name), entry by entry, \($0.makesItRight): "
            + "that factor is there one time too many."
        }
      ) { record, answer in
        value(record, like: answer.shape).map { divisor in
          // What was multiplied by 0 stays 0.
          answer / divisor.map { $0 == 0 ? 1 : $0 }
        }
      },
    ]
  }
}

/// A function of every entry that somebody forgot or took once too often.
func functions(of first: Record) -> [Cause] {
  // The root of a label, or one over it, means nothing.
  if first.isLoose || first.isInteger { return [] }
  func each(
    _ id: String, _ function: @escaping (Double) -> Double,
    _ sentence: @escaping (Wording) -> String
  ) -> Cause {
    Cause("map.\(id)", sentence) { _, value in value.map(function) }
  }
  return [
    each("root", { $0.squareRoot() }) {
      "Taking the square root of \($0.yours) \($0.makesItRight): the root is missing."
    },
    each("square", { $0 * $0 }) {
      "Squaring \($0.yours) \($0.makesItRight): there is a square root too many."
    },
    each("absolute", { abs($0) }) {
      "The absolute value of \($0.yours) is right: the sign is wrong in places."
    },
    each("reciprocal", { 1 / $0 }) {
      "One over \($0.yours) is right: numerator and denominator are swapped."
    },
    each("complement", { 1 - $0 }) { "One minus \($0.yours) is right." },
    each("clamped", { max(0, $0) }) {
      "\($0.capitalized) is right except for the negative entries, which should be 0."
    },
  ]
}

/// A constant that is added to every entry.
private func constants(of failures: [Record]) -> [Cause] {
  guard let first = failures.first, let value = first.value, value.count > 0,
    value.shape == first.expected.shape,
    value.count > 1 || failures.count > 1
  else { return [] }
  let surplus = value.scalars[0] - first.expected.scalars[0]
  let words = surplus > 0 ? "\(format(surplus)) too large" : "\(format(-surplus)) too small"
  return [
    Cause("offset", { "\($0.capitalized) is \(words)\($0.everywhere)." }) { $1 - surplus }
  ]
}

/// What is lost through a mean over the batch is the same for every example.
private func alongTheBatch(of first: Record) -> [Cause] {
  guard let axis = first.facts.batchAxis, first.expected.rank > axis else { return [] }
  return [
    Cause(
      "constant.along.N",
      { _ in
        "The difference is the same for every example: what flows back through a mean over the "
          + "batch is missing."
      }
    ) { record, value in
      guard value.shape == record.expected.shape, value.rank > axis, value.shape[axis] > 1
      else { return nil }
      let difference = record.expected - value
      return value + difference.mean(axis: axis, keepingDimension: true)
    }
  ]
}
