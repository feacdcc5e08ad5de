import Tensors

// Corrections of a part of the answer: of certain places, of one summand, of all but one summand.

/// One summand is right and the rest has a factor, or the summand has a factor that varies with the input.
///
/// Where an input leaves no such summand (a regularisation of strength 0), all of the answer is the rest.
func besides(of failures: [Record]) -> [Cause] {
  guard let first = failures.first,
    let terms = failures.map(\.facts.terms).first(where: { !$0.isEmpty })
  else { return [] }
  let factors = factors(of: first).named + multipliers(of: first)
  return terms.flatMap { term in
    func own(_ record: Record) -> Tensor<Double> {
      record.facts.terms.first { $0.id == term.id }?.value ?? record.expected * 0
    }
    return factors.flatMap { factor in
      [
        Cause(
          "besides.\(term.id).\(factor.id)",
          {
            _ in
            "\(capitalized(term.name)) is there as it should be; the rest is not. "
              + factor.sentence(.rest)
          },
          correct: { record, value in
            guard own(record).shape == value.shape else { return nil }
            return factor.correct(record, value - own(record)).map { $0 + own(record) }
          }),
        Cause(
          "within.\(term.id).\(factor.id)",
          {
            _ in "All is right except for \(term.name). " + factor.sentence(.part)
          },
          correct: { record, value in
            guard own(record).shape == value.shape else { return nil }
            let rest = record.expected - own(record)
            return factor.correct(record, value - rest).map { $0 + rest }
          }),
      ]
    }
  }
}

/// A known mistake with another on top of it: a factor, a summand that is missing, halved, doubled or of the wrong sign, or
/// rows or columns in reverse order.
func compound(_ records: [Record], _ mistakes: [KnownMistake]) -> Finding? {
  let failures = records.filter { !$0.isRight }
  guard let first = failures.first else { return nil }
  let sums = failures.first { !$0.facts.terms.isEmpty }.map { terms(of: $0) } ?? []
  // A factor of 1, as of a batch of one, would be a poor example.
  let telling = failures.first { $0.facts.factors.contains { $0.value != 1 } } ?? first
  let causes =
    factors(of: telling).named + sums.named + orders(of: first).filter { $0.id == "reversed" }
  for cause in causes {
    let corrected = records.compactMap { record -> Record? in
      guard let value = record.value else { return nil }
      // An input may have no such summand.
      return record.replacing(cause.correct(record, value) ?? value)
    }
    guard corrected.count == records.count else { continue }
    if let mistake = mistakes.first(where: {
      $0.givesTheSame(as: corrected, about: first.quantity)
    }) {
      return (
        "\(cause.id)+\(mistake.id)",
        "Two things at once. \(mistake.explanation) And: \(cause.sentence(.oneOfTwo))"
      )
    }
  }
  return nil
}

/// Everything is right but for certain places; where that is known too, what is wrong in them.
func places(of first: Record) -> [Cause] {
  first.facts.places.flatMap { place in
    func mask(_ record: Record) -> Tensor<Double>? {
      let mask = record.facts.places.first { $0.id == place.id }?.mask
      return mask?.shape == record.expected.shape ? mask : nil
    }
    let plain = Cause(
      "only.\(place.id)", { _ in "Yours is right except for the entries \(place.name)." }
    ) { record, value in
      mask(record).flatMap { merged(record.expected, into: value, where: $0) }
    }
    guard let here = mask(first), let inside = first.within(here) else { return [plain] }
    let inner =
      factors(of: inside) + multipliers(of: inside) + terms(of: inside) + functions(of: inside)
    return inner.filter { $0.rank != .anyWeight }.map { cause in
      Cause(
        "only.\(place.id)+\(cause.id)",
        { _ in
          "Yours is right except for the entries \(place.name). There: "
            + cause.sentence(.places)
        },
        correct: { record, value in
          guard let mask = mask(record), let corrected = cause.correct(record, value) else {
            return nil
          }
          return merged(corrected, into: value, where: mask)
        })
    } + [plain]
  }
}

/// One tensor where the mask is 1, another where it is 0; NaN in the one does no harm in the other.
private func merged(
  _ inside: Tensor<Double>, into outside: Tensor<Double>, where mask: Tensor<Double>
) -> Tensor<Double>? {
  guard inside.shape == mask.shape, outside.shape == mask.shape else { return nil }
  let (a, b, choice) = (inside.scalars, outside.scalars, mask.scalars)
  return Tensor(shape: mask.shape, scalars: choice.indices.map { choice[$0] == 0 ? b[$0] : a[$0] })
}

extension Record {
  /// The same with zeros in place of all that lies outside a mask; nil if nothing in it can be told from zero.
  fileprivate func within(_ mask: Tensor<Double>) -> Record? {
    guard let value, let own = merged(value, into: mask * 0, where: mask),
      let right = merged(expected, into: mask * 0, where: mask),
      right.scalars.contains(where: { $0 != 0 }), own.scalars.contains(where: { $0 != 0 })
    else { return nil }
    return Record(
      quantity: quantity, situation: situation, expected: right, uncertainty: uncertainty,
      isNumerical: isNumerical, tolerance: tolerance, facts: facts, isInteger: isInteger,
      outcome: .value(own))
  }
}

private func capitalized(_ text: String) -> String {
  text.prefix(1).uppercased() + text.dropFirst()
}
