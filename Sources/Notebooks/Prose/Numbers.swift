import Foundation

// How a lesson writes numbers: each of these makes the words that stand in a sentence, a table or a claim.

/// A share as a percentage, such as `48.3 %`.
///
/// - Parameters:
///   - share: From 0 to 1.
///   - count: The digits after the point.
/// - Returns: The percentage, with a space before its sign.
public func percent(_ share: Double, digits count: Int = 1) -> String {
  decimals(100 * share, count) + " %"
}

/// A number with this many digits after the point.
public func decimals(_ value: Double, _ count: Int = 2) -> String {
  String(format: "%.\(count)f", value)
}

/// A number with its order of magnitude, such as `3.1e-09`.
public func scientific(_ value: Double) -> String { String(format: "%.1e", value) }

/// A whole number with a comma after every three digits, such as `4,608,000`.
public func grouped(_ count: Int) -> String {
  var digits = String(count.magnitude)
  var end = digits.count - 3
  while end > 0 {
    digits.insert(",", at: digits.index(digits.startIndex, offsetBy: end))
    end -= 3
  }
  return (count < 0 ? "-" : "") + digits
}
