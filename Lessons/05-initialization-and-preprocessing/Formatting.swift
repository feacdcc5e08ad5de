import Foundation

/// A count in billions, such as `261 billion`.
func billions(_ count: Double) -> String { digits(count / 1e9) + " billion" }

/// A number with three digits that count, and an order of magnitude where it is very large or small.
func digits(_ value: Double) -> String {
  guard abs(value) >= 999.5 && abs(value) < 999_500 else {
    return String(format: "%.3g", value)
  }
  let unit = pow(10, floor(log10(abs(value)) + 1e-12) - 2)
  let rounded = Int((value / unit).rounded() * unit)
  return "\(rounded / 1000)," + String(format: "%03d", abs(rounded) % 1000)
}
