/// A wrong answer of which it is known why it is wrong, and what it returns when it is asked the same.
struct KnownMistake {
  let id: String
  let explanation: String
  let records: [Record]

  /// Whether this mistake is one of the quantity's, and gives the same numbers wherever `records` asked, right or wrong.
  func givesTheSame(as records: [Record], about quantity: String? = nil) -> Bool {
    let mine = self.records.filter { quantity == nil || $0.quantity == quantity }
    let theirs = records.filter { quantity == nil || $0.quantity == quantity }
    guard mine.count == theirs.count, mine.contains(where: { !$0.isRight }) else { return false }
    return zip(mine, theirs).allSatisfy { mine, theirs in
      guard mine.situation == theirs.situation, let a = mine.value, let b = theirs.value else {
        return false
      }
      return a.isClose(to: b)
    }
  }

  /// Whether it gets something wrong that is right in `records`: then it may be this mistake for one quantity, but hardly as a whole.
  func isContradicted(by records: [Record]) -> Bool {
    let right = Set(records.map(\.quantity)).subtracting(
      records.filter { !$0.isRight }.map(\.quantity))
    return self.records.contains { !$0.isRight && right.contains($0.quantity) }
  }
}
