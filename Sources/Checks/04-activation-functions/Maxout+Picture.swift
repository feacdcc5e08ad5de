import Grading
import Pictures
import Tensors

/// 4.4: a curve made of straight pieces.
let maxoutPicture = ExercisePicture<MaxoutPair>(
  "Six of your maxout units, whose sum learns a parabola by your gradients.",
  see: "Each unit is a straight line with one bend. Where does the sum put its bends?"
) { answer, easel in
  var random = easel.random
  let xs = (0...60).map { -1.5 + Double($0) / 20 }
  let x = T(shape: [61, 1], scalars: xs)
  let target = x * x
  var w1 = T(randomNormal: [1, 6], using: &random)
  var b1 = T(randomNormal: [6], using: &random) / 2
  var w2 = T(randomNormal: [1, 6], using: &random)
  var b2 = T(randomNormal: [6], using: &random) / 2
  var marks: [Mark] = [.line(xs, target.scalars, label: "parabola", color: .quiet, width: 4)]
  for step in 0...300 {
    let out = try answer.forward(x, w1, b1, w2, b2)
    let sums = out.sum(axis: 1, keepingDimension: true)
    if [0, 10, 300].contains(step) {
      marks.append(.line(xs, sums.scalars, label: step == 0 ? "start" : "\(step) steps"))
    }
    let g = try answer.backward(out * 0 + 2 * (sums - target) / 61, x, w1, b1, w2, b2)
    w1 -= 0.1 * g.dw1
    b1 -= 0.1 * g.db1
    w2 -= 0.1 * g.dw2
    b2 -= 0.1 * g.db2
  }
  return Plot(x: "x", y: "sum of six units", marks: marks)
}
