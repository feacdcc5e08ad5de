import Tensors

/// Trains a network, whatever its layers: draws batches, asks for the loss and its gradients, updates every parameter, and
/// keeps the books.
///
///     var solver = Solver(network, plan: SolverPlan(.epochs(10), batches: .drawn(100))) { _ in
///       Momentum(learningRate: 1e-2)
///     }
///     solver.train(on: x, labels: labels, validation: (xValidation, validationLabels), using: &random)
///     solver.history.losses
///     solver.network.accuracy(on: xTest, labels: testLabels)
///
/// A solver is a value that holds all there is to know of a training run: the network, the memory of each update rule, the
/// history and the best network so far. Calling `train` again goes on where it stopped.
///
/// *Source:* CS231n, assignment 2, `solver.py`, whose order of random draws it keeps: with the course's random stream the
/// course's losses come out.
public struct Solver<Scalar: TensorScalar>: Sendable {
  /// Inputs, shape `[N, d1, ...]`, with the class of each.
  public typealias Examples = (x: Tensor<Scalar>, labels: [Int])

  /// The network as it is now.
  public var network: Network<Scalar>

  /// How to train.
  public var plan: SolverPlan

  /// What has happened so far.
  public internal(set) var history = TrainingHistory()

  /// The network at its best validation accuracy; nil without validation or if the plan does not keep it.
  public internal(set) var best: Network<Scalar>?

  /// The rule of each parameter, in the order in which the network shows them; nil for one that stays as it is.
  var rules: [(any UpdateRule<Scalar>)?]

  /// The passes over the data that are complete.
  public internal(set) var epoch = 0

  var divergence: DivergenceStop?
  var order: [Int] = []

  /// Prepares to train a network.
  ///
  /// - Parameters:
  ///   - network: what to train.
  ///   - plan: how to train it.
  ///   - rule: makes the update rule of each parameter; nil for a parameter that is not to be learned.
  public init(
    _ network: Network<Scalar>, plan: SolverPlan,
    rule: (ParameterRole) -> (any UpdateRule<Scalar>)?
  ) {
    self.network = network
    self.plan = plan
    rules = network.parameters.map { rule($0.role) }
  }
}

// MARK: - One step

extension Solver {
  /// Learns from one batch: forward, loss, backward, update.
  ///
  /// - Parameters:
  ///   - x: the inputs of the batch.
  ///   - labels: their classes.
  ///   - generator: where layers get random numbers.
  /// - Returns: the loss before the update, penalty included.
  @discardableResult
  public mutating func step(
    on x: Tensor<Scalar>, labels: [Int],
    using generator: inout some RandomSource
  ) -> Scalar {
    let (loss, gradients) = passes(x, labels, using: &generator)
    update(by: gradients)
    return loss
  }

  /// Forward and backward; what they need to remember of each other is gone when this returns, so that parameters can
  /// be updated in place.
  private mutating func passes(
    _ x: Tensor<Scalar>, _ labels: [Int], using generator: inout some RandomSource
  ) -> (loss: Scalar, gradients: [Tensor<Scalar>]) {
    let pass = network.trainingPass(
      x, labels, plan.loss, plan.regularizer, .train, using: &generator)
    network.absorb(pass.cache)
    return (pass.loss, pass.gradients)
  }

  private mutating func update(by gradients: [Tensor<Scalar>]) {
    var index = 0
    network.visitParameters { parameter, role in
      defer { index += 1 }
      guard let rate = rules[index]?.learningRate else { return }
      rules[index]?.update(&parameter, gradient: gradients[index])
      if role.isRegularized { plan.regularizer.finishStep(on: &parameter, learningRate: rate) }
    }
  }
}
