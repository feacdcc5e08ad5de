import Grading
import Pictures

/// 1.6: the folds, one per row.
let kFoldSplitPicture = ExercisePicture<KFoldSplit>(
  "Your five folds of 23 examples: each row validates on the orange ones, trains on the blue ones.",
  see: "Each column has exactly one orange box, and the rows have nearly the same number of them."
) { split, _ in
  let side = 24.0
  var shapes: [Diagram.Shape] = []
  for (row, part) in try split(23, 5).enumerated() {
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
