import Tensors

/// How close an answer must come to what is expected.
package struct Tolerance: Sendable {
  /// The part of an entry's own size that it may be off.
  package var relative: Double
  /// The part of the largest entry's size that any entry may be off.
  package var absolute: Double

  /// Describes how close an answer must come.
  ///
  /// - Parameters:
  ///   - relative: as a part of the entry's own size.
  ///   - absolute: as a part of the largest entry's size.
  package init(relative: Double, absolute: Double) {
    self.relative = relative
    self.absolute = absolute
  }

  /// For values that can be computed to nearly all digits.
  package static let standard = Tolerance(relative: 1e-9, absolute: 1e-11)
  /// For integers, which are right or wrong.
  package static let exact = Tolerance(relative: 0, absolute: 0)
}

/// What an answer returned for one thing that it was asked.
enum Outcome {
  case value(Tensor<Double>)
  case threw(String)
  case unattempted
}

/// One thing that an answer was asked: what was expected, and what came.
struct Record {
  /// What is compared, such as "distances" or "dw".
  let quantity: String
  /// For which input, in words.
  let situation: String
  let expected: Tensor<Double>
  /// The uncertainty of each expected entry, where it was measured; infinite where it cannot be relied on.
  let uncertainty: Tensor<Double>?
  /// Whether what is expected was measured, and not computed by the definition.
  let isNumerical: Bool
  let tolerance: Tolerance
  let facts: Facts
  let isInteger: Bool
  let outcome: Outcome

  /// The value that came, if one did.
  var value: Tensor<Double>? {
    if case .value(let value) = outcome { value } else { nil }
  }

  var isUnattempted: Bool {
    if case .unattempted = outcome { true } else { false }
  }

  var hasWrongShape: Bool { value.map { $0.shape != expected.shape } ?? false }

  var isRight: Bool { value.map(accepts) ?? false }

  /// Whether nothing in it could have been found wrong: every expected entry is less certain than
  /// a tenth of the largest.
  var isUndecided: Bool {
    guard let uncertainty, !uncertainty.scalars.isEmpty else { return false }
    let scale = expected.scalars.reduce(0) { $1.isFinite ? max($0, abs($1)) : $0 }
    return uncertainty.scalars.allSatisfy { $0 > 0 && !($0 <= 0.1 * scale) }
  }

  /// Whether so much is left open that many a correction would seem to fit.
  var isLoose: Bool {
    let scale = expected.scalars.reduce(0) { $1.isFinite ? max($0, abs($1)) : $0 }
    return uncertainty?.scalars.contains { $0.isFinite && $0 > 1e-4 * scale } ?? false
  }

  /// Whether a tensor is as good as the expected one: its shape first, then every entry.
  func accepts(_ candidate: Tensor<Double>) -> Bool {
    candidate.shape == expected.shape && wrongEntries(in: candidate).isEmpty
  }

  /// The entries of a tensor of the right shape that are wrong, by their place in row-major order.
  func wrongEntries(in candidate: Tensor<Double>) -> [Int] {
    let scale = expected.scalars.reduce(0) { $1.isFinite ? max($0, abs($1)) : $0 }
    let got = candidate.scalars
    let want = expected.scalars
    let slack = uncertainty?.scalars
    return got.indices.filter { i in
      if got[i] == want[i] || slack?[i] == .infinity { return false }
      let allowed =
        tolerance.relative * max(abs(got[i]), abs(want[i])) + tolerance.absolute * scale
        + (slack?[i] ?? 0)
      return !(abs(got[i] - want[i]) <= allowed) || !got[i].isFinite
    }
  }

  /// The same record with another value in the place of the one that came.
  func replacing(_ value: Tensor<Double>) -> Record {
    Record(
      quantity: quantity, situation: situation, expected: expected, uncertainty: uncertainty,
      isNumerical: isNumerical, tolerance: tolerance, facts: facts, isInteger: isInteger,
      outcome: .value(value))
  }
}

extension Tensor {
  /// The indices of the element at `place` in row-major order.
  func indices(ofElement place: Int) -> [Int] {
    var rest = place
    var indices = [Int](repeating: 0, count: rank)
    for axis in shape.indices.reversed() {
      indices[axis] = rest % shape[axis]
      rest /= shape[axis]
    }
    return indices
  }
}
