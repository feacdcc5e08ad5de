import Grading
import Pictures
import Tensors

/// 2.12: paths down a bowl with batches of three sizes.
let gradientDescentPicture = ExercisePicture<GradientDescent>(
  "Your loop fits a line to 64 points, with batches of 1, 8 and 64: three ways down the loss.",
  see: "All points at once go straight down. One at a time gets there too, but never comes to rest."
) { descend, easel in
  var random = easel.random
  let xs = (0..<64).map { _ in random.normal() }
  let ys = xs.map { 1.5 * $0 - 1 + 0.8 * random.normal() }
  func loss(_ w: [Double], _ batch: [Int]) -> (loss: Double, gradient: Tensor<Double>) {
    var (loss, slopes) = (0.0, [0.0, 0.0])
    for i in batch {
      let error = w[0] * xs[i] + w[1] - ys[i]
      loss += error * error / Double(batch.count)
      slopes[0] += 2 * error * xs[i] / Double(batch.count)
      slopes[1] += 2 * error / Double(batch.count)
    }
    return (loss, Tensor(slopes))
  }
  var paths: [Mark] = []
  for (size, epochs) in [(64, 24), (8, 3), (1, 1)] {
    var visited: [[Double]] = []
    let (end, _) = try descend([-1, 1.6], size, epochs, 0.08, { random.permutation(of: 64) }) {
      visited.append($0.scalars)
      return loss($0.scalars, $1)
    }
    visited.append(end.scalars)
    paths.append(
      .trajectory(visited.map { $0[0] }, visited.map { $0[1] }, label: "batches of \(size)"))
  }
  return ContourPlot(
    x: "slope", y: "offset", over: PlaneGrid(x: -1.5...3, y: -2.5...2),
    levels: .logarithmic(9), marks: paths, size: Size(600, 460)
  ) { slope, offset in loss([slope, offset], Array(xs.indices)).loss }
}
