import Foundation

// How Sightline writes numbers, in a sentence, a table, a report or a picture. Which is for what:
//
//   percent         a share: 48.3 %
//   comparison      two shares: better by 1.5 points (40.0 % against 38.5 %)
//   decimals        numbers of one size, to be compared: as many places after the point for all
//   significant     a number of any size: its leading digits
//   scientific      a number whose order of magnitude is what matters: 3.1e-09
//   grouped         a count: 4,608,000
//   duration        a time, in the unit that suits it: 12 ms
//   label(for:)     a number in a drawing, where there is little room: −0.20, 1.23e−12
//   typeset         turns the text of one of the others into what a drawing shows

/// A share as a percentage, such as `48.3 %`.
///
/// - Parameters:
///   - share: From 0 to 1.
///   - count: The digits after the point.
/// - Returns: The percentage, with a space before its sign.
package func percent(_ share: Double, digits count: Int = 1) -> String {
  decimals(100 * share, count) + " %"
}

/// How a share compares with another, such as `better by 1.5 points (40.0 % against 38.5 %)`.
///
/// - Parameters:
///   - share: From 0 to 1; the larger, the better.
///   - other: What it is compared with.
/// - Returns: The comparison; `as good` if they differ by less than a twentieth of a point.
package func comparison(_ share: Double, with other: Double) -> String {
  let points = 100 * (share - other)
  if abs(points) < 0.05 { return "as good (\(percent(share)))" }
  let size = "by \(decimals(abs(points), 1)) points (\(percent(share)) against \(percent(other)))"
  return (points > 0 ? "better " : "worse ") + size
}

/// A number with this many digits after the point.
package func decimals(_ value: Double, _ count: Int = 2) -> String {
  String(format: "%.\(count)f", value)
}

/// A number with its leading digits and no idle zeros, such as `0.417`, `12,300` or `7.89e+69`.
///
/// Powers of ten stand where a number is below a ten-thousandth, or a million or more; in between
/// it is written in full.
///
/// - Parameters:
///   - value: Any number; one that is not finite is written `NaN`, `∞` or `-∞`.
///   - count: How many digits count.
///   - isGrouped: Whether a comma parts the thousands; where none may stand, as in a formula, a
///     number with more than `count` digits before its point becomes a power of ten.
/// - Returns: The number as text.
package func significant(
  _ value: Double, digits count: Int = 3, isGrouped: Bool = true
) -> String {
  guard value.isFinite else { return value.isNaN ? "NaN" : value < 0 ? "-∞" : "∞" }
  let text = String(format: "%.\(count)g", value)
  guard isGrouped, let rounded = Double(text), (1e3..<1e6).contains(abs(rounded)) else {
    return text
  }
  let fraction = text.contains("e") ? "" : text.drop { $0 != "." }
  return grouped(Int(rounded)) + fraction
}

/// A number with its order of magnitude, such as `3.1e-09`.
package func scientific(_ value: Double) -> String { String(format: "%.1e", value) }

/// A whole number with a comma before every three digits, such as `4,608,000`.
package func grouped(_ count: Int) -> String {
  var digits = String(count.magnitude)
  var end = digits.count - 3
  while end > 0 {
    digits.insert(",", at: digits.index(digits.startIndex, offsetBy: end))
    end -= 3
  }
  return (count < 0 ? "-" : "") + digits
}

/// A time in the unit that suits it, such as `45.2 µs`, `12 ms`, `3.1 s` or `2 min 5 s`.
package func duration(_ seconds: Double) -> String {
  switch seconds {
  case ..<0.000_95: decimals(seconds * 1e6, 1) + " µs"
  case ..<0.009_95: decimals(seconds * 1e3, 1) + " ms"
  case ..<0.95: decimals(seconds * 1e3, 0) + " ms"
  case ..<9.95: decimals(seconds, 1) + " s"
  case ..<99.5: decimals(seconds, 0) + " s"
  default: "\(Int(seconds / 60)) min \(Int(seconds) % 60) s"
  }
}

/// A number as a drawing labels it: two decimals as in the lectures, more where they are needed to
/// see anything, powers of ten where it is very small or large.
package func label(for value: Double) -> String {
  guard value.isFinite else { return typeset(significant(value)) }
  let format =
    switch abs(value) {
    case 0, 0.0995..<999.995: "%.2f"
    case 0.00995..<0.0995: "%.3f"
    case 999.995..<9999.95: "%.1f"
    case 9999.95..<99_999.5: "%.0f"
    default: "%.2e"
    }
  return typeset(String(format: format, value == 0 ? 0 : value))
}

/// A number with minus as it is printed, not as it is typed, and `e-05` without its idle zero.
package func typeset(_ number: String) -> String {
  number.replacingOccurrences(of: "e-0", with: "e-").replacingOccurrences(of: "e+0", with: "e")
    .replacingOccurrences(of: "e+", with: "e").replacingOccurrences(of: "-", with: "−")
}
