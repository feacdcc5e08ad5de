import Grading
import Pictures

/// 4.1: two activations and their slopes.
let tanhAndReLUPicture = ExercisePicture<TanhAndReLU>(
  "Your tanh and your ReLU, with the slopes that your backward passes give.",
  see: "Far from 0 tanh has almost no slope. ReLU passes all of the gradient or none of it."
) { answer, _ in
  PlotGrid(
    panels: [
      try slopePlot("tanh", -4...4, forward: answer.tanhForward) { dout, _, out in
        try answer.tanhBackward(dout, out)
      },
      try slopePlot("ReLU", -4...4, forward: answer.reluForward) { dout, x, _ in
        try answer.reluBackward(dout, x)
      },
    ], columns: 2, panelSize: Size(380, 300))
}
