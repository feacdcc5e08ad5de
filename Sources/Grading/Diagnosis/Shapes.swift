import Tensors

/// An identifier and a sentence, if something is the matter.
typealias Finding = (id: String, text: String)

/// A value that did not come because the answer threw an error.
func missingValue(_ failures: [Record]) -> Finding? {
  for record in failures {
    switch record.outcome {
    case .threw(let error):
      return ("threw", "For \(record.situation) it throws an error: \(error)")
    case .unattempted:
      return ("unattempted", "It still throws Unattempted() for \(record.situation).")
    case .value: continue
    }
  }
  return nil
}

/// A value of the wrong shape, with what has become of it where that can be said.
func wrongShape(_ failures: [Record]) -> Finding? {
  let wrong = failures.filter(\.hasWrongShape)
  guard let record = wrong.first, let value = record.value else { return nil }
  let want = shapeText(record.expected.shape, isInteger: record.isInteger)
  let got = shapeText(value.shape, isInteger: record.isInteger)
  let both = "For \(record.situation) it should have \(want), and yours has \(got)."
  for cause in transposes(of: record) where cause.explains(wrong) {
    return ("shape.transposed", both + " " + cause.sentence(.all))
  }
  let reshaped = Cause("shape.reshaped", { _ in "" }) { record, value in
    value.count == record.expected.count ? value.reshaped(to: record.expected.shape) : nil
  }
  if reshaped.explains(wrong) {
    return ("shape.reshaped", both + " The numbers are right, in the right order.")
  }
  let summed = Cause("shape.unsummed", { _ in "" }) { record, value in
    var value = value
    while value.rank > record.expected.rank { value = value.sum(axis: 0) }
    return value
  }
  if summed.explains(wrong) {
    let axes = value.rank == record.expected.rank + 1 ? "axis 0" : "the leading axes"
    return ("shape.unsummed", both + " Summing yours over \(axes) makes it right.")
  }
  // A fact about the shape alone, whatever the numbers are.
  let isReversed = wrong.allSatisfy { $0.value?.shape == Array($0.expected.shape.reversed()) }
  if isReversed { return ("shape.reversed", both + " Its axes are there in reverse order.") }
  return ("shape", both)
}

private func shapeText(_ shape: [Int], isInteger: Bool) -> String {
  if shape.isEmpty { return "a single number" }
  return isInteger && shape.count == 1 ? "\(shape[0]) entries" : "shape \(shape)"
}

/// Swapped axes, each pair of them.
func transposes(of record: Record) -> [Cause] {
  let rank = record.expected.rank
  guard rank >= 2 else { return [] }
  return (0..<rank).flatMap { a in
    (a + 1..<rank).map { b in
      let sentence: (Wording) -> String = {
        rank == 2
          ? "Transposing \($0.yours) \($0.makesItRight): rows and columns are swapped."
          : "Swapping axes \(a) and \(b) of \($0.yours) \($0.makesItRight)."
      }
      return Cause("transposed", sentence) { _, value in
        guard value.rank == rank else { return nil }
        var axes = Array(0..<rank)
        axes.swapAt(a, b)
        return value.transposed(axes: axes)
      }
    }
  }
}

/// Where NaN comes from.
let originOfNaN =
  "NaN comes from 0/0, from infinity over or minus infinity (exp of a large number is infinite), and from the root or the logarithm of a negative number."
/// Where infinity comes from.
let originOfInfinity =
  "Infinity comes from exp of a large number, from log of 0, and from a division by 0."

/// A value that is NaN or infinite where it should not be, and the first place where it is.
func notFinite(_ failures: [Record]) -> Finding? {
  for record in failures {
    guard let value = record.value, !record.hasWrongShape else { continue }
    let bad = record.wrongEntries(in: value).filter { !value.scalars[$0].isFinite }
    guard let first = bad.first else { continue }
    let number = value.scalars[first]
    let kind = number.isNaN ? "not a number (NaN)" : "infinite"
    let place = value.rank == 0 ? "it" : "entry \(value.indices(ofElement: first))"
    let many = bad.count > 1 ? ", the first of \(bad.count) such entries of \(value.count)" : ""
    let expected = record.expected.scalars[first]
    return (
      number.isNaN ? "nan" : "infinite",
      "For \(record.situation), \(place) is \(kind)\(many); it should be \(format(expected)). "
        + (number.isNaN ? originOfNaN : originOfInfinity)
    )
  }
  return nil
}
