import Grading
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
  // TODO: add up the absolute differences with a loop over the pixels.
  throw Unattempted()
}
