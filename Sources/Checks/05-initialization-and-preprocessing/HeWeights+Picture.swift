import Grading
import Pictures
import Tensors

/// 5.6: what arrives in ten ReLU layers.
let heWeightsPicture = ExercisePicture<HeDraw>(
  "The outputs of ten ReLU layers where they are not 0, with Xavier's weights and with yours.",
  see: "ReLU halves the signal: with Xavier it shrinks layer by layer, and your 2 makes up for it."
) { draw, easel in
  let xavier = easel[xavierWeights]
  return try layerHistograms(
    [
      ("Xavier", { try xavier($0, $0, &$1).weights }),
      ("your He", { width, random in try draw([width, width], width, &random) }),
    ], activation: { (x: T) in maximum(x, 0) }, easel)
}
