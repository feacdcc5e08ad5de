import Tensors

extension Solver {
  /// Trains for as long as the plan says, going on where the last call stopped.
  ///
  /// - Parameters:
  ///   - source: where batches come from.
  ///   - score: how good the model is, the higher the better, told on examples that are not learned
  ///     from; nil to keep no best model. It is asked at the first step, at the end of each epoch
  ///     and at the last step.
  ///   - generator: where batches and the model's random numbers come from.
  ///   - progress: called after each step; training stops when it returns false.
  /// - Returns: the history, of earlier calls too.
  @discardableResult
  public mutating func train<Source: BatchSource>(
    on source: Source, score: ((M) -> Double)? = nil, using generator: inout some RandomSource,
    progress: (TrainingHistory.Step) -> Bool = { _ in true }
  ) -> TrainingHistory where Source.Batch == M.Batch {
    run(on: source, using: &generator, progress: progress) { solver, step, _ in
      if let score { solver.take(score: score(solver.model), after: step) }
      return nil
    }
  }

  /// The loop itself: draw a batch, take a step, look around.
  mutating func run<Source: BatchSource, Random: RandomSource>(
    on source: Source, using generator: inout Random,
    progress: (TrainingHistory.Step) -> Bool,
    check: (inout Self, Int, inout Random) -> TrainingHistory.Accuracies?
  ) -> TrainingHistory where Source.Batch == M.Batch {
    precondition(source.count > 0, "train: there are no examples")
    let batchCount = plan.batches.count(of: source.count)
    let first = history.losses.count
    let last = first + stepCount(batchesInEpoch: batchCount)
    history.ending = .finished
    for number in first..<last {
      let rows = nextBatch(number % batchCount, of: source.count, &generator)
      let batch = source.batch(rows, using: &generator)
      let loss = Double(step(on: batch, using: &generator))
      history.losses.append(loss)
      if hasDiverged(after: loss, chanceLoss: source.chanceLoss) {
        history.ending = .diverged
        break
      }
      let endsEpoch = (number + 1) % batchCount == 0
      if endsEpoch { endEpoch() }
      var report = reportStep(number + 1, of: last, loss: loss)
      if number == first || number == last - 1 || endsEpoch {
        report.accuracies = check(&self, number + 1, &generator)
      }
      if !progress(report) {
        history.ending = .stopped
        break
      }
    }
    return history
  }

  private func reportStep(_ number: Int, of count: Int, loss: Double) -> TrainingHistory.Step {
    TrainingHistory.Step(
      number: number, count: count, loss: loss, smoothedLoss: divergence?.smoothedLoss ?? loss,
      learningRate: firstPath.flatMap { rules[$0]?.learningRate } ?? 0)
  }

  private func stepCount(batchesInEpoch: Int) -> Int {
    switch plan.duration {
    case .epochs(let epochs): epochs * batchesInEpoch
    case .steps(let steps): steps
    }
  }

  /// The rows of the next batch; `place` is its number within the epoch.
  private mutating func nextBatch(
    _ place: Int, of count: Int, _ generator: inout some RandomSource
  ) -> [Int] {
    switch plan.batches {
    case .drawn(let size):
      return generator.integers(size, below: count)
    case .shuffled(let size):
      if place == 0 || order.count != count { order = generator.permutation(of: count) }
      return Array(order[place * size..<min((place + 1) * size, count)])
    }
  }

  private mutating func hasDiverged(after loss: Double, chanceLoss: Double) -> Bool {
    var watch = divergence ?? DivergenceStop(chanceLoss: chanceLoss)
    let hasDiverged = watch.hasDiverged(after: loss)
    divergence = watch
    return hasDiverged && plan.stopsOnDivergence
  }

  private mutating func endEpoch() {
    epoch += 1
    for path in rules.keys { rules[path]?.learningRate *= plan.learningRateDecay }
  }

  private mutating func take(score: Double, after step: Int) {
    let highest = history.scores.map(\.value).max()
    if plan.keepsBest, score > highest ?? -.infinity { best = model }
    history.scores.append(TrainingHistory.Score(step: step, epoch: epoch, value: score))
  }
}
