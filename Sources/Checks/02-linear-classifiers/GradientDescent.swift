import Grading
import Tensors

/// Gives all examples in an order that is new with every call.
typealias ShuffledOrder = () throws -> [Int]
/// Takes weights and a batch; returns its mean loss and the gradient.
typealias BatchLoss =
  (_ weights: Tensor<Double>, _ batch: [Int]) throws -> (loss: Double, gradient: Tensor<Double>)
/// Takes the start, the size of a batch, epochs, the learning rate, the order of the examples and the loss of a batch.
typealias GradientDescent =
  @Sendable (Tensor<Double>, Int, Int, Double, ShuffledOrder, BatchLoss) throws -> (
    weights: Tensor<Double>, losses: [Double]
  )

/// 2.12: the gradient-descent loop with mini-batches.
let gradientDescent = Exercise<GradientDescent>(
  "2.12",
  check: { check, descend in
    func ask(_ situation: String, _ world: DescentWorld) {
      let right = world.run()
      check.value("losses", of: situation, is: Tensor(right.losses)) {
        Tensor(try world.ask(descend).losses)
      }
      check.value("weights", of: situation, is: right.weights) {
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
  mutants: descentMutants)

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

  var epochs: Int { orders.count }

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

  /// What comes when everything is done as it should be.
  func run() -> (weights: Tensor<Double>, losses: [Double]) {
    var w = start
    var losses: [Double] = []
    for order in orders {
      for first in stride(from: 0, to: order.count, by: batchSize) {
        let (loss, gradient) = loss(w, Array(order[first...].prefix(batchSize)))
        losses.append(loss)
        for j in 0..<w.count { w[j] -= rate * gradient[j] }
      }
    }
    return (w, losses)
  }

  /// Asks an answer; after the last epoch the orders begin again.
  func ask(
    _ descend: GradientDescent
  ) throws -> (weights: Tensor<Double>, losses: [Double]) {
    var calls = 0
    return try descend(
      start, batchSize, epochs, rate,
      {
        calls += 1
        return orders[(calls - 1) % orders.count]
      }, loss)
  }
}
