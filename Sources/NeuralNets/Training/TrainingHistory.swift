/// What happened during training.
public struct TrainingHistory: Sendable, Equatable, Codable {
  /// Why training ended.
  public enum Ending: String, Sendable, Equatable, Codable {
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
    /// The accuracies, if they were taken after this step.
    public internal(set) var accuracies: Accuracies?
  }

  /// How good a network was at some moment of its training.
  public struct Accuracies: Sendable, Equatable, Codable {
    /// The steps taken until then.
    public let step: Int
    /// The passes over the data completed until then.
    public let epoch: Int
    /// The share of training examples that it got right, on a sample of them.
    public let train: Double
    /// The share of validation examples that it got right; nil if there are none.
    public let validation: Double?
  }

  /// How good a model was at some moment of its training, by a score of the caller's.
  public struct Score: Sendable, Equatable, Codable {
    /// The steps taken until then.
    public let step: Int
    /// The passes over the data completed until then.
    public let epoch: Int
    /// The score, the higher the better.
    public let value: Double
  }

  /// The loss of each step's batch before that step, penalty included.
  public internal(set) var losses: [Double] = []

  /// The accuracies taken on the way, of a model that classifies.
  public internal(set) var accuracies: [Accuracies] = []

  /// The scores taken on the way, if training was given one.
  public internal(set) var scores: [Score] = []

  /// Why training ended.
  public internal(set) var ending = Ending.finished
}
