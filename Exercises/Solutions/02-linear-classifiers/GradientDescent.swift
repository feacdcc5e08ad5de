import Tensors

/// Minimises a loss by gradient descent with mini-batches.
///
/// In each epoch put the examples into a new order and cut it into batches of
/// `batchSize`, from the front. What is left over at the end is a smaller
/// batch; use it as well. Each batch makes one step:
///
///     w = w - learningRate · gradient of the loss of the batch at w
///
/// Lesson 2, "Downhill, step by step" and "A little of the data at a time".
///
/// - Parameters:
///   - start: the weights to begin with, of any shape.
///   - batchSize: the number of examples in a batch, at least 1; it may be more
///     than there are.
///   - epochs: how many times to go through the examples.
///   - learningRate: the factor of the gradient in a step.
///   - shuffledOrder: gives all examples by their indices, in an order that is
///     new with every call; call it once for each epoch.
///   - lossAndGradient: the mean loss of the examples of a batch, given by
///     their indices, and its gradient.
/// - Returns: the weights after the last step, and the loss of each batch, in
///   order, as it was before its step.
/// - Throws: `Unattempted` until it is written, and what the two functions
///   throw.
public func gradientDescent(
  from start: Tensor<Double>, batchSize: Int, epochs: Int, learningRate: Double,
  shuffledOrder: () throws -> [Int],
  lossAndGradient: (_ weights: Tensor<Double>, _ batch: [Int]) throws -> (
    loss: Double, gradient: Tensor<Double>
  )
) throws -> (weights: Tensor<Double>, losses: [Double]) {
  var weights = start
  var losses: [Double] = []
  for _ in 0..<epochs {
    let order = try shuffledOrder()
    for first in stride(from: 0, to: order.count, by: batchSize) {
      let batch = Array(order[first..<min(first + batchSize, order.count)])
      let (loss, gradient) = try lossAndGradient(weights, batch)
      losses.append(loss)
      weights -= learningRate * gradient
    }
  }
  return (weights: weights, losses: losses)
}
