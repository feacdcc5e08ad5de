import Tensors

/// The Jacobian of a gate, a row for each output: backward of an upstream
/// gradient that is 1 there and 0 elsewhere.
func jacobianMatrix(
  outputs shape: [Int], backward: (Tensor<Double>) -> Tensor<Double>
) -> Tensor<Double> {
  let count = shape.reduce(1, *)
  let rows = (0..<count).map { output in
    var dout = Tensor<Double>(zeros: [count])
    dout[output] = 1
    return backward(dout.reshaped(to: shape)).scalars
  }
  return Tensor(shape: [count, rows[0].count], scalars: rows.flatMap { $0 })
}
