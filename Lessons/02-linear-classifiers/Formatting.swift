import Notebooks

/// How an accuracy compares with another one, in words, such as `better by 1.5 points (40.0 % against 38.5 %)`.
func comparison(_ share: Double, _ other: Double) -> String {
  let points = 100 * (share - other)
  if abs(points) < 0.05 { return "as good (\(percent(share)))" }
  let size = "by \(decimals(abs(points), 1)) points (\(percent(share)) against \(percent(other)))"
  return (points > 0 ? "better " : "worse ") + size
}
