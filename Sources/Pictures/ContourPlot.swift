import Foundation
import Tensors

/// How a function of the plane is drawn.
struct FieldStyle: Sendable, Equatable {
  /// The numbers at which a line is drawn and the colour changes; empty for colours that change smoothly.
  var levels: [Double]

  /// The colours, from the smallest to the largest number.
  var colorMap: ColorMap

  /// The numbers that get the first and the last colour.
  var range: ClosedRange<Double>

  /// What to write beside the colour bar, or nil for none.
  var barLabel: String?
}

/// Which lines of equal height are drawn.
public enum ContourLevels: Sendable, Equatable {
  /// About so many, at round numbers.
  case linear(Int)

  /// So many, with equal ratios between heights above the lowest: for bowls, whose bottom is flat.
  case logarithmic(Int)

  /// At these numbers.
  case at([Double])

  func heights(of values: [Double]) -> [Double] {
    let finite = values.filter { isShowable($0, onLog: false) }
    guard let low = finite.min(), let high = finite.max(), low < high else { return [] }
    switch self {
    case .at(let levels): return levels.sorted()
    case .linear(let count):
      return Ticks.linear(in: low...high, atMost: max(count, 2)).values.filter { $0 > low }
    case .logarithmic(let count):
      // Down to a thousandth of the whole height.
      let height = high - low
      return (1...max(count, 1)).map { (level: Int) -> Double in
        let exponent = Double(level) / Double(count + 1) - 1
        return low + height * pow(1000, exponent)
      }
    }
  }
}

extension Mark {
  /// Lines of equal height of a function of the plane, with pale colours between them.
  ///
  /// - Parameters:
  ///   - grid: where the function was evaluated.
  ///   - values: its value in each cell, in the order of the grid.
  ///   - levels: which lines to draw.
  ///   - colorMap: the colours from low to high.
  ///   - barLabel: what the function is, for a colour bar beside the plot; nil for no bar.
  /// - Returns: the mark.
  /// - Precondition: there is a value a cell.
  public static func contours(
    _ grid: PlaneGrid, _ values: [some Plottable], levels: ContourLevels = .linear(10),
    colorMap: ColorMap = .pale, barLabel: String? = nil
  ) -> Mark {
    let numbers = values.map(\.plotValue)
    precondition(
      numbers.count == grid.count,
      "contours: expected \(grid.count) values, got \(numbers.count)")
    let heights = levels.heights(of: numbers)
    return Mark(
      kind: .field(
        grid, values: numbers,
        FieldStyle(
          levels: heights, colorMap: colorMap, range: finiteRange(numbers), barLabel: barLabel)))
  }

  /// The value of a function of the plane as a colour.
  ///
  /// - Parameters:
  ///   - grid: where the function was evaluated.
  ///   - values: its value in each cell, in the order of the grid.
  ///   - range: the numbers that get the first and last colour; nil for the smallest and largest.
  ///   - colorMap: the colours from low to high.
  ///   - barLabel: what the function is, for a colour bar beside the plot; nil for no bar.
  /// - Returns: the mark.
  /// - Precondition: there is a value a cell.
  public static func heat(
    _ grid: PlaneGrid, _ values: [some Plottable], range: ClosedRange<Double>? = nil,
    colorMap: ColorMap = .viridis, barLabel: String? = nil
  ) -> Mark {
    let numbers = values.map(\.plotValue)
    precondition(
      numbers.count == grid.count, "heat: expected \(grid.count) values, got \(numbers.count)")
    return Mark(
      kind: .field(
        grid, values: numbers,
        FieldStyle(
          levels: [], colorMap: colorMap, range: range ?? finiteRange(numbers), barLabel: barLabel))
    )
  }
}

func finiteRange(_ values: [Double]) -> ClosedRange<Double> {
  var extent = Extent(isLog: false)
  for value in values { extent.include(value) }
  return extent.range ?? 0...1
}

/// A function of two variables as a map with lines of equal height, and paths across it.
///
///     ContourPlot("A bowl", x: "w₁", y: "w₂", over: PlaneGrid(x: -3...3, y: -2...2), marks: paths) {
///       x, y in x * x + 10 * y * y
///     }
public struct ContourPlot: Picture {
  /// The plot, for those who want to change more of it.
  public var plot: Plot

  /// Creates a map of a function, which is evaluated at once.
  ///
  /// - Parameters:
  ///   - title: what to write above it.
  ///   - x: the horizontal axis.
  ///   - y: the vertical axis.
  ///   - grid: where to evaluate the function.
  ///   - levels: which lines to draw.
  ///   - barLabel: what the function is, for a colour bar; nil for no bar.
  ///   - marks: what to show upon it, such as trajectories.
  ///   - size: width and height in points.
  ///   - function: the height at a point.
  public init(
    _ title: String = "", x: Axis, y: Axis, over grid: PlaneGrid,
    levels: ContourLevels = .linear(10), barLabel: String? = nil, marks: [Mark] = [],
    size: Size = Size(560, 420), of function: (Double, Double) -> Double
  ) {
    let map = Mark.contours(grid, grid.map(function), levels: levels, barLabel: barLabel)
    plot = Plot(title, x: x, y: y, marks: [map] + marks, size: size)
  }

  /// Two pixels a point.
  public var pixelsPerPoint: Int { Canvas.scale }

  /// Draws the map.
  public func image() -> Image { plot.image() }
}

extension ContourPlot: Panel {
  func naturalSize(_ ruler: Canvas) -> Size { plot.naturalSize(ruler) }
  func draw(on canvas: Canvas, in frame: Rectangle) { plot.draw(on: canvas, in: frame) }
}
