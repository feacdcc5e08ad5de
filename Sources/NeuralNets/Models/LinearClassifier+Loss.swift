import Tensors

extension LinearClassifier {
  /// The gradient of the loss with respect to what is learned.
  public struct Gradients: Sendable {
    /// The gradient of the weights, shape `[D, C]`.
    public var weights: Tensor<Scalar>
    /// The gradient of the bias, shape `[C]`.
    public var bias: Tensor<Scalar>
  }

  /// The loss on these inputs, penalty included: `mean of the data loss + penalty of the weights`.
  public func loss(
    on x: Tensor<Scalar>, labels: [Int], regularizer: Regularizer = .none
  ) -> Scalar {
    loss.evaluate(scores(for: x), labels: labels).loss + regularizer.penalty(of: weights)
  }

  /// The loss on these inputs, or on a batch of them, and its gradient, penalty included in both.
  ///
  /// - Parameters:
  ///   - x: the inputs, shape `[N, D]`.
  ///   - labels: their classes.
  ///   - batch: the rows that count; nil for all of them.
  ///   - regularizer: the penalty of the weights.
  /// - Returns: the loss, and the gradients of weights and bias.
  public func lossAndGradients(
    on x: Tensor<Scalar>, labels: [Int], batch: [Int]? = nil, regularizer: Regularizer = .none
  ) -> (loss: Scalar, gradients: Gradients) {
    let examples = LabeledExamples(x, labels: labels, classCount: classCount)
    var sum = dataLossAndGradients(
      on: LabeledBatch(examples, rows: batch ?? Array(labels.indices)))
    regularizer.addGradient(at: weights, to: &sum.gradients.weights)
    return (sum.loss + regularizer.penalty(of: weights), sum.gradients)
  }

  /// The loss of a batch, without a penalty, and the gradients of what is learned.
  public func lossAndGradients(
    on batch: LabeledBatch<Scalar>, mode: NetworkMode, using generator: inout some RandomSource
  ) -> (loss: Scalar, gradients: [Tensor<Scalar>], trace: Void) {
    let (loss, gradients) = dataLossAndGradients(on: batch)
    return (loss, [gradients.weights] + (learnsBias ? [gradients.bias] : []), ())
  }

  /// The data loss of a batch and its gradients.
  ///
  /// The rows are cut into a few runs, which the cores take one after the other, and a run into
  /// blocks that stay in a core's cache. The runs' results are added in order: the sum is the same
  /// to the last digit however many cores there are.
  private func dataLossAndGradients(
    on batch: LabeledBatch<Scalar>
  ) -> (loss: Scalar, gradients: Gradients) {
    precondition(batch.count > 0, "loss: the batch is empty")
    let runs = blocks(of: 0..<batch.count, size: max(Self.rowsAtOnce, (batch.count + 7) / 8))
    let parts = parallelMap(runs.count) { run in
      blocks(of: runs[run], size: Self.rowsAtOnce).reduce(into: zeroSum) { sum, block in
        let (loss, gradients) = blockLossAndGradients(on: batch[block])
        sum.add(loss, gradients, times: Scalar(block.count) / Scalar(batch.count))
      }
    }
    let total = parts.dropFirst().reduce(into: parts.first ?? zeroSum) { total, part in
      total.add(part.loss, part.gradients, times: 1)
    }
    return (total.loss, total.gradients)
  }

  /// The data loss of a few inputs and its gradient: forward through scores and loss, and back.
  private func blockLossAndGradients(
    on batch: LabeledBatch<Scalar>
  ) -> (loss: Scalar, gradients: Gradients) {
    let (scores, cache) = Affine.forward(batch.x, weights: weights, bias: bias)
    let (loss, dscores) = loss.evaluate(scores, labels: batch.labels)
    let (dw, db) = Affine.parameterGradients(dscores, cache)
    return (loss, Gradients(weights: dw, bias: db))
  }
}

// MARK: - Adding up blocks of rows

extension LinearClassifier {
  /// The rows that are gathered and learned from at once: few enough to stay in a core's cache.
  private static var rowsAtOnce: Int { 25 }

  /// A loss and its gradients, added up from parts.
  private struct Sum: Sendable {
    var loss: Scalar
    var gradients: Gradients

    mutating func add(_ loss: Scalar, _ gradients: Gradients, times share: Scalar) {
      self.loss += loss * share
      self.gradients.weights.add(gradients.weights, times: share)
      self.gradients.bias.add(gradients.bias, times: share)
    }
  }

  private var zeroSum: Sum {
    Sum(
      loss: 0,
      gradients: Gradients(weights: Tensor(zeros: weights.shape), bias: Tensor(zeros: bias.shape)))
  }
}

/// The places, cut into blocks; the last may be shorter.
private func blocks(of places: Range<Int>, size: Int) -> [Range<Int>] {
  stride(from: places.lowerBound, to: places.upperBound, by: size).map {
    $0..<min($0 + size, places.upperBound)
  }
}
