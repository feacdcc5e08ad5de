import Foundation
import Notebooks

/// A number with six digits.
func precise(_ value: Double) -> String {
  if value.isNaN { return "NaN" }
  if value.isInfinite { return value < 0 ? "-∞" : "∞" }
  return String(format: "%.6g", value)
}

/// A whole number with a comma before every three digits, such as `262,144`.
func grouped(_ value: Int) -> String {
  value < 1000
    ? "\(value)"
    : grouped(value / 1000) + String(format: ",%03d", value % 1000)
}

/// Numbers with two decimals, as the lecture writes them.
func lectureDigits(_ values: [Double]) -> String {
  values.map { decimals($0) }.joined(separator: ", ")
}
