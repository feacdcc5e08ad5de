/// A sum that keeps what rounding would lose, so that it does not depend on how many terms came before.
///
/// *Source:* Neumaier, 1974, an improvement of Kahan's summation.
struct CompensatedSum {
  private var sum = 0.0
  private var lost = 0.0

  /// The sum of all terms so far.
  var value: Double { sum.isFinite ? sum + lost : sum }

  /// Adds a term.
  mutating func add(_ term: Double) {
    let next = sum + term
    lost += abs(sum) >= abs(term) ? (sum - next) + term : (term - next) + sum
    sum = next
  }
}
