import Foundation
import Notebooks

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
    ? decimals(seconds, 2) + " s"
    : seconds >= 1e-3 ? decimals(seconds * 1e3, 1) + " ms" : decimals(seconds * 1e6, 1) + " µs"
}
