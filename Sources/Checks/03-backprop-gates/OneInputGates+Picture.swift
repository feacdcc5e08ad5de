import Grading
import Pictures

/// 3.3: three gates and their slopes.
let oneInputGatesPicture = ExercisePicture<OneInputGates>(
  "Your reciprocal, exp and log with their slopes, as your backward passes compute them.",
  see: "The slope of exp is exp itself. Those of 1/x and ln x grow without bound near 0."
) { gates, _ in
  let panels = [
    try slopePlot(
      "1/x", 0.3...3, forward: gates.reciprocal, backward: gates.reciprocalBackward),
    try slopePlot("exp", -2...1.5, forward: gates.exp, backward: gates.expBackward),
    try slopePlot("ln", 0.15...3, forward: gates.log, backward: gates.logBackward),
  ]
  return PlotGrid(panels: panels, columns: 3, panelSize: Size(280, 260))
}
