import Grading
import Pictures
import Tensors

/// Training and test points of two features that go together.
struct SlantedCloud {
  let train: T
  let test: T

  init(_ easel: Easel, stretch: Double) {
    var random = easel.random
    func points(_ count: Int) -> T {
      let scalars = (0..<count).flatMap { _ -> [Double] in
        let (a, b) = (random.normal(), random.normal())
        return [stretch * (1.2 + 1.4 * a + 0.2 * b), -0.8 + 0.9 * a + 0.6 * b]
      }
      return T(shape: [count, 2], scalars: scalars)
    }
    (train, test) = (points(160), points(40))
  }
}

/// Training points, and test points if there are any, around the origin.
func cloudPlot(
  _ title: String, _ train: T, _ test: T?, reach: Double, x: String = "first feature",
  y: String = "second feature"
) -> Plot {
  var marks: [Mark] = [.verticalLine(at: 0), .horizontalLine(at: 0)]
  for (points, name, color) in [(train, "training", 0), (test, "test", 1)] {
    guard let points else { continue }
    let rows = Point.rows(of: points)
    marks.append(
      .points(
        rows.map(\.x), rows.map(\.y), label: test == nil ? nil : name, color: .series(color),
        marker: .circle, size: 5))
  }
  return Plot(
    title, x: Axis(x, range: -reach...reach), y: Axis(y, range: -reach...reach), marks: marks,
    hasEqualUnits: true)
}
