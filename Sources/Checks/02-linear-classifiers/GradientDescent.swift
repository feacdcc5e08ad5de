import Grading
import Tensors

/// Gives all examples in an order that is new with every call.
typealias ShuffledOrder = () throws -> [Int]
/// Takes weights and a batch; returns its mean loss and the gradient.
typealias BatchLoss =
  (_ weights: Tensor<Double>, _ batch: [Int]) throws -> (loss: Double, gradient: Tensor<Double>)
/// Takes the start, the batch size, the epochs, the learning rate, the order and the loss.
typealias GradientDescent =
  @Sendable (Tensor<Double>, Int, Int, Double, ShuffledOrder, BatchLoss) throws -> (
    weights: Tensor<Double>, losses: [Double]
  )

/// 2.12: gradient descent with mini-batches.
let gradientDescent = Exercise<GradientDescent>(
  "2.12",
  check: { check, descend in
    func ask(_ situation: String, _ world: DescentWorld) {
      let right = try? world.ask(Loop().run)
      check.value("losses", of: situation, is: Tensor(right?.losses ?? [])) {
        Tensor(try world.ask(descend).losses)
      }
      check.value("weights", of: situation, is: right?.weights ?? world.start) {
        try world.ask(descend).weights
      }
    }
    ask(
      "one example, one step at rate 0.5 from w = 2 with the loss w²",
      DescentWorld(
        x: [[1]], targets: [0], start: [2], batchSize: 1, rate: 0.5, orders: [[0]], factor: 1))
    ask(
      "3 examples in batches of 2, 2 epochs",
      DescentWorld(
        x: [[1], [2], [3]], targets: [1, 0, 2], start: [1], batchSize: 2, rate: 0.05,
        orders: [[2, 0, 1], [1, 2, 0]], factor: 1))
    for (n, d, batchSize, epochs) in [
      (12, 3, 4, 3), (13, 5, 4, 2), (7, 2, 1, 2), (11, 3, 11, 4), (5, 2, 8, 3), (17, 2, 5, 1),
    ] {
      ask(
        "\(n) examples in batches of \(batchSize), \(epochs) epochs",
        DescentWorld(
          x: check.normal([n, d]), targets: check.normal([n]).scalars, start: check.normal([d]),
          batchSize: batchSize, rate: 0.07,
          orders: (0..<epochs).map { _ in check.random.permutation(of: n) }, factor: 0.5))
    }
  },
  mutants: stepMutants + batchMutants + outcomeMutants)

/// A linear regression and the orders in which its examples come.
private struct DescentWorld {
  let x: Tensor<Double>
  let targets: [Double]
  let start: Tensor<Double>
  let batchSize: Int
  let rate: Double
  let orders: [[Int]]
  /// The factor of the squared error.
  let factor: Double

  /// The mean squared error of some examples, and its gradient.
  func loss(_ w: Tensor<Double>, _ batch: [Int]) -> (loss: Double, gradient: Tensor<Double>) {
    var loss = 0.0
    var gradient = Tensor<Double>(zeros: start.shape)
    guard w.shape == start.shape else { return (.nan, gradient) }
    for i in batch where targets.indices.contains(i) {
      let error = x.row(i).dot(w) - targets[i]
      loss += factor * error * error / Double(batch.count)
      gradient += x.row(i) * (2 * factor * error / Double(batch.count))
    }
    return batch.isEmpty ? (.nan, gradient) : (loss, gradient)
  }

  /// Asks an answer; after the last epoch the orders begin again.
  func ask(
    _ descend: GradientDescent
  ) throws -> (weights: Tensor<Double>, losses: [Double]) {
    var calls = 0
    return try descend(
      start, batchSize, orders.count, rate,
      {
        calls += 1
        return orders[(calls - 1) % orders.count]
      }, loss)
  }
}

/// The loop of the definition, with everything that can go wrong in it as a parameter.
private struct Loop: Sendable {
  /// What may go wrong between the steps.
  enum Slip {
    case unshuffled, shuffledOnce, shuffledForEachBatch, orderWasted
    case atStart, measuredAfter, accumulating, restarting
  }
  typealias Step = (rate: Double, batch: Int, size: Int, count: Int, epoch: Int)
  /// All weights from the first to the last, the loss of each step, and one more at the end.
  typealias Path = (weights: [Tensor<Double>], losses: [Double], final: Double, epochs: Int)

  var slip: Slip?
  var extraEpochs = 0
  var cut: @Sendable (_ order: [Int], _ size: Int) -> [[Int]] = parts
  var rate: @Sendable (Step) -> Double = { $0.rate }
  var weights: @Sendable (Path) -> Tensor<Double> = { $0.weights[$0.losses.count] }
  var losses: @Sendable (Path) -> [Double] = { $0.losses }

