import Grading
import Tensors

/// The L2 penalty of weights, and its gradient.
///
///     value = reg · Σ w²        gradient = 2 · reg · w
///
/// Every entry counts. Lesson 2, "A preference among weights".
///
/// - Parameters:
///   - weights: the weights, of any shape.
///   - reg: the strength of the penalty.
/// - Returns: the value, and its gradient in the shape of the weights.
/// - Throws: `Unattempted` until it is written.
public func l2Penalty(
  _ weights: Tensor<Double>, reg: Double
) throws -> (value: Double, gradient: Tensor<Double>) {
  // TODO: write the three penalties of this file, each with its gradient. The
  // gradient of L1 is 0 where a weight is 0.
  throw Unattempted()
}

/// The L1 penalty of weights, and its gradient.
///
///     value = reg · Σ |w|
///
/// At w = 0, where |w| has a kink, the gradient is 0.
///
/// - Parameters:
///   - weights: the weights, of any shape.
///   - reg: the strength of the penalty.
/// - Returns: the value, and its gradient in the shape of the weights.
/// - Throws: `Unattempted` until it is written.
public func l1Penalty(
  _ weights: Tensor<Double>, reg: Double
) throws -> (value: Double, gradient: Tensor<Double>) {
  throw Unattempted()
}

/// The elastic net's penalty of weights, and its gradient: L2 and L1 together.
///
///     value = reg · Σ (beta · w² + |w|)
///
/// At w = 0 the gradient is 0.
///
/// - Parameters:
///   - weights: the weights, of any shape.
///   - reg: the strength of the penalty.
///   - beta: the weight of the squares; the absolute values have weight 1.
/// - Returns: the value, and its gradient in the shape of the weights.
/// - Throws: `Unattempted` until it is written.
public func elasticNetPenalty(
  _ weights: Tensor<Double>, reg: Double, beta: Double
) throws -> (value: Double, gradient: Tensor<Double>) {
  throw Unattempted()
}
