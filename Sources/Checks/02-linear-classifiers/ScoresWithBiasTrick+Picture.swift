import Grading
import Pictures
import Tensors

/// 2.1: what the biases are for.
let scoresWithBiasTrickPicture = ExercisePicture<ScoresWithBiasTrick>(
  "The class with the highest of your scores, all over the plane: without biases and with them.",
  see: "Without biases all borders meet at the origin, the star. Biases move them where they fit."
) { scores, easel in
  var random = easel.random
  let centers = [Point(0.6, 2.2), Point(2.6, 1.2), Point(1.2, -0.9)]
  let clouds = PointClouds(around: centers, each: 16, spread: 0.5, using: &random)
  let grid = PlaneGrid(x: -3...4.5, y: -3.5...4, columns: 90, rows: 90)
  // The score 2 m·x - |m|² is highest for the nearest centre m.
  let templates = centers.map { 2 * $0.x } + centers.map { 2 * $0.y }
  let biases = centers.map { -($0.x * $0.x + $0.y * $0.y) }
  let panels = try [false, true].map { hasBias in
    let w = Tensor(shape: [3, 3], scalars: templates + (hasBias ? biases : [0, 0, 0]))
    let answers = try scores(w, grid.tensor(Double.self)).argmax(axis: 1)
    let origin = Mark.points([0], [0], color: .ink, marker: .star, size: 9)
    return Plot.map(
      hasBias ? "with biases" : "without biases", grid,
      marks: [.regions(grid, labels: answers)] + clouds.marks + [origin])
  }
  return PlotGrid(panels: panels, columns: 2, panelSize: Size(320, 350))
}
