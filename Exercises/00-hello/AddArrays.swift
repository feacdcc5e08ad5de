import Grading
import Tensors

/// Adds two arrays: `c[i] = a[i] + b[i]`.
///
/// This first exercise shows how the others work. Run
/// `swift run grade watch 0.1` in a second terminal and leave it open: whenever
/// you save this file, it says whether the answer is right, and if not, what is
/// wrong with it.
///
/// 1. Make it wrong on purpose: take the `throw` line out, write
///    `return a - b`, save, and read what it says.
/// 2. Press `h` there for a hint, and once more for the next one.
/// 3. Then make it right.
///
/// - Parameters:
///   - a: a vector, shape `[D]`.
///   - b: a vector of the same length, shape `[D]`.
/// - Returns: their sum, shape `[D]`.
/// - Throws: `Unattempted` until it is written.
public func addArrays(
  _ a: Tensor<Double>, _ b: Tensor<Double>
) throws -> Tensor<Double> {
  // TODO: return the sum of a and b, entry by entry; with a loop or without.
  throw Unattempted()
}
