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
  /// The rows are cut into a few runs, which the cores take one after the other, and a run into blocks that stay in a
  /// core's cache. The runs' results are added in order: the sum is the same to the last digit however many cores
  /// there are.
  ///
  /// - Parameters:
  ///   - x: the inputs, shape `[N, D]`.
  ///   - labels: their classes.
  ///   - batch: the rows that count; nil for all of them.
  ///   - regularizer: the preference among weights.
  /// - Returns: the loss, and the gradients of weights and bias.
  public func lossAndGradients(
    on x: Tensor<Scalar>, labels: [Int], batch: [Int]? = nil, regularizer: Regularizer = .none
  ) -> (loss: Scalar, gradients: Gradients) {
    precondition(
      x.rowCount == labels.count, "loss: \(x.rowCount) inputs but \(labels.count) labels")
    let rows = batch ?? Array(labels.indices)
    precondition(!rows.isEmpty, "loss: the batch is empty")
    let runs = blocks(of: rows[...], size: max(Self.rowsAtOnce, (rows.count + 7) / 8))
    let parts = parallelMap(runs.count) { run in
      blocks(of: runs[run], size: Self.rowsAtOnce).reduce(into: zeroSum) { sum, block in
        let (loss, gradients) = blockLossAndGradients(
          on: x.gathering(rows: Array(block)), labels: block.map { labels[$0] })
        sum.add(loss, gradients, times: Scalar(block.count) / Scalar(rows.count))
      }
    }
    var total = parts.dropFirst().reduce(into: parts.first ?? zeroSum) { total, part in
      total.add(part.loss, part.gradients, times: 1)
    }
    regularizer.addGradient(at: weights, to: &total.gradients.weights)
    return (total.loss + regularizer.penalty(of: weights), total.gradients)
  }

  /// The data loss of a few inputs and its gradient: forward through scores and loss, and back.
  ///
  /// The input needs no gradient, so this is the half of affine backward that the first layer of any network needs.
  private func blockLossAndGradients(
    on x: Tensor<Scalar>, labels: [Int]
  ) -> (loss: Scalar, gradients: Gradients) {
    let (loss, dscores) = loss.evaluate(scores(for: x), labels: labels)
    let flat = x.reshaped(to: [x.rowCount, inputCount])
    let dw = matmul(flat, dscores, transposeA: true)
    return (loss, Gradients(weights: dw, bias: dscores.sum(axis: 0)))
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

/// The rows, cut into blocks; the last may be shorter.
private func blocks(of rows: ArraySlice<Int>, size: Int) -> [ArraySlice<Int>] {
  stride(from: rows.startIndex, to: rows.endIndex, by: size).map {
    rows[$0..<min($0 + size, rows.endIndex)]
  }
}
