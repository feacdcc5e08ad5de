import Grading
import Pictures
import Tensors

/// 4.3: slopes that learn.
let pReLUPicture = ExercisePicture<PReLUPair>(
  "A PReLU that learns its slope by your gradient, to fit noisy points around |x|.",
  see: "It starts as a leaky ReLU. The points pull the left arm up until its slope is about -1."
) { answer, easel in
  var random = easel.random
  let xs = (0..<60).map { -2 + Double($0) / 15 }
  let x = T(shape: [60, 1], scalars: xs)
  let target = T(shape: [60, 1], scalars: xs.map { abs($0) + 0.15 * random.normal() })
  var slopes: T = [0.25]
  var marks: [Mark] = [.points(xs, target.scalars, color: .quiet, size: 4)]
  for step in 0...12 {
    let out = try answer.forward(x, slopes)
    if [0, 1, 3, 12].contains(step) {
      let name = step == 0 ? "start" : "\(step) step\(step == 1 ? "" : "s")"
      marks.append(
        .line(xs, out.scalars, label: "\(name), slope \(significant(slopes.scalars[0], digits: 2))")
      )
    }
    slopes -= 0.5 * (try answer.backward((out - target) / 60, x, slopes).dslopes)
  }
  return Plot(x: "x", y: "PReLU", marks: marks)
}
