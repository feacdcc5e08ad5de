import Grading
import Tensors

// The mutants of 2.12.

/// A loop with everything that can be done wrong in it as a parameter.
private struct Loop: Sendable {
  var batches: @Sendable (_ order: [Int], _ size: Int) -> [[Int]] = { order, size in
    stride(from: 0, to: order.count, by: size).map { Array(order[$0...].prefix(size)) }
  }
  /// The order of an epoch; by default each has a new one.
  var isShuffledOnce = false
  var isShuffled = true
  var step:
    @Sendable (_ rate: Double, _ batch: Int, _ size: Int, _ steps: Int, _ epoch: Int) -> Double = {
      rate, _, _, _, _ in rate
    }
  var extraEpochs = 0
  var isAtStart = false
  var isMeasuredAfter = false
  var isOncePerEpoch = false

  func run(
    _ start: Tensor<Double>, _ size: Int, _ epochs: Int, _ rate: Double,
    _ order: ShuffledOrder, _ loss: BatchLoss
  ) throws -> (weights: Tensor<Double>, losses: [Double]) {
    var w = start
    var losses: [Double] = []
    var current: [Int] = []
    for epoch in 0..<max(0, epochs + extraEpochs) {
      if epoch == 0 || !isShuffledOnce { current = try order() }
      if !isShuffled { current.sort() }
      for batch in batches(current, size) {
        let (value, gradient) = try loss(isAtStart ? start : w, batch)
        w -= step(rate, batch.count, size, losses.count, epoch) * gradient
        losses.append(isMeasuredAfter ? try loss(w, batch).loss : value)
      }
    }
    return (w, losses)
  }
}

/// A mutant made from the loop with something changed.
private func mutant(
  _ id: String, _ explanation: String, _ change: @escaping @Sendable (inout Loop) -> Void
) -> Mutant<GradientDescent> {
  Mutant(id, explanation) { start, size, epochs, rate, order, loss in
    var loop = Loop()
    change(&loop)
    return try loop.run(start, size, epochs, rate, order, loss)
  }
}

