import Tensors

/// The L2 distances of all test from all training pictures, with two loops.
///
///     distances[i, j] = √(Σ_p (test[i, p] - train[j, p])²)
///
/// Lesson 1, "How far apart are two pictures?".
///
/// - Parameters:
///   - test: one picture per row, shape `[Nte, D]`.
///   - train: one picture per row, shape `[Ntr, D]`.
/// - Returns: the distances, shape `[Nte, Ntr]`.
/// - Throws: `Unattempted` until it is written.
public func l2DistancesTwoLoops(
  _ test: Tensor<Double>, _ train: Tensor<Double>
) throws -> Tensor<Double> {
  var distances = Tensor<Double>(zeros: [test.shape[0], train.shape[0]])
  for i in 0..<test.shape[0] {
    for j in 0..<train.shape[0] {
      var sum = 0.0
      for p in 0..<test.shape[1] {
        let difference = test[i, p] - train[j, p]
        sum += difference * difference
      }
      distances[i, j] = sum.squareRoot()
    }
  }
  return distances
}
