import Tensors

extension Mark {
  /// The regions of the plane that a classifier gives to each class, pale.
  ///
  /// - Parameters:
  ///   - grid: where the classifier was asked.
  ///   - labels: its answer in each cell, in the order of the grid.
  /// - Returns: the mark.
  /// - Precondition: there is a label a cell.
  public static func regions(_ grid: PlaneGrid, labels: [Int]) -> Mark {
    precondition(
      labels.count == grid.count, "regions: expected \(grid.count) labels, got \(labels.count)")
    return Mark(kind: .regions(grid, labels: labels))
  }
}

/// What a classifier of the plane answers everywhere, with the examples that it learned from.
///
/// Class `c` has colour `Color.series(c)`, its region a pale one.
public struct DecisionRegions: Picture {
  /// The plot, for those who want to change more of it.
  public var plot: Plot

  /// Creates a map of a classifier's answers.
  ///
  /// - Parameters:
  ///   - title: what to write above it.
  ///   - grid: where the classifier was asked.
  ///   - labels: its answer in each cell, in the order of the grid.
  ///   - x: the horizontal axis.
  ///   - y: the vertical axis.
  ///   - points: the examples.
  ///   - pointLabels: the class of each example.
  ///   - classNames: names of the classes for a legend, or none.
  ///   - size: width and height in points.
  ///   - hasEqualUnits: whether a unit is equally long on both axes, so that circles are round.
  /// - Precondition: there are as many labels as cells and as many `pointLabels` as points.
  public init(
    _ title: String = "", _ grid: PlaneGrid, labels: [Int], x: Axis = "x₁", y: Axis = "x₂",
    points: [Point] = [], pointLabels: [Int] = [], classNames: [String] = [],
    size: Size = Size(420, 420), hasEqualUnits: Bool = true
  ) {
    precondition(
      points.count == pointLabels.count,
      "DecisionRegions: \(points.count) points have \(pointLabels.count) labels")
    var marks = [Mark.regions(grid, labels: labels)]
    for label in Set(pointLabels).sorted() {
      let own = zip(points, pointLabels).filter { $0.1 == label }.map(\.0)
      marks.append(
        .points(
          own.map(\.x), own.map(\.y),
          label: classNames.indices.contains(label) ? classNames[label] : nil,
          color: .series(label), marker: .series(label), size: 6))
    }
    plot = Plot(title, x: x, y: y, marks: marks, size: size, hasEqualUnits: hasEqualUnits)
  }

  /// Two pixels a point.
  public var pixelsPerPoint: Int { Canvas.scale }

  /// Draws the map.
  public func image() -> Image { plot.image() }
}

extension DecisionRegions: Panel {
  func naturalSize(_ ruler: Canvas) -> Size { plot.naturalSize(ruler) }
  func draw(on canvas: Canvas, in frame: Rectangle) { plot.draw(on: canvas, in: frame) }
}