let descentMutants: [Mutant<GradientDescent>] = [
  mutant("uphill", "It walks uphill: the step is against the gradient, so it is subtracted.") {
    $0.step = { rate, _, _, _, _ in -rate }
  },
  mutant("no-rate", "The learning rate is missing in the step.") {
    $0.step = { _, _, _, _, _ in 1 }
  },
  mutant("rate-halved", "The step is half of what it should be.") {
    $0.step = { rate, _, _, _, _ in rate / 2 }
  },
  mutant(
    "rate-over-batch",
    "It divides the step by the size of the batch; the loss of a batch is a mean already."
  ) {
    $0.step = { rate, batch, _, _, _ in rate / Double(batch) }
  },
  mutant(
    "rate-over-batch-size",
    "It divides the step by batchSize; the loss of a batch is a mean already."
  ) { $0.step = { rate, _, size, _, _ in rate / Double(size) } },
  mutant(
    "rate-times-batch",
    "It multiplies the step by the size of the batch; the gradient is that of a mean, and is used as it is."
  ) { $0.step = { rate, batch, _, _, _ in rate * Double(batch) } },
  mutant(
    "small-batch-scaled",
    "The smaller batch at the end of an epoch makes a smaller step than the others. Its gradient is that of a mean: use it like any other."
  ) { $0.step = { rate, batch, size, _, _ in rate * Double(batch) / Double(size) } },
  mutant("rate-decays", "The learning rate gets smaller with every step; it is to stay what it is.")
  {
    $0.step = { rate, _, _, steps, _ in rate / Double(steps + 1) }
  },
  mutant(
    "rate-decays-by-epoch",
    "The learning rate gets smaller with every epoch; it is to stay what it is."
  ) { $0.step = { rate, _, _, _, epoch in rate / Double(epoch + 1) } },
  mutant("no-step", "The weights never change: the step is not taken.") {
    $0.step = { _, _, _, _, _ in 0 }
  },
  mutant(
    "gradient-at-start",
    "It asks for loss and gradient at the first weights every time; ask at the weights as they are now."
  ) { $0.isAtStart = true },
  mutant("loss-after", "The losses are measured after the step; take each before it.") {
    $0.isMeasuredAfter = true
  },
  mutant(
    "never-shuffled",
    "It goes through the examples in their own order: a batch is a part of the shuffled order, not of 0, 1, 2 and so on."
  ) {
    $0.isShuffled = false
  },
  mutant(
    "shuffled-once",
    "It shuffles once and uses that order in every epoch; each epoch gets a new one."
  ) {
    $0.isShuffledOnce = true
  },
  mutant(
    "rest-dropped",
    "What is left over at the end of an epoch is not used: with 13 examples in batches of 4 the thirteenth makes a batch of its own."
  ) {
    $0.batches = { order, size in
      (0..<order.count / size).map { Array(order[$0 * size..<($0 + 1) * size]) }
    }
  },
  mutant(
    "rest-dropped-or-all",
    "What is left over at the end of an epoch is not used, unless one batch holds everything. Make the last batch a smaller one."
  ) {
    $0.batches = { order, size in
      let size = min(size, order.count)
      return (0..<order.count / size).map { Array(order[$0 * size..<($0 + 1) * size]) }
    }
  },
  mutant(
    "last-example-left-out",
    "The last example of every order is never used: the loop ends one too early."
  ) {
    $0.batches = { order, size in
      let rest = order.dropLast()
      return stride(from: 0, to: rest.count, by: size).map { Array(rest[$0...].prefix(size)) }
    }
  },
  mutant(
    "first-example-left-out",
    "The first example of every order is never used: counting begins at 0."
  ) {
    $0.batches = { order, size in
      stride(from: 1, to: order.count, by: size).map { Array(order[$0...].prefix(size)) }
    }
  },
  mutant(
    "rest-filled-up",
    "The last batch of an epoch is filled up with the examples before it, so that some count twice. It is to be smaller."
  ) {
    $0.batches = { order, size in
      stride(from: 0, to: order.count, by: size).map {
        let end = min($0 + size, order.count)
        return Array(order[max(0, end - size)..<end])
      }
    }
  },
  mutant(
    "rest-wrapped",
    "The last batch of an epoch is filled up with the first examples of the order, so that some count twice. It is to be smaller."
  ) {
    $0.batches = { order, size in
      stride(from: 0, to: order.count, by: size).map { first in
        (first..<first + size).map { order[$0 % order.count] }
      }
    }
  },
  mutant(
    "rest-joined",
    "What is left over at the end of an epoch is added to the last full batch; it is to be a smaller batch of its own."
  ) {
    $0.batches = { order, size in
      let full = max(1, order.count / size)
      return (0..<full).map {
        Array(order[$0 * size..<($0 == full - 1 ? order.count : ($0 + 1) * size)])
      }
    }
  },
  mutant(
    "first-batch-only",
    "Every step uses the first batch of the order: the place where a batch begins must move on."
  ) {
    $0.batches = { order, size in
      stride(from: 0, to: order.count, by: size).map { _ in Array(order.prefix(size)) }
    }
  },
  mutant(
    "one-batch-an-epoch",
    "It takes one step an epoch, on the first batch; go on through the whole order."
  ) {
    $0.batches = { order, size in [Array(order.prefix(size))] }
  },
  mutant("whole-set", "Every step uses all examples; a step is to use one batch.") {
    $0.batches = { order, size in stride(from: 0, to: order.count, by: size).map { _ in order } }
  },
  mutant("full-batch", "It takes one step an epoch, on all the examples: batchSize is not used.") {
    $0.batches = { order, _ in [order] }
  },
  mutant("one-at-a-time", "It takes a step for every single example: batchSize is not used.") {
    $0.batches = { order, _ in order.map { [$0] } }
  },
  mutant(
    "overlapping",
    "The batches overlap: each begins one example further on, and should begin batchSize further on."
  ) {
    $0.batches = { order, size in
      order.indices.map { Array(order[$0...].prefix(size)) }
    }
  },
  mutant(
    "batch-one-short",
    "Each batch lacks its last example: a range that ends before batchSize - 1 is one too short."
  ) {
    $0.batches = { order, size in
      stride(from: 0, to: order.count, by: size).map { first in
        Array(order[first..<min(max(first + size - 1, first + 1), order.count)])
      }
    }
  },
  mutant(
    "batch-one-long", "Each batch has one example too many, which is also the first of the next."
  ) {
    $0.batches = { order, size in
      stride(from: 0, to: order.count, by: size).map { Array(order[$0...].prefix(size + 1)) }
    }
  },
  mutant("from-the-end", "It goes through the order from its end; begin at its front.") {
    $0.batches = { order, size in
      let order = Array(order.reversed())
      return stride(from: 0, to: order.count, by: size).map { Array(order[$0...].prefix(size)) }
    }
  },
  mutant("one-epoch-more", "It goes through the examples once too often: epochs times is enough.") {
    $0.extraEpochs = 1
  },
  mutant("one-epoch-less", "It goes through the examples once less than epochs says.") {
    $0.extraEpochs = -1
  },
  Mutant(
    "epoch-losses",
    "It returns one loss for each epoch, the mean; one for each batch is wanted."
  ) { start, size, epochs, rate, order, loss in
    let right = try Loop().run(start, size, epochs, rate, order, loss)
    let steps = right.losses.count / epochs
    let means = (0..<epochs).map { e in
      right.losses[e * steps..<(e + 1) * steps].reduce(0, +) / Double(steps)
    }
    return (right.weights, means)
  },
  Mutant(
    "final-loss-appended",
    "There is one loss too many at the end: one for each step, before it, is wanted."
  ) { start, size, epochs, rate, order, loss in
    var last: [Int] = []
    let right = try Loop().run(start, size, epochs, rate, order) { w, batch in
      last = batch
      return try loss(w, batch)
    }
    return (right.weights, right.losses + [try loss(right.weights, last).loss])
  },
  Mutant(
    "losses-added-up", "It returns the running sum of the losses; the loss of each batch is wanted."
  ) { start, size, epochs, rate, order, loss in
    let right = try Loop().run(start, size, epochs, rate, order, loss)
    var sum = 0.0
    return (
      right.weights,
      right.losses.map {
        sum += $0
        return sum
      }
    )
  },
  Mutant(
    "start-returned", "It returns the weights that it began with, though the losses are right."
  ) {
    start, size, epochs, rate, order, loss in
    (start, try Loop().run(start, size, epochs, rate, order, loss).losses)
  },
  Mutant(
    "weights-before-last-step",
    "It returns the weights before the last step."
  ) { start, size, epochs, rate, order, loss in
    var last = start
    let right = try Loop().run(start, size, epochs, rate, order) { w, batch in
      last = w
      return try loss(w, batch)
    }
    return (last, right.losses)
  },
  Mutant(
    "best-weights",
    "It returns the weights that had the smallest loss; those after the last step are wanted."
  ) { start, size, epochs, rate, order, loss in
    var best = start
    var smallest = Double.infinity
    let right = try Loop().run(start, size, epochs, rate, order) { w, batch in
      let result = try loss(w, batch)
      if result.loss < smallest { (best, smallest) = (w, result.loss) }
      return result
    }
    return (best, right.losses)
  },
  Mutant(
    "gradients-accumulate",
    "The gradients of earlier batches are still in the step: take that of this batch alone."
  ) { start, size, epochs, rate, order, loss in
    var sum = Tensor<Double>(zeros: start.shape)
    return try Loop().run(start, size, epochs, rate, order) { w, batch in
      let result = try loss(w, batch)
      sum += result.gradient
      return (result.loss, sum)
    }
  },
  Mutant(
    "restarts", "The weights begin anew in every epoch: set them to start once, before the loop."
  ) { start, size, epochs, rate, order, loss in
    var weights = start
    var losses: [Double] = []
    for _ in 0..<epochs {
      let epoch = try Loop().run(start, size, 1, rate, order, loss)
      weights = epoch.weights
      losses += epoch.losses
    }
    return (weights, losses)
  },
]
