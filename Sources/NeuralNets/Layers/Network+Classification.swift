import Tensors

extension Network {
  /// How many rows are answered at once: few enough that no layer's output takes much memory.
  private static var rowsAtOnce: Int { 500 }

  /// The output of the last layer for each input, in test mode: the scores of the classes.
  ///
  /// - Parameter x: the inputs, shape `[N, d1, ...]`.
  /// - Returns: shape `[N, C]`.
  public func scores(for x: Tensor<Scalar>) -> Tensor<Scalar> {
    var unused = SeededGenerator(seed: 0)
    if x.rowCount <= Self.rowsAtOnce { return forward(x, mode: .test, using: &unused).out }
    let parts = stride(from: 0, to: x.rowCount, by: Self.rowsAtOnce).map { start in
      let block = x[rows: start..<min(start + Self.rowsAtOnce, x.rowCount)]
      return forward(block, mode: .test, using: &unused).out
    }
    return Tensor(concatenating: parts, axis: 0)
  }

  /// The class with the highest score for each input; the smallest of them if several are.
  public func predict(_ x: Tensor<Scalar>) -> [Int] {
    scores(for: x).argmax(axis: 1)
  }

  /// The share of inputs whose prediction is their label, from 0 to 1.
  public func accuracy(on x: Tensor<Scalar>, labels: [Int]) -> Double {
    precondition(
      x.rowCount == labels.count && !labels.isEmpty,
      "accuracy: \(x.rowCount) inputs but \(labels.count) labels")
    let correct = zip(predict(x), labels).count { $0 == $1 }
    return Double(correct) / Double(labels.count)
  }

  /// What a preference among weights adds to the loss, over all layers.
  public func penalty(_ regularizer: Regularizer) -> Scalar {
    parameters.reduce(0) {
      $1.role.isRegularized ? $0 + regularizer.penalty(of: $1.value) : $0
    }
  }

  /// The loss of a batch, penalty included, and its gradient with respect to each parameter: forward through the layers
  /// and the loss, and back.
  ///
  /// The network stays as it is.
  ///
  /// - Parameters:
  ///   - x: the inputs, shape `[N, d1, ...]`.
  ///   - labels: their classes.
  ///   - loss: how the scores are judged.
  ///   - regularizer: the preference among weights.
  ///   - mode: whether the network is learning.
  ///   - generator: where layers get random numbers.
  /// - Returns: the loss, and a gradient a parameter in the order of `parameters`.
  public func lossAndGradients(
    on x: Tensor<Scalar>, labels: [Int], loss: ClassificationLoss = .softmax,
    regularizer: Regularizer = .none, mode: NetworkMode = .train,
    using generator: inout some RandomSource
  ) -> (loss: Scalar, gradients: [Tensor<Scalar>]) {
    let pass = trainingPass(x, labels, loss, regularizer, mode, using: &generator)
    return (pass.loss, pass.gradients)
  }

  /// The same for a network that draws no random numbers.
  public func lossAndGradients(
    on x: Tensor<Scalar>, labels: [Int], loss: ClassificationLoss = .softmax,
    regularizer: Regularizer = .none, mode: NetworkMode = .train
  ) -> (loss: Scalar, gradients: [Tensor<Scalar>]) {
    var unused = SeededGenerator(seed: 0)
    return lossAndGradients(
      on: x, labels: labels, loss: loss, regularizer: regularizer, mode: mode, using: &unused)
  }

  /// Loss and gradients, with the cache from which layers take what they want to remember.
  func trainingPass(
    _ x: Tensor<Scalar>, _ labels: [Int], _ loss: ClassificationLoss, _ regularizer: Regularizer,
    _ mode: NetworkMode, using generator: inout some RandomSource
  ) -> (loss: Scalar, gradients: [Tensor<Scalar>], cache: Cache) {
    let (scores, cache) = forward(x, mode: mode, using: &generator)
    let (dataLoss, dscores) = loss.evaluate(scores, labels: labels)
    var gradients = parameterGradients(dscores, cache)
    if regularizer == .none { return (dataLoss, gradients, cache) }
    add(regularizer, to: &gradients)
    return (dataLoss + penalty(regularizer), gradients, cache)
  }

  /// Adds the gradient of the penalty to those of the weights.
  private func add(_ regularizer: Regularizer, to gradients: inout [Tensor<Scalar>]) {
    for (i, parameter) in parameters.enumerated() where parameter.role.isRegularized {
      regularizer.addGradient(at: parameter.value, to: &gradients[i])
    }
  }
}
