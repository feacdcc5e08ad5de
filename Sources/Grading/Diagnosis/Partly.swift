import Tensors

/// A cause that is verified for some of the inputs that go wrong, when no one cause explains all of them: two mistakes at
/// once seldom show in every input, and the smallest inputs often show one of them alone.
///
/// A known mistake counts if it gives the same numbers as the answer for the first of the failures, and nowhere gets wrong what the
/// answer gets right; a correction, if it makes at least half of the failures right, and the first of them.
///
/// - Parameters:
///   - failures: what is wrong about one quantity.
///   - records: all that was asked about it.
///   - mistakes: answers of which it is known why they are wrong.
/// - Returns: the cause that explains most, for how many inputs it does, and those for which it does not; nil if there is none.
func partly(_ failures: [Record], of records: [Record], _ mistakes: [KnownMistake]) -> (
  id: String, text: String, unexplained: [Record]
)? {
  guard let first = failures.first, failures.count > 1 else { return nil }
  var best: (id: String, text: String, explained: [Bool], count: Int)?
  func consider(_ id: String, _ text: String, _ explained: [Bool], leastEntries: Int) {
    let count = explained.count { $0 }
    guard explained.first == true, count > best?.count ?? 0 else { return }
    let entries = zip(failures, explained).reduce(0) { sum, pair in
      guard pair.1, let value = pair.0.value, value.shape == pair.0.expected.shape else {
        return sum
      }
      return sum + pair.0.wrongEntries(in: value).count
    }
    if entries >= leastEntries { best = (id, text, explained, count) }
  }
  for mistake in mistakes {
    let mine = mistake.records.filter { $0.quantity == first.quantity }
    guard mine.count == records.count else { continue }
    var explained: [Bool] = []
    var isContradicted = false
    for (mine, theirs) in zip(mine, records) {
      let isSame = mine.situation == theirs.situation && isAlike(mine, theirs)
      if theirs.isRight {
        isContradicted = isContradicted || !mine.isRight
      } else {
        explained.append(isSame)
      }
    }
    if !isContradicted { consider(mistake.id, mistake.explanation, explained, leastEntries: 4) }
  }
  for cause in causes(for: failures) where cause.rank == .named {
    let explained = failures.map { cause.explains([$0]) }
    guard 2 * explained.count(where: { $0 }) >= failures.count else { continue }
    consider(cause.id, cause.sentence(.all), explained, leastEntries: 6)
  }
  guard let best else { return nil }
  let rest = zip(failures, best.explained).filter { !$0.1 }.map(\.0)
  if rest.isEmpty { return (best.id, best.text, rest) }
  return (
    "partly.\(best.id)",
    "\(best.text) That explains \(best.count) of the \(failures.count) inputs for which it is wrong.",
    rest
  )
}

/// Whether two answers are as close to each other as an answer must come to what is expected.
private func isAlike(_ mistake: Record, _ answer: Record) -> Bool {
  guard let wrong = mistake.value, let value = answer.value else { return false }
  if wrong.isClose(to: value) { return true }
  let asIfWanted = Record(
    quantity: answer.quantity, situation: answer.situation, expected: wrong, uncertainty: nil,
    isNumerical: false, tolerance: answer.tolerance, facts: Facts(), isInteger: answer.isInteger,
    outcome: answer.outcome)
  return asIfWanted.accepts(value)
}