  @Sendable func run(
    _ start: Tensor<Double>, _ size: Int, _ epochs: Int, _ rate: Double,
    _ order: ShuffledOrder, _ loss: BatchLoss
  ) throws -> (weights: Tensor<Double>, losses: [Double]) {
    var (w, sum, path) = (start, start * 0, ([start], [], 0, epochs) as Path)
    var current = slip == .shuffledOnce || slip == .orderWasted ? try order() : []
    for epoch in 0..<max(0, epochs + extraEpochs) {
      if slip == .restarting { w = start }
      if slip != .shuffledOnce { current = try order() }
      if slip == .unshuffled { current.sort() }
      for index in cut(current, size).indices {
        if slip == .shuffledForEachBatch && index > 0 { current = try order() }
        let batch = cut(current, size)[index]
        let (before, gradient) = try loss(slip == .atStart ? start : w, batch)
        sum = slip == .accumulating ? sum + gradient : gradient
        w -= self.rate((rate, batch.count, size, path.losses.count, epoch)) * sum
        path.weights.append(w)
        path.final = try loss(w, batch).loss
        path.losses.append(slip == .measuredAfter ? path.final : before)
      }
    }
    return (weights(path), losses(path))
  }
}

/// An order cut into batches, the last one with what is left over.
private func parts(_ order: [Int], _ size: Int) -> [[Int]] {
  stride(from: 0, to: order.count, by: size).map { Array(order[$0...].prefix(size)) }
}

private let stepMutants: [Mutant<GradientDescent>] = [
  Mutant("uphill", "It walks uphill: subtract the gradient.", Loop(rate: { -$0.rate }).run),
  Mutant("no-rate", "The learning rate is missing in the step.", Loop(rate: { _ in 1 }).run),
  Mutant("rate-halved", "The step is half of what it should be.", Loop(rate: { $0.rate / 2 }).run),
  Mutant(
    "rate-over-batch", "It divides the step by the size of the batch: the loss is a mean already.",
    Loop(rate: { $0.rate / Double($0.batch) }).run),
  Mutant(
    "rate-over-batch-size", "It divides the step by batchSize: the loss is a mean already.",
    Loop(rate: { $0.rate / Double($0.size) }).run),
  Mutant(
    "rate-times-batch",
    "It multiplies the step by the size of the batch: use the gradient as it is.",
    Loop(rate: { $0.rate * Double($0.batch) }).run),
  Mutant(
    "small-batch-scaled",
    "The smaller last batch makes a smaller step: its loss is a mean as well.",
    Loop(rate: { $0.rate * Double($0.batch) / Double($0.size) }).run),
  Mutant(
    "rate-decays", "The learning rate shrinks with every step: keep it constant.",
    Loop(rate: { $0.rate / Double($0.count + 1) }).run),
  Mutant(
    "rate-decays-by-epoch", "The learning rate shrinks with every epoch: keep it constant.",
    Loop(rate: { $0.rate / Double($0.epoch + 1) }).run),
  Mutant("no-step", "The weights never change: take the step.", Loop(rate: { _ in 0 }).run),
  Mutant(
    "gradient-at-start",
    "It takes every gradient at the first weights: take it at the current ones.",
    Loop(slip: .atStart).run),
  Mutant(
    "loss-after", "It measures the losses after the step: take each before it.",
    Loop(slip: .measuredAfter).run),
  Mutant(
    "never-shuffled",
    "It uses the examples 0, 1, 2 and so on: cut batches from the shuffled order.",
    Loop(slip: .unshuffled).run),
  Mutant(
    "shuffled-once", "It shuffles once, before the loop: get a new order for each epoch.",
    Loop(slip: .shuffledOnce).run),
  Mutant(
    "order-for-each-batch", "It gets a new order for each batch: get one for each epoch.",
    Loop(slip: .shuffledForEachBatch).run),
  Mutant(
    "order-wasted", "It does not use the first order: call shuffledOrder once for each epoch.",
    Loop(slip: .orderWasted).run),
  Mutant(
    "gradients-accumulate",
    "It adds the gradients of earlier batches: use that of this batch only.",
    Loop(slip: .accumulating).run),
  Mutant(
    "restarts", "The weights begin anew in each epoch: set them to start before the loop.",
    Loop(slip: .restarting).run),
  Mutant(
    "one-epoch-more", "It takes one epoch too many: go from 0 to epochs - 1.",
    Loop(extraEpochs: 1).run),
  Mutant(
    "one-epoch-less", "It takes one epoch too few: go from 0 to epochs - 1.",
    Loop(extraEpochs: -1).run),
]

