import NeuralNets
import Pictures
import Tensors

/// Points of a correlated cloud far from 0, whose two features are on different scales, shape `[N, 2]`.
func cloudPoints(_ count: Int, using random: inout SeededGenerator) -> Tensor<
  Double
> {
  let source = Tensor<Double>(randomNormal: [count, 2], using: &random)
  return matmul(source, [[2, 0.6], [0, 0.5]]) + [5, 3]
}

/// The largest eigenvalue of `XᵀX/N` over the smallest.
func conditionNumber(_ x: Tensor<Double>) -> Double {
  let products = matmul(x, x, transposeA: true) / Double(x.rowCount)
  let (values, _) = symmetricEigenDecomposition(products)
  return values.max() / values.min()
}

/// How many steps of gradient descent solve a least-squares problem on `x`, to a millionth of the first loss.
///
/// The answer is a linear function of `x` to which all directions contribute alike, and the rate is the largest at which
/// none overshoots, 1/λ for the largest eigenvalue λ of `XᵀX/N`.
func descentSteps(_ x: Tensor<Double>) -> Int {
  let n = Double(x.rowCount)
  let products = matmul(x, x, transposeA: true) / n
  let (values, vectors) = symmetricEigenDecomposition(products)
  let y = matmul(x, vectors / values.squareRoot()).sum(
    axis: 1, keepingDimension: true)
  var w = Tensor<Double>(zeros: [x.rowSize, 1])
  var (first, steps) = (0.0, 0)
  while true {
    let error = matmul(x, w) - y
    let loss = error.dot(error)
    if steps == 0 { first = loss }
    if loss <= 1e-6 * first || steps == 100_000 { return steps }
    w -= matmul(x, error, transposeA: true) / (n * values.max())
    steps += 1
  }
}

/// A scatter plot of points, all on the same axes.
func scatter(_ title: String, _ x: Tensor<Double>) -> Plot {
  let columns = x.transposed()
  let axis = { Axis($0, range: -6...10, ticks: [-5, 0, 5, 10]) }
  return Plot(
    title, x: axis(""), y: axis(""),
    marks: [
      .points(columns.row(0).scalars, columns.row(1).scalars, size: 3),
      .verticalLine(at: 0), .horizontalLine(at: 0),
    ],
    hasEqualUnits: true)
}

/// Pictures shrunk to 8 x 8 means of grey, a row a picture, shape `[N, 64]`.
func shrunken(_ pictures: Tensor<Float>) -> Tensor<Double> {
  let (n, height, width) = (
    pictures.shape[0], pictures.shape[2], pictures.shape[3]
  )
  let gray = pictures.mean(axis: 1).cast(to: Double.self).scalars
  var small = Tensor<Double>(zeros: [n, 64])
  let share = 64 / Double(height * width)
  small.withUnsafeMutableScalars { small in
    for i in gray.indices {
      let (picture, y, x) = (
        i / (height * width), i / width % height, i % width
      )
      small[picture * 64 + y * 8 / height * 8 + x * 8 / width] +=
        gray[i] * share
    }
  }
  return small
}
