import Tensors

/// Projects weights so that no unit's weights are longer than allowed.
///
/// The weights of one unit are a column of W. Scale a column whose length √(Σ
/// w²) is greater than `maxNorm` to exactly that length; leave every other
/// column as it is. Lesson 2, "A preference among weights".
///
/// - Parameters:
///   - weights: W, shape `[D, M]`.
///   - maxNorm: the greatest length that a column may have, above 0.
/// - Returns: the projected weights, shape `[D, M]`.
/// - Throws: `Unattempted` until it is written.
public func maxNormProjection(
  _ weights: Tensor<Double>, maxNorm: Double
) throws -> Tensor<Double> {
  var projected = weights
  for j in 0..<weights.shape[1] {
    var squares = 0.0
    for i in 0..<weights.shape[0] {
      squares += weights[i, j] * weights[i, j]
    }
    let length = squares.squareRoot()
    if length > maxNorm {
      for i in 0..<weights.shape[0] {
        projected[i, j] *= maxNorm / length
      }
    }
  }
  return projected
}
