import Grading
import Tensors

/// Draws weights that keep the variance of the inputs (Xavier), and biases.
///
///     weight ~ normal, mean 0, variance 1 / fanIn        bias = 0
///
/// There are several formulas of this name; this is the course's. Lesson 5,
/// "Xavier: keep the variance".
///
/// - Parameters:
///   - fanIn: the number of inputs of the layer.
///   - fanOut: the number of its units.
///   - generator: where the random numbers come from. `generator.normal()` is
///     a normal number with mean 0 and standard deviation 1, and
///     `Tensor(randomNormal: shape, standardDeviation: s, using: &generator)`
///     a tensor of them.
/// - Returns: the weights, shape `[fanIn, fanOut]`, and the biases, shape
///   `[fanOut]`.
/// - Throws: `Unattempted` until it is written.
public func xavierWeights(
  fanIn: Int, fanOut: Int, using generator: inout SeededGenerator
) throws -> (weights: Tensor<Double>, bias: Tensor<Double>) {
  // TODO: draw the weights, each by itself and from `generator` alone.
  throw Unattempted()
}
