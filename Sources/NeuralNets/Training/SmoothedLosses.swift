/// The losses of noisy batches as a curve that can be read: each averaged with those before it,
/// which count less the further back they lie.
///
/// - Parameters:
///   - losses: One a step, such as `TrainingHistory.losses`.
///   - share: How much of the mean stays at each step, from 0 to 1: 0.9 looks back over some ten
///     steps, 0.95 over twenty.
/// - Returns: As many numbers; the first is the first loss.
package func smoothed(_ losses: [Double], keeping share: Double = 0.95) -> [Double] {
  var mean = losses.first ?? 0
  return losses.map { loss in
    mean = share * mean + (1 - share) * loss
    return mean
  }
}
