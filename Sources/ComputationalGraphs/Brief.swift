import Foundation

/// A number as a drawing shows it: two decimals as in the lectures, more where they are needed to see anything, powers
/// of ten where a number is very small or large.
func wireLabel(_ value: Double) -> String {
  if value.isNaN { return "NaN" }
  if value.isInfinite { return value < 0 ? "−∞" : "∞" }
  let size = abs(value)
  let format =
    switch size {
    case 0, 0.0995..<999.995: "%.2f"
    case 0.00995..<0.0995: "%.3f"
    case 999.995..<9999.95: "%.1f"
    case 9999.95..<99_999.5: "%.0f"
    default: "%.2e"
    }
  return withMinusSign(String(format: format, value == 0 ? 0 : value))
}

/// A constant of a formula, with the digits that it needs and no more than five.
func brief(_ value: Double) -> String {
  if value.isNaN { return "NaN" }
  if value.isInfinite { return value < 0 ? "−∞" : "∞" }
  return withMinusSign(String(format: "%.5g", value))
}

/// Minus as it is printed, not as it is typed; "e-05" without its idle zero.
private func withMinusSign(_ text: String) -> String {
  text.replacingOccurrences(of: "e-0", with: "e-").replacingOccurrences(of: "e+0", with: "e")
    .replacingOccurrences(of: "e+", with: "e").replacingOccurrences(of: "-", with: "−")
}
