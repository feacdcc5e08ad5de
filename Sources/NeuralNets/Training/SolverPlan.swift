import Tensors

/// How a solver trains: what is minimised, on which batches, for how long, and what is watched on
/// the way.
public struct SolverPlan: Sendable {
  /// How the examples of a batch are chosen.
  public enum Batches: Sendable, Equatable {
    /// Drawn at random with replacement, as the course does it: an example may come twice or not at
    /// all. An epoch is `N / size` batches, rounded down.
    case drawn(Int)

    /// Each epoch goes through all examples once, in an order of its own; its last batch may be
    /// smaller.
    case shuffled(Int)

    /// The number of examples in a batch.
    public var size: Int {
      switch self {
      case .drawn(let size), .shuffled(let size): size
      }
    }

    /// The number of batches in an epoch of this many examples.
    public func count(of examples: Int) -> Int {
      switch self {
      case .drawn(let size): max(1, examples / size)
      case .shuffled(let size): (examples + size - 1) / size
      }
    }
  }

  /// How long a call to `train` lasts.
  public enum Duration: Sendable, Equatable {
    /// This many passes over the data.
    case epochs(Int)
    /// This many batches.
    case steps(Int)
  }

  /// The regulariser of each parameter, told by its key.
  public var regularizer: @Sendable (ParameterKey) -> Regularizer

  /// How long a call to `train` lasts.
  public var duration: Duration

  /// How the examples of a batch are chosen.
  public var batches: Batches

  /// The factor of every learning rate after each epoch (not after each step).
  public var learningRateDecay: Double

  /// How many training examples, drawn anew each time, tell the training accuracy at the end of an
  /// epoch; with none, no accuracy is looked at, on the validation set either.
  public var accuracySamples: Int

  /// Whether the model with the best validation accuracy, or the highest score, is kept aside.
  public var keepsBest: Bool

  /// Whether to stop when the loss is not finite or has run away.
  public var stopsOnDivergence: Bool

  /// Creates a plan; the defaults are those of the course's `solver.py`, plus a stop on divergence.
  ///
  /// The regulariser given here is that of every parameter whose role is regularised, which weights
  /// are.
  public init(
    _ duration: Duration = .epochs(10), batches: Batches = .drawn(100),
    regularizer: Regularizer = .none, learningRateDecay: Double = 1, accuracySamples: Int = 1000,
    keepsBest: Bool = true, stopsOnDivergence: Bool = true
  ) {
    precondition(
      batches.size > 0 && accuracySamples >= 0,
      "SolverPlan: batches of \(batches.size), accuracy on \(accuracySamples) examples")
    (self.duration, self.batches) = (duration, batches)
    self.regularizer = { $0.role.isRegularized ? regularizer : .none }
    (self.learningRateDecay, self.accuracySamples) = (learningRateDecay, accuracySamples)
    (self.keepsBest, self.stopsOnDivergence) = (keepsBest, stopsOnDivergence)
  }
}
