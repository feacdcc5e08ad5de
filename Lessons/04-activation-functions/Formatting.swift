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
