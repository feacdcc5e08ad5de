import Course
import Tensors

/// Explains why an answer is wrong; nil if nothing in `records` is.
///
/// The order goes from what says most to what says least: a mistake that gives the same numbers throughout; two
/// quantities exchanged; a value that did not come, has the wrong shape or is no number; a correction that makes every
/// wrong value right; a known mistake that would get something else wrong that is right; the right answer to something
/// else that is asked; two corrections at once; something that every right answer does and this one does not; where it
/// is wrong; what explains some of it. No cause is ever named that has not been verified by applying it.
///
/// - Parameters:
///   - records: all that was asked about one quantity.
///   - mistakes: answers of which it is known why they are wrong.
///   - faults: what was found about this quantity without comparing values.
///   - others: all that was asked about the other quantities.
/// - Returns: the diagnosis.
func explain(
  _ records: [Record], mistakes: [KnownMistake], faults: [Fault], others: [Record] = []
) -> Diagnosis? {
  let failures = records.filter { !$0.isRight }
  guard let first = failures.first else {
    return faults.first.map {
      Diagnosis(id: $0.id, quantity: $0.quantity, isVerified: true, text: $0.text)
    }
  }
  func diagnosis(_ id: String, _ text: String, isVerified: Bool = true) -> Diagnosis {
    Diagnosis(id: id, quantity: first.quantity, isVerified: isVerified, text: text)
  }
  let fitting = mistakes.filter { $0.givesTheSame(as: records, about: first.quantity) }
  if let mistake = fitting.first(where: { !$0.isContradicted(by: others) }) {
    return diagnosis(mistake.id, mistake.explanation)
  }
  if let (id, text) = mistakenIdentity(failures, others, isExchange: true) {
    return diagnosis(id, text)
  }
  let another = mistakenIdentity(failures, others, isExchange: false)
  if let (id, text) = missingValue(failures) ?? wrongShape(failures) ?? notFinite(failures) {
    if let mistake = fitting.first { return diagnosis(mistake.id, mistake.explanation) }
    if id == "shape", let another { return diagnosis(another.id, another.text) }
    // What is no number hides what else is wrong, unless the other inputs tell.
    if ["nan", "infinite"].contains(id), notFinite([first]) == nil,
      let besides = partly(failures, of: records, mistakes)
    {
      return diagnosis(id, "\(besides.text) And: \(text)")
    }
    return diagnosis(id, text)
  }
  let isRightSomewhere = records.contains { $0.isRight && $0.expected.scalars.contains { $0 != 0 } }
  for cause in causes(for: failures) where cause.explains(failures) {
    // A factor without a name is no explanation if some input does not know of it.
    if cause.rank == .anyFactor && isRightSomewhere { continue }
    return diagnosis(cause.id, cause.sentence(.all))
  }
  if let mistake = fitting.first { return diagnosis(mistake.id, mistake.explanation) }
  if let (id, text) = another { return diagnosis(id, text) }
  for cause in pairs(for: failures) where cause.explains(failures) {
    return diagnosis(cause.id, cause.sentence(.all))
  }
  if let (id, text) = compound(records, mistakes) { return diagnosis(id, text) }
  if let fault = faults.first { return diagnosis(fault.id, fault.text) }
  if let (id, text) = whereItIsWrong(failures) { return diagnosis(id, text) }
  if let (id, text, rest) = partly(failures, of: records, mistakes) {
    return diagnosis(
      id,
      rest.isEmpty ? text : "\(text) Something else is wrong, too, for \(listed(rest)).")
  }
  return diagnosis("unexplained", pattern(failures, of: records), isVerified: false)
}

extension Tensor<Double> {
  /// Equal but for rounding: the same shape, the same infinities and NaNs.
  func isClose(to other: Tensor<Double>) -> Bool {
    guard shape == other.shape else { return false }
    let scale = other.scalars.reduce(0) { $1.isFinite ? Swift.max($0, Swift.abs($1)) : $0 }
    return zip(scalars, other.scalars).allSatisfy { a, b in
      a == b || (a.isNaN && b.isNaN)
        // An infinite difference would lie within a part of an infinite number.
        || ((a - b).isFinite
          && Swift.abs(a - b) <= 1e-7 * Swift.max(Swift.abs(a), Swift.abs(b)) + 1e-10 * scale)
    }
  }
}
