import Grading
import Pictures
import Tensors

/// 3.8: the Jacobian that nobody forms, formed after all.
let softmaxGatePicture = ExercisePicture<SoftmaxGate>(
  "The Jacobian of the softmax of five scores. Row j: your backward pass for probability j alone.",
  see: "Each probability rises with its own score and falls with all others. Each row sums to 0."
) { gate, _ in
  let scores: Tensor<Double> = [[2, 1, 0.5, -1, 1.5]]
  let p = try gate.forward(scores)
  var entries: [Double] = []
  for j in 0..<5 {
    var dout = Tensor<Double>(zeros: [1, 5])
    dout[0, j] = 1
    entries += try gate.backward(dout, p).scalars
  }
  let largest = entries.map { abs($0) }.max() ?? 1
  let names = zip(scores.scalars, p.scalars).map { "\(decimals($0, 1)): \(percent($1))" }
  return HeatMap(
    "", Tensor(shape: [5, 5], scalars: entries), x: "score", y: "probability",
    rowLabels: names, columnLabels: scores.scalars.map { decimals($0, 1) }, colorMap: .diverging,
    range: -largest...largest, showsValues: true, size: Size(520, 400))
}
