import Grading
import Pictures
import Tensors

/// 2.10: three penalties over two weights.
let penaltiesPicture = ExercisePicture<Penalties>(
  "Your three penalties over two weights; the arrows are the steps that your gradients would take.",
  see: "L2 pulls large weights harder than small ones. L1 pulls all equally hard, onto the axes."
) { penalties, _ in
  let grid = PlaneGrid(x: -2...2, y: -2...2, columns: 50, rows: 50)
  let steps = [-1.6, -0.8, 0, 0.8, 1.6]
  func panel(_ title: String, _ evaluate: (Tensor<Double>) throws -> Penalty) throws -> Plot {
    let heights = try (0..<grid.count).map { i in
      try evaluate(Tensor([grid.point(i).x, grid.point(i).y])).value
    }
    var marks: [Mark] = [.contours(grid, heights)]
    for place in steps.flatMap({ x in steps.map { Point(x, $0) } }) {
      let penalty = try evaluate(Tensor([place.x, place.y]))
      let slope = penalty.gradient.scalars
      let end = Point(place.x - 0.16 * slope[0], place.y - 0.16 * slope[1])
      if end != place { marks.append(.arrow(from: place, to: end)) }
    }
    return Plot.map(title, grid, marks: marks)
  }
  return PlotGrid(
    panels: [
      try panel("L2") { try penalties.l2($0, 1) },
      try panel("L1") { try penalties.l1($0, 1) },
      try panel("elastic net, beta 0.5") { try penalties.elasticNet($0, 1, 0.5) },
    ], columns: 3, panelSize: Size(260, 290))
}
