import Grading
import Pictures

/// 5.5: what arrives in ten tanh layers.
let xavierWeightsPicture = ExercisePicture<XavierDraw>(
  "The outputs of ten tanh layers with weights that are too small, yours, and too large.",
  see: "Too small, and the signal dies. Too large, and every neuron saturates. Yours keep it alive."
) { draw, easel in
  try layerHistograms(
    [
      ("too small", { normal([$0, $0], 0.02, &$1) }),
      ("your Xavier", { try draw($0, $0, &$1).weights }),
      ("too large", { normal([$0, $0], 0.5, &$1) }),
    ], activation: { $0.tanh() }, easel)
}
