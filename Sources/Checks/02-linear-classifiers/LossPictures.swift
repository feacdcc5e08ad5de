import Foundation
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

/// 2.6: two losses over the score of the right class.
let softmaxLossPicture = ExercisePicture<ClassifierLoss>(
  "Your softmax loss while the score of the right class grows and two others stay at 0, beside the SVM loss.",
  see:
    "The SVM is content one point above the others. Softmax never quite is: it always wants more."
) { softmax, easel in
  let svm = easel[svmLoss]
  let scores = Array(stride(from: -4.0, through: 6, by: 0.1))
  func values(_ loss: ClassifierLoss) throws -> [Double] {
    try scores.map { try loss(Tensor(shape: [1, 3], scalars: [$0, 0, 0]), [[1]], [0], 0) }
  }
  return Plot(
    x: "score of the right class", y: "loss",
    marks: [
      .line(scores, try values(softmax), label: "softmax"),
      .line(scores, try values(svm), label: "SVM"),
    ])
}

/// 2.9: the loss and its gradient over the score.
let binaryCrossEntropyLossPicture = ExercisePicture<BinaryCrossEntropyLoss>(
  "Your binary cross-entropy over one score, and its gradient, for targets 0, 1 and 0.7.",
  see: "The gradient is p - t: it never exceeds 1, and is 0 where the loss is least."
) { evaluate, _ in
  let scores = Array(stride(from: -7.0, through: 7, by: 0.1))
  var panels: [[Mark]] = [[], []]
  for target in [1, 0, 0.7] as [Double] {
    let values = try scores.map { try evaluate(Tensor([$0]), Tensor([target])) }
    let name = "target \(target == 0.7 ? "0.7" : "\(Int(target))")"
    panels[0].append(.line(scores, values.map(\.loss), label: name))
    panels[1].append(.line(scores, values.map { $0.gradient.scalars[0] }, label: name))
  }
  return PlotGrid(
    panels: [
      Plot(x: "score", y: "loss", marks: panels[0]),
      Plot(x: "score", y: "gradient", marks: panels[1]),
    ], columns: 2, panelSize: Size(400, 300))
}

/// 2.10: three penalties over two weights.
let penaltiesPicture = ExercisePicture<Penalties>(
  "Your three penalties over two weights, with arrows along the step that your gradients would take.",
  see:
    "L2 pulls towards the middle, the longer the farther out. L1 pulls equally hard everywhere, straight onto the axes."
) { penalties, _ in
  let grid = PlaneGrid(x: -2...2, y: -2...2, columns: 50, rows: 50)
  let places = [-1.6, -0.8, 0, 0.8, 1.6].flatMap { x in
    [-1.6, -0.8, 0, 0.8, 1.6].map { Point(x, $0) }
  }
  func panel(
    _ title: String, _ penalty: (Tensor<Double>) throws -> Penalties.Result
  ) throws -> Plot {
    let heights = try (0..<grid.count).map { i in
      try penalty(Tensor([grid.point(i).x, grid.point(i).y])).value
    }
    var marks: [Mark] = [.contours(grid, heights)]
    for place in places {
      let slope = try penalty(Tensor([place.x, place.y])).gradient.scalars
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