private let batchMutants: [Mutant<GradientDescent>] = [
  Mutant(
    "rest-dropped", "It does not use what is left over: the last batch of an epoch may be smaller.",
    Loop(cut: { order, size in parts(order, size).filter { $0.count == size } }).run),
  Mutant(
    "rest-dropped-or-all",
    "It does not use what is left over, unless one batch holds all: the last may be smaller.",
    Loop(cut: { order, size in parts(order, size).filter { $0.count == min(size, order.count) } })
      .run
  ),
  Mutant(
    "last-example-left-out", "It never uses the last example: the loop ends one too early.",
    Loop(cut: { parts($0.dropLast(), $1) }).run),
  Mutant(
    "first-example-left-out", "It never uses the first example: counting begins at 0.",
    Loop(cut: { parts(Array($0.dropFirst()), $1) }).run),
  Mutant(
    "rest-filled-up", "It fills the last batch with the examples before: leave that batch smaller.",
    Loop(cut: { order, size in
      parts(order, size).dropLast() + [order.suffix(size)]
    }).run),
  Mutant(
    "rest-wrapped", "It fills the last batch with the first examples: leave that batch smaller.",
    Loop(cut: { order, size in
      stride(from: 0, to: order.count, by: size).map { first in
        (first..<first + size).map { order[$0 % order.count] }
      }
    }).run),
  Mutant(
    "rest-joined", "It adds what is left over to the last full batch: make a smaller batch of it.",
    Loop(cut: { order, size in
      let full = parts(order, size).filter { $0.count == size }.dropLast()
      return full + [Array(order.dropFirst(full.count * size))]
    }).run),
  Mutant(
    "first-batch-only", "Every step uses the first batch of the order: move on by batchSize.",
    Loop(cut: { order, size in parts(order, size).map { _ in Array(order.prefix(size)) } }).run),
  Mutant(
    "one-batch-an-epoch", "It takes one step per epoch, on the first batch: use the whole order.",
    Loop(cut: { [Array($0.prefix($1))] }).run),
  Mutant(
    "whole-set", "Every step uses all examples: use one batch.",
    Loop(cut: { order, size in parts(order, size).map { _ in order } }).run),
  Mutant(
    "full-batch", "It takes one step per epoch, on all examples: use batchSize.",
    Loop(cut: { order, _ in [order] }).run),
  Mutant(
    "one-at-a-time", "It takes a step for each single example: use batchSize.",
    Loop(cut: { order, _ in order.map { [$0] } }).run),
  Mutant(
    "overlapping", "The batches overlap: each begins batchSize further on, not 1.",
    Loop(cut: { order, size in order.indices.map { Array(order[$0...].prefix(size)) } }).run),
  Mutant(
    "begins-at-its-number", "Batch b begins at place b: begin it at b · batchSize.",
    Loop(cut: { order, size in
      parts(order, size).indices.map { Array(order[$0...].prefix(size)) }
    }).run),
  Mutant(
    "last-batch-dropped", "It leaves out the last batch of each epoch: go on to the order's end.",
    Loop(cut: { parts($0, $1).dropLast() }).run),
  Mutant(
    "batch-one-short", "Each batch lacks its last example: end it before first + batchSize.",
    Loop(cut: { order, size in
      parts(order, size).map { $0.count == size && size > 1 ? $0.dropLast() : $0 }
    }).run),
  Mutant(
    "batch-one-long", "Each batch has one example too many, which is the first of the next.",
    Loop(cut: { order, size in
      stride(from: 0, to: order.count, by: size).map { Array(order[$0...].prefix(size + 1)) }
    }).run),
  Mutant(
    "from-the-end", "It goes through the order from its end: begin at its front.",
    Loop(cut: { parts($0.reversed(), $1) }).run),
]

private let outcomeMutants: [Mutant<GradientDescent>] = [
  Mutant(
    "epoch-losses", "It returns the mean loss of each epoch: return the loss of each batch.",
    Loop(losses: { path in
      let steps = path.losses.count / path.epochs
      return (0..<path.epochs).map {
        path.losses[$0 * steps..<($0 + 1) * steps].reduce(0, +) / Double(steps)
      }
    }).run),
  Mutant(
    "last-epoch-losses", "It returns only the last epoch's losses: make the list before the loop.",
    Loop(losses: { $0.losses.suffix($0.losses.count / $0.epochs) }).run),
  Mutant(
    "final-loss-appended", "There is one loss too many at the end: take each before its step.",
    Loop(losses: { $0.losses + [$0.final] }).run),
  Mutant(
    "losses-added-up", "It returns the running sum of the losses: append the loss of the batch.",
    Loop(losses: { path in
      path.losses.indices.map { path.losses[...$0].reduce(0, +) }
    }).run),
  Mutant(
    "start-returned", "It returns the weights that it began with: return the changed ones.",
    Loop(weights: { $0.weights[0] }).run),
  Mutant(
    "weights-before-last-step", "It returns the weights before the last step.",
    Loop(weights: { $0.weights[$0.losses.count - 1] }).run),
  Mutant(
    "best-weights",
    "It returns the weights of the smallest loss: return those after the last step.",
    Loop(weights: { path in
      let best = path.losses.indices.min { path.losses[$0] < path.losses[$1] } ?? 0
      return path.weights[best]
    }).run),
]
