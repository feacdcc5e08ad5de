import Grading
import Pictures
import Tensors

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
