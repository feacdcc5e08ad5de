import Grading
import NearestNeighbors
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

/// 1.6: the folds, a row each.
let kFoldSplitPicture = ExercisePicture<KFoldSplit>(
  "Your five folds of 23 examples: each row validates on the orange ones and trains on the blue ones.",
  see: "In each column there is exactly one orange box, and no row has many more than another."
) { split, _ in
  let (count, folds) = (23, 5)
  let parts = try split(count, folds)
  let side = 24.0
  var shapes: [Diagram.Shape] = []
  for (row, part) in parts.enumerated() {
    let y = Double(row) * (side + 4)
    shapes.append(.text("fold \(row + 1)", at: Point(-8, y), placement: .left))
    for (indices, color) in [(part.train, Color.series(0)), (part.validation, Color.series(1))] {
      for i in indices {
        let at = Point((Double(i) + 0.5) * (side + 2), y)
        shapes.append(
          .box("\(i)", at: at, size: Size(side, side), fill: color.lightened(0.5), border: color))
      }
    }
  }
  return Diagram(shapes: shapes)
}

/// 1.7: the mean accuracy of each k, and the best.
let chooseKPicture = ExercisePicture<ChooseK>(
  "The mean accuracy of each k over five folds of 400 pictures, as you have averaged it.",
  see:
    "The dashed line is the k that your function chooses. Is its lead larger than the ups and downs?"
) { choose, easel in
  let data = PictureRows(try easel.dataset(train: 400).train, side: 8)
  let folds = try easel[kFoldSplit](400, 5)
  let ks = [1, 3, 5, 8, 10, 15, 20, 30, 50, 70, 100]
  let (best, means) = try choose(ks, folds) { k, train, validation in
    let model = KNearestNeighbors(
      examples: data.rows.gathering(rows: train), labels: train.map { data.labels[$0] })
    let answers = model.predict(data.rows.gathering(rows: validation), k: k)
    let right = zip(answers, validation).count { $0 == data.labels[$1] }
    return Double(right) / Double(validation.count)
  }
  return Plot(
    x: .log("k, neighbours that vote", ticks: ks.map(Double.init)),
    y: Axis("mean accuracy (%)"),
    marks: [
      .line(ks, means.map { 100 * $0 }, marker: .circle),
      .verticalLine(at: best, label: "best: k = \(best)"),
    ])
}
