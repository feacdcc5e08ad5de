import Foundation

/// A number with this many decimals.
func decimals(_ value: Double, _ count: Int = 2) -> String { String(format: "%.\(count)f", value) }

/// A number with its order of magnitude, such as `3.1e-09`.
func scientific(_ value: Double) -> String { String(format: "%.1e", value) }

/// A number with six digits.
func precise(_ value: Double) -> String { String(format: "%.6g", value) }

/// Numbers with two decimals, as the lecture writes them.
func lectureDigits(_ values: [Double]) -> String {
  values.map { decimals($0) }.joined(separator: ", ")
}
