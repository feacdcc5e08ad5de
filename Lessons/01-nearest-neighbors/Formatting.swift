import Foundation

/// A share as a percentage, such as "27.4 %".
func percent(_ share: Double, digits: Int = 1) -> String {
  String(format: "%.\(digits)f %%", 100 * share)
}

/// A number with a fixed number of digits after the point.
func fixed(_ x: Double, _ digits: Int) -> String { String(format: "%.\(digits)f", x) }

/// A whole number with a comma after every three digits, such as "4,608,000".
func grouped(_ count: Int) -> String {
  var digits = String(count)
  var end = digits.count - 3
  while end > 0 {
    digits.insert(",", at: digits.index(digits.startIndex, offsetBy: end))
    end -= 3
  }
  return digits
}

/// A number with three significant digits, in powers of ten where it is very small or large.
func brief(_ x: Double) -> String { String(format: "%.3g", x) }

/// What `work` makes, and the seconds that it takes.
func timed<Result>(_ work: () -> Result) -> (result: Result, seconds: Double) {
  let start = ContinuousClock.now
  let result = work()
  let time = (ContinuousClock.now - start).components
  return (result, Double(time.seconds) + Double(time.attoseconds) * 1e-18)
}

/// A time in the unit that suits it.
func duration(_ seconds: Double) -> String {
  seconds >= 1
    ? fixed(seconds, 2) + " s"
    : seconds >= 1e-3 ? fixed(seconds * 1e3, 1) + " ms" : fixed(seconds * 1e6, 1) + " µs"
}
