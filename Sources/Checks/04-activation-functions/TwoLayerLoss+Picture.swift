import Grading
import Pictures

/// 4.5: what networks that nobody has trained make of the plane.
let twoLayerLossPicture = ExercisePicture<TwoLayerLoss>(
  "A score of random networks of two layers over the plane: lines of equal height.",
  see: "Each hidden neuron folds the plane along a straight line, and there the lines bend."
) { answer, easel in
  try heights([2, 5, 40].map { ("\($0) hidden neurons", [2, $0, 3]) }, easel, deep(answer))
}
