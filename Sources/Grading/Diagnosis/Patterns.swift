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
  let regions: [(id: String, words: String, contains: (Record, Int) -> Bool)] =
    [
      ("zeros", "that should be exactly 0", { $0.expected.scalars[$1] == 0 }),
      ("negative", "that should be negative", { $0.expected.scalars[$1] < 0 }),
      ("positive", "that should be positive", { $0.expected.scalars[$1] > 0 }),
    ]
    + [(0, "first row"), (-1, "last row")].map { edge, name in
      ("edge", "of the \(name)", { isAtEdge($0, $1, axis: 0, edge: edge) })
    }
    + [(0, "first column"), (-1, "last column")].map { edge, name in
      ("edge", "of the \(name)", { isAtEdge($0, $1, axis: 1, edge: edge) })
    }
    + [("border", "at the border", isAtBorder)]
  for region in regions {
    let fits = failures.allSatisfy { record in
      guard let value = record.value else { return false }
      let wrong = Set(record.wrongEntries(in: value))
      let inside = (0..<value.count).filter { region.contains(record, $0) }
      return inside.count < value.count && wrong.isSubset(of: inside)
    }
    if fits {
      return (
        "only.\(region.id)",
        "Yours is right everywhere else: only entries \(region.words) are wrong."
      )
    }
  }
  return nil
}

private func isAtEdge(_ record: Record, _ place: Int, axis: Int, edge: Int) -> Bool {
  let shape = record.expected.shape
  guard shape.count > axis, shape[axis] > 1, shape.count > 1 || axis == 0 else { return false }
  return record.expected.indices(ofElement: place)[axis] == (edge == 0 ? 0 : shape[axis] - 1)
}

private func isAtBorder(_ record: Record, _ place: Int) -> Bool {
  let shape = record.expected.shape
  guard shape.count >= 2 else { return false }
  let indices = record.expected.indices(ofElement: place)
  return [shape.count - 2, shape.count - 1].contains {
    indices[$0] == 0 || indices[$0] == shape[$0] - 1
  }
}

/// What can be said when no explanation fits: how much is wrong, and whether the right numbers are there at all.
func pattern(_ failures: [Record], of records: [Record]) -> String {
  let right = records.count - failures.count
  if right > 0, let wrong = failures.first {
    let cases = right == 1 ? "one input" : "\(right) inputs"
    return "It is right for \(cases) and wrong for \(failures.count), the first being "
      + "\(wrong.situation). What is special about it?"
  }
  let isPermuted = failures.allSatisfy { record in
    guard let value = record.value, value.count > 1, value.shape == record.expected.shape else {
      return false
    }
    return record.accepts(matchingOrder(of: value, to: record.expected))
  }
  if isPermuted { return "The right numbers are there, in another order." }
  return "None of the usual mistakes gives these numbers. Work the smallest input out by hand."
}

/// The entries of one tensor, arranged so that their ranks are those of another's.
private func matchingOrder(of value: Tensor<Double>, to other: Tensor<Double>) -> Tensor<Double> {
  let sorted = value.scalars.sorted()
  var scalars = value.scalars
  let places = other.scalars.indices.sorted { other.scalars[$0] < other.scalars[$1] }
  for (rank, place) in places.enumerated() { scalars[place] = sorted[rank] }
  return Tensor(shape: value.shape, scalars: scalars)
}
