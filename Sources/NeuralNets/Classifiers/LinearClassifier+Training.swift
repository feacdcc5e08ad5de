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

  /// Learns from mini-batches by stochastic gradient descent.
  ///
  /// Each step draws a batch, asks for the loss and its gradient on it,
  /// and moves weights and bias a little down that gradient.
  ///
  /// - Parameters:
  ///   - x: the inputs, shape `[N, D]`.
  ///   - labels: their classes.
  ///   - plan: how to train.
  ///   - generator: where the batches come from.
  ///   - progress: called after each step; training stops when it
  ///     returns false.
  /// - Returns: the losses on the way, and why training ended.
  @discardableResult
  public mutating func train(
    on x: Tensor<Scalar>, labels: [Int], plan: TrainingPlan,
    using generator: inout some RandomSource,
    progress: (TrainingHistory.Step) -> Bool = { _ in true }
  ) -> TrainingHistory {
    precondition(
      x.rowCount == labels.count && !labels.isEmpty,
      "train: \(x.rowCount) inputs but \(labels.count) labels")
    let stepsInPass = max(1, labels.count / plan.batchSize)
    var rule = SGD<Scalar>(learningRate: plan.learningRate)
    var divergence = DivergenceStop(classCount: classCount)
    var history = TrainingHistory()
    for step in 0..<plan.steps {
      let batch = generator.integers(plan.batchSize, below: labels.count)
      let (loss, gradients) = lossAndGradients(
        on: x, labels: labels, batch: batch, regularizer: plan.regularizer)
      let diverged = divergence.hasDiverged(after: Double(loss))
      history.losses.append(Double(loss))
      if diverged && plan.stopsOnDivergence {
        history.ending = .diverged
        break
      }
      rule.update(&weights, gradient: gradients.weights)
      if learnsBias { rule.update(&bias, gradient: gradients.bias) }
      plan.regularizer.finishStep(
        on: &weights, learningRate: rule.learningRate)
      let report = TrainingHistory.Step(
        number: step + 1, count: plan.steps, loss: Double(loss),
        smoothedLoss: divergence.smoothedLoss ?? Double(loss),
        learningRate: rule.learningRate)
      if !progress(report) {
        history.ending = .stopped
        break
      }
      if (step + 1) % stepsInPass == 0 {
        rule.learningRate *= plan.learningRateDecay
      }
    }
    return history
  }
}

/// The inputs with a column of ones appended: `[N, D]` gives `[N, D + 1]`.
///
/// The bias trick: the last row of the weights then acts as the bias, and there is one product and nothing else.
/// A regulariser shrinks that row like any other, as in the course.
public func appendingOnes<Scalar>(_ x: Tensor<Scalar>) -> Tensor<Scalar> {
  let flat = x.reshaped(to: [x.rowCount, x.rowSize])
  return Tensor(concatenating: [flat, Tensor(ones: [x.rowCount, 1])], axis: 1)
}
