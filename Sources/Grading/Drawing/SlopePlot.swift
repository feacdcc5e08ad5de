import Pictures
import Tensors

/// A function of one number and its slope, both as an answer has them.
///
/// - Parameters:
///   - title: what to write above it.
///   - range: where to ask.
///   - forward: takes the places; returns the values.
///   - backward: takes the upstream gradient, the places and the values; returns the slopes.
/// - Returns: the plot.
/// - Throws: what the answer throws.
package func slopePlot(
  _ title: String, _ range: ClosedRange<Double>,
  forward: (Tensor<Double>) throws -> Tensor<Double>,
  backward: (Tensor<Double>, Tensor<Double>, Tensor<Double>) throws -> Tensor<Double>
) throws -> Plot {
  // An even count keeps 0 out, where many a slope has a jump.
  let count = 240
  let step = (range.upperBound - range.lowerBound) / Double(count - 1)
  let x = Tensor((0..<count).map { range.lowerBound + Double($0) * step })
  let values = try forward(x)
  let slopes = try backward(Tensor(repeating: 1, shape: x.shape), x, values)
  return Plot(
    title, x: "x", y: "",
    marks: [
      .line(x.scalars, values.scalars, label: "value"),
      .line(x.scalars, slopes.scalars, label: "slope", dash: .dashed),
    ])
}
