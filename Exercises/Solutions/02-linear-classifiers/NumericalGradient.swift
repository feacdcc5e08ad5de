import Tensors

/// The gradient of any function, found from its values alone, with central
/// differences.
///
///     gradient[p] = (f(x with +h at entry p) - f(x with -h at entry p)) / 2h
///
/// Move one entry at a time and leave all others where they are. Lesson 2,
/// "Which way is down? The gradient, twice".
///
/// - Parameters:
///   - f: the function, such as a loss; it takes a tensor in the shape of `x`.
///   - x: the point at which to find the gradient; any shape.
///   - h: the step.
/// - Returns: the gradient, in the shape of `x`.
/// - Throws: `Unattempted` until it is written, and whatever `f` throws.
public func numericalGradient(
  of f: (Tensor<Double>) throws -> Double, at x: Tensor<Double>, step h: Double
) throws -> Tensor<Double> {
  let center = x.scalars
  var slopes = [Double](repeating: 0, count: center.count)
  for p in center.indices {
    var moved = center
    moved[p] = center[p] + h
    let right = try f(Tensor(shape: x.shape, scalars: moved))
    moved[p] = center[p] - h
    let left = try f(Tensor(shape: x.shape, scalars: moved))
    slopes[p] = (right - left) / (2 * h)
  }
  return Tensor(shape: x.shape, scalars: slopes)
}
