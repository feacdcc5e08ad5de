import ArgumentParser
import Foundation

/// What the reader can play with in this lesson.
struct Dials: ParsableArguments {
  @Option(help: ArgumentHelp("A learning rate to try beside the lesson's own.", valueName: "rate"))
  var rate = 0.05

  func validate() throws {
    guard rate > 0 && rate.isFinite else {
      throw ValidationError("--rate must be a number above 0, not \(rate).")
    }
  }
}

/// A share as a percentage with one decimal, such as `48.3 %`.
func percent(_ share: Double) -> String { String(format: "%.1f %%", 100 * share) }

/// A number with this many decimals.
func decimals(_ value: Double, _ count: Int = 2) -> String { String(format: "%.\(count)f", value) }

/// A number with its order of magnitude, such as `3.1e-09`.
func scientific(_ value: Double) -> String { String(format: "%.1e", value) }
