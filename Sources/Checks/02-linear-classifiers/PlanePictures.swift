import Foundation
import Grading
import Pictures
import Tensors

/// 2.1: what the biases are for.
let scoresWithBiasTrickPicture = ExercisePicture<ScoresWithBiasTrick>(
  "The class with the highest of your scores, everywhere in the plane: without biases and with them.",
  see:
    "Without biases all borders meet at the origin, the star. With them they can go where they are needed."
) { scores, easel in
  var random = easel.random
  let centers = [Point(0.6, 2.2), Point(2.6, 1.2), Point(1.2, -0.9)]
  let clouds = PointClouds(around: centers, each: 16, spread: 0.5, using: &random)
  let grid = PlaneGrid(x: -3...4.5, y: -3.5...4, columns: 90, rows: 90)
  // The score 2 m·x - |m|² is highest for the nearest centre m.
  let weights = Tensor<Double>(
    shape: [3, 3],
    scalars: centers.map { 2 * $0.x } + centers.map { 2 * $0.y }
      + centers.map { -($0.x * $0.x + $0.y * $0.y) })
  let panels = try [false, true].map { hasBias in
    var w = weights
    if !hasBias { for c in 0..<3 { w[2, c] = 0 } }
    let answers = try scores(w, grid.tensor(Double.self)).argmax(axis: 1)
    let origin = Mark.points([0], [0], color: .ink, marker: .star, size: 9)
    return Plot.map(
      hasBias ? "with biases" : "without biases", grid,
      marks: [.regions(grid, labels: answers)] + clouds.marks + [origin])
  }
  return PlotGrid(panels: panels, columns: 2, panelSize: Size(320, 350))
}

/// 2.2: the way down, everywhere.
let numericalGradientPicture = ExercisePicture<GradientByDifferences>(
  "A hilly function of two variables, with arrows against the gradient that you have found from its values.",
  see:
    "Every arrow crosses the lines of equal height at a right angle, and is long where they lie close."
) { gradient, _ in
  let grid = PlaneGrid(x: -3...3, y: -2.2...2.2, columns: 120, rows: 90)
  func height(_ x: Double, _ y: Double) -> Double { sin(1.3 * x) * cos(1.1 * y) + 0.12 * x * x }
  var arrows: [Mark] = []
  for x in stride(from: -2.6, through: 2.6, by: 0.65) {
    for y in stride(from: -1.8, through: 1.8, by: 0.6) {
      let slope = try gradient({ height($0.scalars[0], $0.scalars[1]) }, Tensor([x, y]), 1e-5)
        .scalars
      arrows.append(
        .arrow(from: Point(x, y), to: Point(x - 0.3 * slope[0], y - 0.3 * slope[1])))
    }
  }
  return ContourPlot(x: "x", y: "y", over: grid, marks: arrows, size: Size(640, 480)) { x, y in
    height(x, y)
  }
}

/// 2.11: what happens to weights that have grown too long.
let maxNormPicture = ExercisePicture<MaxNorm>(
  "Weights of two numbers each, and where your projection has put them; the circle is the greatest length.",
  see:
    "Those outside move straight towards the origin until they reach the circle. Those inside stay."
) { project, easel in
  var random = easel.random
  let weights = Tensor<Double>(
    shape: [2, 16], scalars: (0..<32).map { _ in 3.4 * random.uniform() - 1.7 })
  let projected = try project(weights, 1)
  let turns = (0...90).map { Double($0) / 90 * 2 * Double.pi }
  var marks: [Mark] = [
    .line(turns.map { cos($0) }, turns.map { sin($0) }, color: .quiet, width: 1.5)
  ]
  for i in 0..<16 {
    let from = Point(weights[0, i], weights[1, i])
    let to = Point(projected[0, i], projected[1, i])
    let moves = abs(to.x - from.x) + abs(to.y - from.y) > 1e-9
    if moves { marks.append(.arrow(from: from, to: to, color: .quiet)) }
    marks.append(.points([from.x], [from.y], color: .series(moves ? 1 : 0), size: 7))
  }
  let reach = 1.8
  return Plot(
    x: Axis("first weight", range: -reach...reach),
    y: Axis("second weight", range: -reach...reach), marks: marks, legend: .none,
    size: Size(460, 460), hasEqualUnits: true)
}

/// 2.12: paths down a bowl with batches of three sizes.
let gradientDescentPicture = ExercisePicture<GradientDescent>(
  "Three descents by your loop, on the loss of 64 points that a line is fitted to, with batches of 1, 8 and 64.",
  see:
    "All the points at once go straight down. One at a time gets there too, but never comes to rest."
) { descend, easel in
  var random = easel.random
  let xs = (0..<64).map { _ in random.normal() }
  let ys = xs.map { 1.5 * $0 - 1 + 0.8 * random.normal() }
  func lossAndGradient(_ w: [Double], _ batch: [Int]) -> (Double, [Double]) {
    var (loss, slopes) = (0.0, [0.0, 0.0])
    for i in batch {
      let error = w[0] * xs[i] + w[1] - ys[i]
      loss += error * error / Double(batch.count)
      slopes[0] += 2 * error * xs[i] / Double(batch.count)
      slopes[1] += 2 * error / Double(batch.count)
    }
    return (loss, slopes)
  }
  var paths: [Mark] = []
  for (size, epochs) in [(64, 24), (8, 3), (1, 1)] {
    var visited: [[Double]] = []
    let (end, _) = try descend(
      [-1, 1.6], size, epochs, 0.08, { random.permutation(of: 64) },
      { w, batch in
        visited.append(w.scalars)
        let (loss, slopes) = lossAndGradient(w.scalars, batch)
        return (loss, Tensor(slopes))
      })
    visited.append(end.scalars)
    paths.append(
      .trajectory(
        visited.map { $0[0] }, visited.map { $0[1] }, label: "batches of \(size)"))
  }
  let all = Array(xs.indices)
  return ContourPlot(
    x: "slope", y: "offset", over: PlaneGrid(x: -1.5...3, y: -2.5...2),
    levels: .logarithmic(9), marks: paths, size: Size(600, 460)
  ) { slope, offset in lossAndGradient([slope, offset], all).0 }
}
