/// What happened during training.
public struct TrainingHistory: Sendable, Equatable {
  /// Why training ended.
  public enum Ending: Sendable, Equatable {
    /// All steps were taken.
    case finished
    /// The progress callback asked to stop.
    case stopped
    /// The loss was not finite, or had run away.
    case diverged
  }

  /// What is known after a step.
  public struct Step: Sendable, Equatable {
    /// The number of this step, from 1.
    public let number: Int
    /// How many steps are planned.
    public let count: Int
    /// The loss of the batch before the step, penalty included.
    public let loss: Double
    /// The loss, smoothed over about ten steps.
    public let smoothedLoss: Double
    /// The learning rate of the step.
    public let learningRate: Double
  }

  /// The loss of each step's batch before that step, penalty included.
  public internal(set) var losses: [Double] = []

  /// Why training ended.
  public internal(set) var ending = Ending.finished
}
