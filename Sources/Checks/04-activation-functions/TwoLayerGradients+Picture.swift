import Grading
import Pictures

/// 4.6: a spiral that the learner's gradients disentangle.
let twoLayerGradientsPicture = ExercisePicture<TwoLayerGradients>(
  "A network of two layers learns three arms of a spiral by your gradients.",
  see: "No linear classifier can do this: the hidden neurons bend the borders along the arms."
) { answer, easel in
  try training(
    [2, 24, 3], steps: [0, 30, 180], easel, loss: deep(easel[twoLayerLoss]), deep(answer))
}
