import Tensors

extension LinearClassifier {
  /// How a linear classifier is trained.
  public struct TrainingPlan: Sendable {
    /// How many mini-batches to learn from.
    public var steps: Int
    /// The examples in a mini-batch, drawn with replacement.
    public var batchSize: Int
    /// How far a step goes.
    public var learningRate: Double
    /// The factor of the learning rate after each pass over the data (not after each step).
    public var learningRateDecay: Double
    /// The preference among weights.
    public var regularizer: Regularizer
    /// Whether to stop when the loss is not finite or has run away.
    public var stopsOnDivergence: Bool

    /// Creates a plan; the defaults are those of the course's `linear_classifier.py`.
    public init(
      steps: Int = 100, batchSize: Int = 200, learningRate: Double = 1e-3,
      learningRateDecay: Double = 1, regularizer: Regularizer = .none,
      stopsOnDivergence: Bool = true
    ) {
      precondition(
        steps >= 0 && batchSize > 0, "TrainingPlan: \(steps) steps of \(batchSize) examples")
      (self.steps, self.batchSize) = (steps, batchSize)
      (self.learningRate, self.learningRateDecay) = (learningRate, learningRateDecay)
      (self.regularizer, self.stopsOnDivergence) = (regularizer, stopsOnDivergence)
    }
  }

  /// Learns from mini-batches by stochastic gradient descent: `Solver` with the rule `SGD`.
  ///
  /// - Parameters:
  ///   - x: the inputs, shape `[N, D]`.
  ///   - labels: their classes.
  ///   - plan: how to train.
  ///   - generator: where the batches come from.
  ///   - progress: called after each step; training stops when it returns false.
  /// - Returns: the losses on the way, and why training ended.
  @discardableResult
  public mutating func train(
    on x: Tensor<Scalar>, labels: [Int], plan: TrainingPlan,
    using generator: inout some RandomSource,
    progress: (TrainingHistory.Step) -> Bool = { _ in true }
  ) -> TrainingHistory {
    let examples = LabeledExamples(x, labels: labels, classCount: classCount)
    let solverPlan = SolverPlan(
      .steps(plan.steps), batches: .drawn(plan.batchSize), regularizer: plan.regularizer,
      learningRateDecay: plan.learningRateDecay, stopsOnDivergence: plan.stopsOnDivergence)
    var solver = Solver(self, plan: solverPlan) { _ in SGD(learningRate: plan.learningRate) }
    solver.train(on: examples, using: &generator, progress: progress)
    self = solver.model
    return solver.history
  }
}

/// The inputs with a column of ones appended: `[N, D]` gives `[N, D + 1]`.
///
/// The bias trick: the last row of the weights then acts as the bias, and there is one product and
/// nothing else. A regulariser shrinks that row like any other, as in the course.
public func appendingOnes<Scalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> {
  let flat = x.reshaped(to: [x.rowCount, x.rowSize])
  return Tensor(concatenating: [flat, Tensor(ones: [x.rowCount, 1])], axis: 1)
}
