import Foundation
import Grading
import Pictures
import Tensors

/// 2.11: what happens to weights that have grown too long.
let maxNormPicture = ExercisePicture<MaxNorm>(
  "Pairs of weights, and where your projection has put them; the circle has the radius maxNorm.",
  see: "Those outside move straight towards the origin, onto the circle. The others stay."
) { project, easel in
  var random = easel.random
  let weights = Tensor<Double>(
    shape: [2, 16], scalars: (0..<32).map { _ in 3.4 * random.uniform() - 1.7 })
  let projected = try project(weights, 1)
  let turns = (0...90).map { Double($0) / 90 * 2 * Double.pi }
  var marks: [Mark] = [
    .line(turns.map { cos($0) }, turns.map { sin($0) }, color: .quiet, width: 1.5)
  ]
  for i in 0..<16 {
    let from = Point(weights[0, i], weights[1, i])
    let to = Point(projected[0, i], projected[1, i])
    let moves = abs(to.x - from.x) + abs(to.y - from.y) > 1e-9
    if moves { marks.append(.arrow(from: from, to: to, color: .quiet)) }
    marks.append(.points([from.x], [from.y], color: .series(moves ? 1 : 0), size: 7))
  }
  return Plot(
    x: Axis("first weight", range: -1.8...1.8), y: Axis("second weight", range: -1.8...1.8),
    marks: marks, legend: .none, size: Size(460, 460), hasEqualUnits: true)
}
