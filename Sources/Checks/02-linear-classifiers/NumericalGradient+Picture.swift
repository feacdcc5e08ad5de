import Foundation
import Grading
import Pictures
import Tensors

/// 2.2: the way down, everywhere.
let numericalGradientPicture = ExercisePicture<GradientByDifferences>(
  "A hilly function of two variables, with arrows against the gradient that you have measured.",
  see: "Each arrow is at right angles to the lines of equal height, and long where they are close."
) { gradient, _ in
  let grid = PlaneGrid(x: -3...3, y: -2.2...2.2, columns: 120, rows: 90)
  func height(_ x: Double, _ y: Double) -> Double { sin(1.3 * x) * cos(1.1 * y) + 0.12 * x * x }
  var arrows: [Mark] = []
  for x in stride(from: -2.6, through: 2.6, by: 0.65) {
    for y in stride(from: -1.8, through: 1.8, by: 0.6) {
      let slope = try gradient({ height($0.scalars[0], $0.scalars[1]) }, Tensor([x, y]), 1e-5)
      let end = Point(x - 0.3 * slope.scalars[0], y - 0.3 * slope.scalars[1])
      arrows.append(.arrow(from: Point(x, y), to: end))
    }
  }
  return ContourPlot(x: "x", y: "y", over: grid, marks: arrows, size: Size(640, 480), of: height)
}
