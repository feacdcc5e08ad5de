import Foundation

/// A share as a percentage with one decimal, such as `48.3 %`.
func percent(_ share: Double) -> String { String(format: "%.1f %%", 100 * share) }

/// A number with this many decimals.
func decimals(_ value: Double, _ count: Int = 2) -> String { String(format: "%.\(count)f", value) }

/// A number with its order of magnitude, such as `3.1e-09`.
func scientific(_ value: Double) -> String { String(format: "%.1e", value) }

/// How an accuracy compares with another one, in words, such as `better by 1.5 points (40.0 % against 38.5 %)`.
func comparison(_ share: Double, _ other: Double) -> String {
  let points = 100 * (share - other)
  if abs(points) < 0.05 { return "as good (\(percent(share)))" }
  let size = "by \(decimals(abs(points), 1)) points (\(percent(share)) against \(percent(other)))"
  return (points > 0 ? "better " : "worse ") + size
}
