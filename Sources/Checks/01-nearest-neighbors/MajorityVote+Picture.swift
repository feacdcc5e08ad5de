import Grading
import Pictures
import Tensors

/// 1.5: what the vote makes of the plane.
let majorityVotePicture = ExercisePicture<MajorityVote>(
  "Every place of the plane, coloured by the vote of the points that are nearest to it.",
  see: "With one neighbour every stray point owns an island. More neighbours smooth the borders.",
  section: "L1 or L2?"
) { vote, easel in
  var random = easel.random
  let clouds = PointClouds(
    around: [Point(-1.2, 1), Point(1.3, 1.2), Point(0.2, -1.4)], each: 20, spread: 1.3,
    using: &random)
  let grid = PlaneGrid(x: -4...4, y: -4...4, columns: 50, rows: 50)
  let distances = try easel[l2DistancesNoLoop](grid.tensor(Double.self), clouds.points)
  let panels = try [1, 5, 15].map { k in
    let answers = try vote(distances, clouds.labels, k)
    return Plot.map("k = \(k)", grid, marks: [.regions(grid, labels: answers)] + clouds.marks)
  }
  return PlotGrid(panels: panels, columns: 3, panelSize: Size(260, 290))
}
