import ComputationalGraphs
import NeuralNets
import Tensors

/// Judges the gradients of a graph's inputs by nudging them.
func gradientReport(of result: Value, _ inputs: [Value]) -> GradientReport {
  let here = inputs.map(\.data)
  let analytic = Tensor<Double>(shape: [inputs.count], scalars: inputs.map(\.gradient))
  defer { set(inputs, to: here, of: result) }
  return GradientCheck().report(
    "gradient", of: analytic, at: Tensor(shape: [inputs.count], scalars: here)
  ) { moved in
    set(inputs, to: moved.scalars, of: result)
    return result.data
  }
}

/// Gives the inputs of a graph new numbers, and computes it anew.
func set(_ inputs: [Value], to numbers: [Double], of result: Value) {
  for (input, number) in zip(inputs, numbers) { input.data = number }
  result.forward()
}
