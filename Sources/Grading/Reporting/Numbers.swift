import Foundation

/// A number as a report shows it: whole numbers without a point, others with the digits that matter.
package func format(_ number: Double) -> String {
  if number.isNaN { return "NaN" }
  if number.isInfinite { return number < 0 ? "-infinity" : "infinity" }
  if number == number.rounded(), abs(number) < 1e9 { return String(Int(number)) }
  if abs(number) >= 1e-3, abs(number) < 1e6 {
    let digits = max(0, 5 - Int(log10(abs(number)).rounded(.up)))
    return String(format: "%.\(digits)f", number)
  }
  return String(format: "%.3g", number)
}

/// The size of a difference, with one digit.
package func formatDifference(_ number: Double) -> String {
  number == 0 ? "0" : String(format: "%.0e", number).replacing("e-0", with: "e-")
}
