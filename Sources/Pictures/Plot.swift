/// A plot of numbers: axes, marks and a legend.
///
///     Plot(
///       "Choosing k", x: .log("k, neighbours asked"), y: "accuracy (%)",
///       marks: [
///         .line(ks, means, label: "mean of five folds", marker: .circle),
///         .errorBars(ks, means, deviations: deviations),
///         .verticalLine(at: 10, label: "k = 10"),
///       ])
///
/// The legend lies above the data or to the right of it, never over it.
public struct Plot: Picture {
  /// Where the legend goes.
  public enum LegendPosition: Sendable {
    /// Above the data if two rows suffice, else to the right.
    case automatic

    /// Above the data.
    case top

    /// To the right of the data.
    case right

    /// Nowhere.
    case none
  }

  /// What to write above the plot.
  public var title: String

  /// The horizontal axis.
  public var x: Axis

  /// The vertical axis.
  public var y: Axis

  /// What to show; later ones of a kind lie above earlier ones.
  public var marks: [Mark]

  /// Where the legend goes.
  public var legend: LegendPosition

  /// Width and height of the whole picture, in points.
  public var size: Size

  /// Whether a unit is as long horizontally as vertically, as on a map.
  public var hasEqualUnits: Bool

  /// Creates a plot.
  ///
  /// - Parameters:
  ///   - title: what to write above it.
  ///   - x: the horizontal axis; a string gives a linear one.
  ///   - y: the vertical axis; a string gives a linear one.
  ///   - marks: what to show.
  ///   - legend: where the legend goes.
  ///   - size: width and height in points.
  ///   - hasEqualUnits: whether a unit is equally long on both axes.
  public init(
    _ title: String = "", x: Axis, y: Axis, marks: [Mark], legend: LegendPosition = .automatic,
    size: Size = Size(640, 400), hasEqualUnits: Bool = false
  ) {
    self.title = title
    self.x = x
    self.y = y
    self.marks = marks
    self.legend = legend
    self.size = size
    self.hasEqualUnits = hasEqualUnits
  }

  /// Two pixels a point.
  public var pixelsPerPoint: Int { Canvas.scale }

  /// Draws the plot.
  public func image() -> Image { drawn() }
}

extension Plot: Panel {
  func naturalSize(_ ruler: Canvas) -> Size {
    guard hasEqualUnits else { return size }
    let frame = Rectangle(left: 0, top: 0, width: size.width, height: size.height)
    let unused = PlotLayout(self, in: frame, on: ruler).unused
    return Size(
      (size.width - unused.width).rounded(.up), (size.height - unused.height).rounded(.up))
  }

  func draw(on canvas: Canvas, in frame: Rectangle) {
    let layout = PlotLayout(self, in: frame, on: canvas)
    layout.drawTitle(on: canvas)
    layout.drawGrid(on: canvas)
    canvas.clipped(to: layout.area) {
      for layer in Mark.Layer.behindAxes { layout.drawMarks(layer, on: canvas) }
    }
    layout.drawAxes(on: canvas)
    // Lines at the edge of the area keep their whole width, points their whole shape.
    canvas.clipped(to: layout.area.inset(by: -1)) {
      for layer in Mark.Layer.beforeAxes { layout.drawMarks(layer, on: canvas) }
    }
    canvas.clipped(to: layout.area.inset(by: -6)) {
      layout.drawLineMarkers(on: canvas)
      layout.drawMarks(.points, on: canvas)
    }
    layout.drawNotes(on: canvas)
    layout.drawLegend(on: canvas)
    layout.drawColorBar(on: canvas)
  }
}

extension Mark {
  /// What is drawn first lies below.
  enum Layer: Int {
    case fields
    case areas
    case references
    case lines
    case errors
    case points

    static let behindAxes: [Layer] = [.fields, .areas]
    static let beforeAxes: [Layer] = [.references, .lines, .errors]
  }

  var layer: Layer? {
    switch kind {
    case .regions, .field: .fields
    case .band, .bars, .histogram: .areas
    case .verticalLine, .horizontalLine: .references
    case .line: .lines
    case .errorBars: .errors
    case .points, .trajectory: .points
    case .text, .arrow: nil
    }
  }

  /// Whether a mark without a colour takes the next of the palette.
  var takesNextColor: Bool {
    switch kind {
    case .line, .points, .bars, .histogram, .trajectory: true
    case .band: label != nil
    default: false
    }
  }

  /// Calls `include` with every point that the axes must reach.
  func forEachPoint(_ include: (Double, Double) -> Void) {
    switch kind {
    case .line(let points, _, _, _), .points(let points, _, _), .trajectory(let points):
      for p in points { include(p.x, p.y) }
    case .bars(let values, let deviations, _):
      for (i, value) in values.enumerated() {
        let deviation = deviations.isEmpty ? 0 : deviations[i]
        include(Double(i), value + max(deviation, 0))
        include(Double(i), min(value - max(deviation, 0), value))
      }
    case .histogram(let edges, let heights):
      for (i, height) in heights.enumerated() {
        include(edges[i], height)
        include(edges[i + 1], height)
      }
    case .errorBars(let points, let deviations):
      for (p, d) in zip(points, deviations) {
        include(p.x, p.y - d)
        include(p.x, p.y + d)
      }
    case .band(let lower, let upper):
      for p in lower + upper { include(p.x, p.y) }
    case .verticalLine(let x): include(x, .nan)
    case .horizontalLine(let y): include(.nan, y)
    case .text(let p, _): include(p.x, p.y)
    case .arrow(let a, let b):
      include(a.x, a.y)
      include(b.x, b.y)
    case .regions(let grid, _), .field(let grid, _, _):
      include(grid.x.lowerBound, grid.y.lowerBound)
      include(grid.x.upperBound, grid.y.upperBound)
    }
  }
}
