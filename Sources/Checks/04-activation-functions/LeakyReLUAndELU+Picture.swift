import Grading
import Pictures

/// 4.2: two ways not to die.
let leakyReLUAndELUPicture = ExercisePicture<LeakyReLUAndELU>(
  "Your leaky ReLU with slope 0.1 and your ELU with alpha 1, each with the slope by your backward.",
  see: "On the left, where ReLU is dead, both pass some gradient. ELU levels off smoothly at -1."
) { answer, _ in
  PlotGrid(
    panels: [
      try slopePlot("leaky ReLU", -4...4, forward: { try answer.leakyForward($0, 0.1) }) {
        dout, x, _ in try answer.leakyBackward(dout, x, 0.1)
      },
      try slopePlot("ELU", -4...4, forward: { try answer.eluForward($0, 1) }) {
        dout, x, _ in try answer.eluBackward(dout, x, 1)
      },
    ], columns: 2, panelSize: Size(380, 300))
}
