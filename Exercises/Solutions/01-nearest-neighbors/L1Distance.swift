import Tensors

/// The L1 distance of two pictures: `d1(a, b) = Σ_p |a_p - b_p|`.
///
/// Lesson 1, "How far apart are two pictures?".
///
/// - Parameters:
///   - a: the pixels of one picture, shape `[D]`.
///   - b: the pixels of the other, shape `[D]`.
/// - Returns: the sum of the absolute differences of their pixels.
/// - Throws: `Unattempted` until it is written.
public func l1Distance(_ a: Tensor<Double>, _ b: Tensor<Double>) throws -> Double {
  var sum = 0.0
  for p in 0..<a.count {
    sum += abs(a[p] - b[p])
  }
  return sum
}
