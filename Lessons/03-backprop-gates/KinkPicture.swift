import GradientChecks
import NeuralNets
import Pictures

/// A max gate at its kink: the chord that nudging takes, and the slope that comes of it.
enum KinkPicture {
  static func picture() -> PlotGrid {
    PlotGrid(panels: [chord, slopes], columns: 2)
  }

  /// In units of the step, so that the kink can be seen.
  private static var chord: Plot {
    let (left, right) = (-0.7, 1.3)
    return Plot(
      "The chord crosses the kink", x: "(x − y) / h",
      y: "(max(x, y) − y) / h",
      marks: [
        .line([-3.0, 0, 3], [0.0, 0, 3], label: "max(x, y)"),
        .line(
          [left, right], [0.0, right], label: "from x − h to x + h",
          marker: .circle),
        .points([0.3], [0.3], label: "x"),
      ])
  }

  private static var slopes: Plot {
    let (y, h) = (1.0, 1e-5)
    let offsets = stride(from: -3.0, through: 3, by: 0.05).map { $0 }
    let felt = offsets.map { offset in
      DifferenceQuotient.central.slope(
        of: { max($0, y) }, at: y + offset * h, step: h)
    }
    return Plot(
      "The slope, derived and felt", x: "(x − y) / h",
      y: "slope of max(x, y)",
      marks: [
        .line([-3.0, 0, 0, 3], [0.0, 0, 1, 1], label: "derived"),
        .line(offsets, felt, label: "central, h = 1e-5"),
      ])
  }
}
