import Tensors

/// Draws weights for a layer before a ReLU (He).
///
///     weight ~ normal, mean 0, variance 2 / fanIn
///
/// It serves affine layers and convolutions: shape and fan-in are both given.
/// Lesson 5, "ReLU halves it: He".
///
/// - Parameters:
///   - shape: the shape of the weights, `[D, M]` or `[F, C, HH, WW]`.
///   - fanIn: how many inputs a unit adds up: D, or C · HH · WW (exercise 5.7
///     finds it from the shape).
///   - generator: where the random numbers come from.
/// - Returns: the weights, in that shape.
/// - Throws: `Unattempted` until it is written.
public func heWeights(
  shape: [Int], fanIn: Int, using generator: inout SeededGenerator
) throws -> Tensor<Double> {
  Tensor(
    randomNormal: shape, standardDeviation: (2 / Double(fanIn)).squareRoot(), using: &generator)
}
