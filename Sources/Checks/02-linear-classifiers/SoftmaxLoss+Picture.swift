import Grading
import Pictures
import Tensors

/// 2.6: two losses over the score of the right class.
let softmaxLossPicture = ExercisePicture<ClassifierLoss>(
  "Your softmax loss and the SVM loss as the score of the right class grows; two others stay at 0.",
  see:
    "The SVM loss is 0 one point above the others. The softmax loss never quite reaches 0."
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
