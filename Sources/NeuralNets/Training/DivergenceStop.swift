/// Notices that training runs away: the loss is not a number, or has grown far beyond its start.
///
/// A loss may jump for a step and come back, so it is smoothed. Training counts as diverged when
/// the smoothed loss passes three times the larger of the first loss and ln C, the loss of a guess
/// among C classes.
public struct DivergenceStop: Sendable, Equatable, Codable {
  /// The smoothed loss, nil before the first step.
  public private(set) var smoothedLoss: Double?

  private let guess: Double
  private var limit = Double.infinity

  /// Starts to watch a training run.
  ///
  /// - Parameter chanceLoss: the loss of a guess; 0 if there is no such thing.
  public init(chanceLoss: Double) {
    guess = chanceLoss
  }

  /// Starts to watch a training run over this many classes, for which a guess costs ln C.
  public init(classCount: Int) {
    self.init(chanceLoss: Double.log(Double(max(2, classCount))))
  }

  /// Takes the loss of one step into account.
  ///
  /// - Returns: whether training has diverged.
  public mutating func hasDiverged(after loss: Double) -> Bool {
    if let smoothed = smoothedLoss {
      smoothedLoss = 0.9 * smoothed + 0.1 * loss
    } else {
      smoothedLoss = loss
      limit = 3 * max(loss, guess)
    }
    return !loss.isFinite || !((smoothedLoss ?? loss) <= limit)
  }
}
