/// A running mean, so that a curve of noisy batches can be read.
func smoothed(_ losses: [Double]) -> [Double] {
  var mean = losses.first ?? 0
  return losses.map { loss in
    mean = 0.97 * mean + 0.03 * loss
    return mean
  }
}
