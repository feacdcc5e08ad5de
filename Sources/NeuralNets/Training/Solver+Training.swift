import Tensors

extension Solver {
  /// Trains for as long as the plan says, going on where the last call stopped.
  ///
  /// Accuracies are taken at the first step, at the end of each epoch and at the last step, as in the course.
  ///
  /// - Parameters:
  ///   - x: the training inputs, shape `[N, d1, ...]`.
  ///   - labels: their classes.
  ///   - validation: examples that are not learned from; the best network is the best on these.
  ///   - generator: where batches and the layers' random numbers come from.
  ///   - progress: called after each step; training stops when it returns false.
  /// - Returns: the history, of earlier calls too.
  @discardableResult
  public mutating func train(
    on x: Tensor<Scalar>, labels: [Int], validation: Examples? = nil,
    using generator: inout some RandomSource,
    progress: (TrainingHistory.Step) -> Bool = { _ in true }
  ) -> TrainingHistory {
    precondition(
      x.rowCount == labels.count && !labels.isEmpty,
      "train: \(x.rowCount) inputs but \(labels.count) labels")
    let batchCount = plan.batches.count(of: labels.count)
    let first = history.losses.count
    let last = first + stepCount(batchesInEpoch: batchCount)
    history.ending = .finished
    for number in first..<last {
      let batch = nextBatch(number % batchCount, of: labels.count, using: &generator)
      let loss = Double(
        step(
          on: x.gathering(rows: batch), labels: batch.map { labels[$0] }, using: &generator))
      history.losses.append(loss)
      if hasDiverged(after: loss, classCount: (labels.max() ?? 0) + 1) {
        history.ending = .diverged
        break
      }
      let endsEpoch = (number + 1) % batchCount == 0
      if endsEpoch { endEpoch() }
      var report = TrainingHistory.Step(
        number: number + 1, count: last, loss: loss,
        smoothedLoss: divergence?.smoothedLoss ?? loss,
        learningRate: rules.lazy.compactMap { $0?.learningRate }.first ?? 0)
      if plan.accuracySamples > 0 && (number == first || number == last - 1 || endsEpoch) {
        report.accuracies = takeAccuracies(
          (x, labels), validation, after: number + 1, using: &generator)
      }
      if !progress(report) {
        history.ending = .stopped
        break
      }
    }
    return history
  }

  private func stepCount(batchesInEpoch: Int) -> Int {
    switch plan.duration {
    case .epochs(let epochs): epochs * batchesInEpoch
    case .steps(let steps): steps
    }
  }

  /// The rows of the next batch; `place` is its number within the epoch.
  private mutating func nextBatch(
    _ place: Int, of count: Int, using generator: inout some RandomSource
  ) -> [Int] {
    switch plan.batches {
    case .drawn(let size):
      return generator.integers(size, below: count)
    case .shuffled(let size):
      if place == 0 || order.count != count { order = generator.permutation(of: count) }
      return Array(order[place * size..<min((place + 1) * size, count)])
    }
  }

  private mutating func hasDiverged(after loss: Double, classCount: Int) -> Bool {
    var watch = divergence ?? DivergenceStop(classCount: classCount)
    let hasDiverged = watch.hasDiverged(after: loss)
    divergence = watch
    return hasDiverged && plan.stopsOnDivergence
  }

  private mutating func endEpoch() {
    epoch += 1
    for i in rules.indices { rules[i]?.learningRate *= plan.learningRateDecay }
  }

  /// Takes the accuracy on a sample of the training examples and on all validation examples.
  private mutating func takeAccuracies(
    _ train: Examples, _ validation: Examples?, after step: Int,
    using generator: inout some RandomSource
  ) -> TrainingHistory.Accuracies {
    var sample = train
    if train.labels.count > plan.accuracySamples {
      let rows = generator.integers(plan.accuracySamples, below: train.labels.count)
      sample = (train.x.gathering(rows: rows), rows.map { train.labels[$0] })
    }
    let best = history.accuracies.compactMap(\.validation).max()
    let accuracies = TrainingHistory.Accuracies(
      step: step, epoch: epoch, train: network.accuracy(on: sample.x, labels: sample.labels),
      validation: validation.map { network.accuracy(on: $0.x, labels: $0.labels) })
    if let now = accuracies.validation, plan.keepsBest, now > best ?? -1 { self.best = network }
    history.accuracies.append(accuracies)
    return accuracies
  }
}
