import GradientChecks
import ComputationalGraphs
import NeuralNets
import Tensors

/// Judges the gradients of a graph's inputs by nudging them.
func gradientReport(of result: Value, _ inputs: [Value]) -> GradientReport {
  let here = inputs.map(\.data)
  let analytic = Tensor<Double>(
    shape: [inputs.count], scalars: inputs.map(\.gradient))
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

/// The slope of y over x on logarithmic scales, by least squares.
func logSlope(_ x: [Double], _ y: [Double]) -> Double {
  let points = zip(x, y).map { (Double.log($0), Double.log($1)) }
  let count = Double(points.count)
  let meanX = points.map(\.0).reduce(0, +) / count
  let meanY = points.map(\.1).reduce(0, +) / count
  let products = points.map { ($0.0 - meanX) * ($0.1 - meanY) }.reduce(0, +)
  let squares = points.map { ($0.0 - meanX) * ($0.0 - meanX) }.reduce(0, +)
  return products / squares
}

/// The largest difference between two tensors, entry by entry; infinite if their shapes differ.
func largestDifference(_ a: Tensor<Double>, _ b: Tensor<Double>) -> Double {
  guard a.shape == b.shape else { return .infinity }
  return zip(a.scalars, b.scalars).map { abs($0 - $1) }.max() ?? 0
}
