import Grading
import Pictures
import Tensors

/// 2.3: the loss over two weights.
let svmLossPicture = ExercisePicture<ClassifierLoss>(
  "Your SVM loss of six points on a line, over the slope and the offset of a class's score.",
  see: "A bowl with flat sides: between its folds the loss is linear. That is the hinge."
) { loss, _ in
  let x: Tensor<Double> = [[-2, 1], [-1.2, 1], [-0.3, 1], [0.4, 1], [1.1, 1], [2.2, 1]]
  let labels = [0, 0, 1, 0, 1, 1]
  let grid = PlaneGrid(x: -4...6, y: -5...5, columns: 60, rows: 60)
  let heights = try (0..<grid.count).map { i in
    let (slope, offset) = (grid.point(i).x, grid.point(i).y)
    return try loss(Tensor(shape: [2, 2], scalars: [0, slope, 0, offset]), x, labels, 0)
  }
  return Plot(
    x: "slope", y: "offset",
    marks: [.contours(grid, heights, levels: .linear(14), barLabel: "SVM loss")],
    size: Size(560, 420))
}
