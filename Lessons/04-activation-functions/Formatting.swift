import Foundation

/// A share as a percentage with one decimal, such as `48.3 %`.
nonisolated func percent(_ share: Double) -> String {
  String(format: "%.1f %%", 100 * share)
}

/// A number with this many decimals.
nonisolated func decimals(_ value: Double, _ count: Int = 2) -> String {
  String(format: "%.\(count)f", value)
}

/// A number with its order of magnitude, such as `3.1e-09`.
nonisolated func scientific(_ value: Double) -> String {
  String(format: "%.1e", value)
}

/// A running mean, so that a curve of noisy batches can be read.
nonisolated func smoothed(_ losses: [Double], keeping share: Double = 0.95)
  -> [Double]
{
  var mean = losses.first ?? 0
  return losses.map { loss in
    mean = share * mean + (1 - share) * loss
    return mean
  }
}
