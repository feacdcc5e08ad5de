import Grading
import Tensors

/// Takes training and test data; returns both, prepared with what was measured on the training data.
typealias Preparation =
  @Sendable (Tensor<Double>, Tensor<Double>) throws -> (
    train: Tensor<Double>, test: Tensor<Double>
  )

/// Prepares data with a mean and a divisor that a wrong answer may take from the wrong place.
struct WrongPreparation: Sendable {
  typealias Statistic =
    @Sendable (_ train: Tensor<Double>, _ test: Tensor<Double>) -> Tensor<Double>

  var trainMean: Statistic = { train, _ in train.mean(axis: 0) }
  var testMean: Statistic = { train, _ in train.mean(axis: 0) }
  var trainDivisor: Statistic?
  var testDivisor: Statistic?

  /// The prepared data.
  @Sendable func run(
    _ train: Tensor<Double>, _ test: Tensor<Double>
  ) -> (train: Tensor<Double>, test: Tensor<Double>) {
    var (a, b) = (train - trainMean(train, test), test - testMean(train, test))
    if let trainDivisor { a = a / trainDivisor(train, test) }
    if let testDivisor { b = b / testDivisor(train, test) }
    return (a, b)
  }
}

/// Training and test data above each other.
func joined(_ train: Tensor<Double>, _ test: Tensor<Double>) -> Tensor<Double> {
  Tensor(
    shape: [train.rowCount + test.rowCount] + train.shape.dropFirst(),
    scalars: train.scalars + test.scalars)
}

/// The mean of each entry over the examples, by the definition.
func meanExample(_ x: Tensor<Double>) -> Tensor<Double> {
  var sums = [Double](repeating: 0, count: x.rowSize)
  for (place, value) in x.scalars.enumerated() { sums[place % x.rowSize] += value }
  return Tensor(shape: Array(x.shape.dropFirst()), scalars: sums.map { $0 / Double(x.rowCount) })
}
