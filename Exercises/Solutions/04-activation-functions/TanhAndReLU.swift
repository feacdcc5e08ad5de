import Tensors

/// tanh of every entry.
///
///     tanh(x) = (eˣ - e⁻ˣ) / (eˣ + e⁻ˣ)
///
/// Lesson 4, "Seven ways to bend a line". You may use the tensor's `tanh()`. If
/// you write the exponentials yourself, your function must also be right for x
/// = ±1000, where eˣ or e⁻ˣ is infinite.
///
/// - Parameter x: the input, of any shape.
/// - Returns: the output, in the shape of `x`, between -1 and 1.
/// - Throws: `Unattempted` until it is written.
public func tanhForward(_ x: Tensor<Double>) throws -> Tensor<Double> {
  x.tanh()
}

/// The gradient of tanh with respect to its input.
///
/// The local gradient needs only what forward returned. Derive it, and write it
/// in terms of the output.
///
/// - Parameters:
///   - dout: the gradient from upstream, in the shape of `output`.
///   - output: what `tanhForward` returned, not its input.
/// - Returns: the gradient with respect to the input, in the same shape.
/// - Throws: `Unattempted` until it is written.
public func tanhBackward(
  _ dout: Tensor<Double>, output: Tensor<Double>
) throws -> Tensor<Double> {
  dout * (1 - output * output)
}

/// The rectified linear unit of every entry: max(0, x).
///
/// - Parameter x: the input, of any shape.
/// - Returns: the output, in the shape of `x`.
/// - Throws: `Unattempted` until it is written.
public func reluForward(_ x: Tensor<Double>) throws -> Tensor<Double> {
  maximum(x, 0)
}

/// The gradient of ReLU with respect to its input.
///
/// At x = 0, where ReLU has a kink and no derivative, take 0.
///
/// - Parameters:
///   - dout: the gradient from upstream, in the shape of `input`.
///   - input: what `reluForward` was given.
/// - Returns: the gradient with respect to the input, in the same shape.
/// - Throws: `Unattempted` until it is written.
public func reluBackward(
  _ dout: Tensor<Double>, input: Tensor<Double>
) throws -> Tensor<Double> {
  let mask = input.map { $0 > 0 ? 1 : 0 }
  return dout * mask
}
