import Tensors

/// Where alone an answer is wrong, when that can be seen from the expected values or from the edges.
///
/// It is a fact, not a cause: the entries inside are wrong and those outside are right, in everything that was asked.
func whereItIsWrong(_ failures: [Record]) -> Finding? {
  if let first = failures.first?.value, failures.count > 1, first.count == 1,
    failures.allSatisfy({ $0.value == first })
  {
    return ("constant", "It gives \(format(first.scalars[0])) whatever it is asked.")
  }
  let isVector = failures.allSatisfy { $0.expected.rank == 1 }
  let regions: [(id: String, words: String, contains: (Record, Int) -> Bool)] = [
    ("zeros", "entries that should be exactly 0 are", { $0.expected.scalars[$1] == 0 }),
    ("negative", "entries that should be negative are", { $0.expected.scalars[$1] <= 0 }),
    ("positive", "entries that should be positive are", { $0.expected.scalars[$1] >= 0 }),
    (
      "edge", isVector ? "the first entry is" : "entries of the first row are",
      { isAtEdge($0, $1, axis: 0, isLast: false) }
    ),
    (
      "edge", isVector ? "the last entry is" : "entries of the last row are",
      { isAtEdge($0, $1, axis: 0, isLast: true) }
    ),
    ("edge", "entries of the first column are", { isAtEdge($0, $1, axis: 1, isLast: false) }),
    ("edge", "entries of the last column are", { isAtEdge($0, $1, axis: 1, isLast: true) }),
    ("border", "entries at the border are", isAtBorder),
  ]
  for region in regions {
    var isProper = false
    let fits = failures.allSatisfy { record in
      guard let value = record.value else { return false }
      let inside = (0..<value.count).filter { region.contains(record, $0) }
      if inside.count < value.count { isProper = true }
      return Set(record.wrongEntries(in: value)).isSubset(of: inside)
    }
    if fits && isProper {
      return (
        "only.\(region.id)",
        "Yours is right everywhere else: only \(region.words) wrong."
      )
    }
  }
  return nil
}

/// The right answer to something else that is asked for, such as dy in the place of dx.
///
/// - Parameters:
///   - failures: all that is wrong about one quantity.
///   - others: all that was asked about the others.
///   - isExchange: whether it must be the same the other way round.
/// - Returns: what has been mistaken for what, if anything has.
func mistakenIdentity(
  _ failures: [Record], _ others: [Record], isExchange: Bool
) -> Finding? {
  guard let mine = failures.first?.quantity,
    failures.contains(where: { $0.value?.scalars.contains { $0 != 0 } ?? false })
  else { return nil }
  for name in others.map(\.quantity).uniqued() {
    let isTheOther = failures.allSatisfy { record in
      guard let value = record.value,
        let partner = others.first(where: {
          $0.quantity == name && $0.situation == record.situation
        })
      else { return false }
      return partner.accepts(value)
        && (!isExchange || partner.value.map(record.accepts) ?? false)
    }
    if isTheOther {
      return (
        "swapped",
        isExchange
          ? "\([mine, name].sorted().joined(separator: " and ")) are right except for their places: they are swapped."
          : "What you return as \(mine) is \(name)."
      )
    }
  }
  return nil
}

private func isAtEdge(_ record: Record, _ place: Int, axis: Int, isLast: Bool) -> Bool {
  let shape = record.expected.shape
  guard shape.count > axis else { return false }
  return record.expected.indices(ofElement: place)[axis] == (isLast ? shape[axis] - 1 : 0)
}

private func isAtBorder(_ record: Record, _ place: Int) -> Bool {
  let shape = record.expected.shape
  guard shape.count >= 2 else { return false }
  let indices = record.expected.indices(ofElement: place)
  return [shape.count - 2, shape.count - 1].contains {
    indices[$0] == 0 || indices[$0] == shape[$0] - 1
  }
}

/// What is said when nothing at all can be, and an input is small and its numbers are round.
let nothingFitsSmall =
  "None of the usual mistakes gives these numbers. Work the smallest input out by hand."
/// What is said when nothing at all can be.
let nothingFits =
  "None of the usual mistakes gives these numbers. Call your function with two or three round "
  + "numbers of your own, work the result out on paper, and print the steps in between."

extension Record {
  /// Whether its numbers can be worked out by hand: few, and halves, quarters or eighths at most.
  var isByHand: Bool {
    expected.count <= 6 && expected.scalars.allSatisfy { ($0 * 8).rounded() == $0 * 8 }
  }
}

/// What can be said when no explanation fits: for which inputs it is right, and whether the right numbers are there at all.
func pattern(_ failures: [Record], of records: [Record]) -> String {
  // To be right where nothing but zeros is expected says little.
  let right = records.filter { record in
    record.isRight && record.expected.scalars.contains { $0 != 0 }
  }
  if !right.isEmpty {
    return
      "It is right for \(listed(right)), and wrong for \(listed(failures)). What tells them apart?"
  }
  let isPermuted = failures.allSatisfy { record in
    guard let value = record.value, value.count > 1, value.shape == record.expected.shape else {
      return false
    }
    return record.accepts(matchingOrder(of: value, to: record.expected))
  }
  if isPermuted { return "The right numbers are there, in another order." }
  return failures.contains(where: \.isByHand) ? nothingFitsSmall : nothingFits
}

/// The first few situations, and how many more there are.
func listed(_ records: [Record]) -> String {
  let names = records.map(\.situation).uniqued()
  let shown = names.prefix(2).joined(separator: "; ")
  return names.count > 2 ? shown + "; and \(names.count - 2) more" : shown
}

/// The entries of one tensor, arranged so that their ranks are those of another's.
private func matchingOrder(of value: Tensor<Double>, to other: Tensor<Double>) -> Tensor<Double> {
  let sorted = value.scalars.sorted()
  var scalars = value.scalars
  let places = other.scalars.indices.sorted { other.scalars[$0] < other.scalars[$1] }
  for (rank, place) in places.enumerated() { scalars[place] = sorted[rank] }
  return Tensor(shape: value.shape, scalars: scalars)
}
