import Tensors

/// Trains a model, whatever it is: draws batches, asks for the loss and its gradients, updates
/// every parameter, and keeps the books.
///
///     var solver = Solver(network, plan: SolverPlan(.epochs(10), batches: .drawn(100))) { _ in
///       Momentum(learningRate: 1e-2)
///     }
///     solver.train(
///       on: x, labels: labels, validation: (xValidation, validationLabels), using: &random)
///     solver.history.losses
///     solver.network.accuracy(on: xTest, labels: testLabels)
///
/// A solver is a value that holds all there is to know of a training run: the model, the memory of
/// each update rule, the history and the best model so far. Calling `train` again goes on where it
/// stopped; `snapshot` and `restore` do the same for another process.
///
/// *Source:* CS231n, assignment 2, `solver.py`, whose order of random draws it keeps: with the
/// course's random stream the course's losses come out.
public struct Solver<M: Model>: Sendable {
  /// The model as it is now.
  public var model: M

  /// How to train.
  public var plan: SolverPlan

  /// What has happened so far.
  public internal(set) var history = TrainingHistory()

  /// The model at its best accuracy or score on examples that are not learned from; nil without
  /// such, or if the plan does not keep it.
  public internal(set) var best: M?

  /// The passes over the data that are complete.
  public internal(set) var epoch = 0

  /// The rule of each parameter that is learned, by the parameter's path.
  var rules: [String: any UpdateRule<M.Scalar>] = [:]

  /// The path of the first parameter that is learned: its rate is the one that is reported.
  private(set) var firstPath: String?

  var divergence: DivergenceStop?
  var order: [Int] = []

  /// Prepares to train a model.
  ///
  /// - Parameters:
  ///   - model: what to train.
  ///   - plan: how to train it.
  ///   - rule: makes the update rule of each parameter; nil for one that is not to be learned.
  public init(_ model: M, plan: SolverPlan, rule: (ParameterKey) -> (any UpdateRule<M.Scalar>)?) {
    (self.model, self.plan) = (model, plan)
    for key in model.parameters.map(\.key) {
      precondition(rules[key.path] == nil, "Solver: two parameters have the path \(key)")
      rules[key.path] = rule(key)
      if rules[key.path] != nil { firstPath = firstPath ?? key.path }
    }
  }

  /// Prepares to train a network as a classifier.
  ///
  /// - Parameters:
  ///   - network: what to train.
  ///   - loss: how its scores are judged.
  ///   - plan: how to train it.
  ///   - rule: makes the update rule of each parameter; nil for one that is not to be learned.
  public init<Scalar>(
    _ network: Network<Scalar>, loss: ClassificationLoss = .softmax, plan: SolverPlan,
    rule: (ParameterKey) -> (any UpdateRule<Scalar>)?
  ) where M == Classifier<Scalar> {
    self.init(Classifier(network, loss: loss), plan: plan, rule: rule)
  }
}

// MARK: - One step

extension Solver {
  /// Learns from one batch: forward, loss, backward, update.
  ///
  /// - Parameters:
  ///   - batch: what to learn from.
  ///   - generator: where the model gets random numbers.
  /// - Returns: the loss before the update, penalty included.
  @discardableResult
  public mutating func step(
    on batch: M.Batch, using generator: inout some RandomSource
  ) -> M.Scalar {
    let (loss, gradients) = passes(batch, using: &generator)
    let penalty = update(by: gradients)
    return loss + penalty
  }

  /// Forward and backward; what they need to remember of each other is gone
  /// when this returns, so that parameters can be updated in place.
  private mutating func passes(
    _ batch: M.Batch, using generator: inout some RandomSource
  ) -> (loss: M.Scalar, gradients: [Tensor<M.Scalar>]) {
    let (loss, gradients, trace) = model.lossAndGradients(
      on: batch, mode: .train, using: &generator)
    model.absorb(trace)
    return (loss, gradients)
  }

  /// Lets each rule take its step, and returns the penalty of the weights
  /// as they were before.
  private mutating func update(by gradients: [Tensor<M.Scalar>]) -> M.Scalar {
    var index = 0
    var penalty: M.Scalar = 0
    model.visitParameters { parameter, key in
      defer { index += 1 }
      let regularizer = plan.regularizer(key)
      penalty += regularizer.penalty(of: parameter)
      guard let rate = rules[key.path]?.learningRate else { return }
      rules[key.path]?.update(
        &parameter, gradient: gradients[index], regularizer: regularizer)
      regularizer.finishStep(on: &parameter, learningRate: rate)
    }
    return penalty
  }
}
