import Grading

/// 3.2: the sigmoid and its slope.
let sigmoidGatePicture = ExercisePicture<ElementwiseGate>(
  "Your sigmoid and its slope, as your backward pass computes it.",
  see: "The slope is at most a quarter, and almost 0 where the sigmoid is near 0 or 1."
) { gate, _ in try slopePlot("", -7...7, forward: gate.forward, backward: gate.backward) }
