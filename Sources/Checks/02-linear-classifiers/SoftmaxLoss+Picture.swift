import Grading
import Pictures
import Tensors

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
