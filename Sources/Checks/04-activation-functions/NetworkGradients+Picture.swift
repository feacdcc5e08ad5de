import Grading
import Pictures

/// 4.8: the spiral again, with one more layer.
let networkGradientsPicture = ExercisePicture<NetworkGradients>(
  "A network of three layers learns three arms of a spiral by your gradients.",
  see: "With one more layer fewer neurons are enough, and the borders turn more sharply."
) { answer, easel in
  try training([2, 16, 16, 3], steps: [0, 30, 120], easel, loss: easel[networkLoss], answer)
}
