import Grading
import Tensors

typealias T = Tensor<Double>

/// Training and test data, or what is subtracted from each, or what each is divided by.
typealias Sets = (train: T, test: T)

/// Takes training and test data; returns both, prepared with statistics of the training data.
typealias Preparation = @Sendable (_ train: T, _ test: T) throws -> Sets

/// Data from which something is subtracted, and which are then divided by something.
func prepared(_ data: Sets, minus mean: Sets, over divisor: Sets = both(T(1))) -> Sets {
  ((data.train - mean.train) / divisor.train, (data.test - mean.test) / divisor.test)
}

/// The same for both sets.
func both(_ x: T) -> Sets { (x, x) }

/// Training and test data above each other.
func joined(_ data: Sets) -> T {
  T(
    shape: [data.train.rowCount + data.test.rowCount] + data.train.shape.dropFirst(),
    scalars: data.train.scalars + data.test.scalars)
}

/// The mean of each entry over the examples, by the definition.
func meanExample(_ x: T) -> T {
  var sums = [Double](repeating: 0, count: x.rowSize)
  for (place, value) in x.scalars.enumerated() { sums[place % x.rowSize] += value }
  return T(shape: Array(x.shape.dropFirst()), scalars: sums.map { $0 / Double(x.rowCount) })
}

/// For each entry of an example the sum up to it, as a sum that is never set back to 0 gives.
func running(_ x: T) -> T {
  var sum = 0.0
  return x.map {
    sum += $0
    return sum
  }
}
