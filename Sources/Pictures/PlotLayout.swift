/// Where everything in a plot goes: worked out once, then drawn.
struct PlotLayout {
  let plot: Plot
  let frame: Rectangle
  let titleFont: Font
  let titleLines: [String]
  let entries: [LegendEntry]
  let legendRows: [[Int]]
  let isLegendAtRight: Bool
  let colors: [Color]
  let area: Rectangle

  /// What equal units leave over.
  let unused: Size
  let xScale: AxisScale
  let yScale: AxisScale
  let xTicks: Ticks
  let yTicks: Ticks
  let categories: CategoryLabels?
  let colorBar: ColorBar?

  static let gap = 8.0
  static let legendHeight = 20.0

  init(_ plot: Plot, in frame: Rectangle, on ruler: Canvas) {
    self.plot = plot
    self.frame = frame
    let gap = PlotLayout.gap
    let colors = PlotLayout.resolvedColors(plot.marks)
    self.colors = colors
    let entries = LegendEntry.entries(of: plot.marks, colors)
    self.entries = entries
    titleFont = frame.width < 400 ? .heading : .title
    titleLines =
      plot.title.isEmpty ? [] : ruler.lines(plot.title, titleFont, width: frame.width - 24)

    (xScale, yScale) = PlotLayout.scales(plot)
    colorBar = ColorBar(plot.marks)

    // From the top: title, legend, data.
    var top = frame.top + 12 + Double(titleLines.count) * titleFont.lineHeight
    if !titleLines.isEmpty { top += gap }
    let rows = LegendEntry.rows(entries, width: frame.width - 60, on: ruler)
    // Long labels take a second row; many labels read better one below the other.
    let isCrowded = rows.count > 2 || (rows.count == 2 && entries.count > 4)
    isLegendAtRight =
      !entries.isEmpty && (plot.legend == .right || (plot.legend == .automatic && isCrowded))
    legendRows = plot.legend == .none || isLegendAtRight ? [] : rows
    top += Double(legendRows.count) * PlotLayout.legendHeight
    if !legendRows.isEmpty { top += 4 }

    // From the bottom: axis label, numbers, data.
    var bottom = frame.bottom - 10
    if !plot.x.label.isEmpty { bottom -= Font.label.lineHeight + 2 }
    bottom -= Font.tick.lineHeight + 5

    // From the right: legend or colour bar. From the left: axis label, numbers.
    var right = frame.right - 16
    if isLegendAtRight, plot.legend != .none {
      right -= LegendEntry.columnWidth(entries, on: ruler) + 8
    }
    if let colorBar { right -= colorBar.width(on: ruler, height: bottom - top) }
    var left = frame.left + 12
    if !plot.y.label.isEmpty { left += Font.label.lineHeight + 4 }

    var height = bottom - top
    var yTicks = yScale.ticks(plot.y, atMost: PlotLayout.count(height, each: 36))
    left += (yTicks.labels.map { ruler.width(of: $0, .tick) }.max() ?? 0) + 8

    let width = max(right - left, 20)
    // As many numbers as fit, but where the plot is narrow rather five than two.
    var count = max(5, Int(width / 60))
    var xTicks = xScale.ticks(plot.x, atMost: count)
    while count > 1, plot.x.categories.isEmpty, plot.x.ticks == nil,
      !PlotLayout.fits(xTicks, xScale, width, on: ruler)
    {
      count -= 1
      xTicks = xScale.ticks(plot.x, atMost: count)
    }
    categories =
      plot.x.categories.isEmpty
      ? nil
      : CategoryLabels(
        xTicks.labels,
        slot: width * (xScale.fraction(1) - xScale.fraction(0)), on: ruler)
    if let categories {
      bottom -= categories.extraDepth
      height -= categories.extraDepth
      yTicks = yScale.ticks(plot.y, atMost: PlotLayout.count(height, each: 36))
    } else if let last = xTicks.values.last, let label = xTicks.labels.last {
      // The last number may reach beyond the axis.
      let end = left + width * xScale.fraction(last) + ruler.width(of: label, .tick) / 2
      right -= max(0, end - (right + 10))
    }
    var area = Rectangle(left: left, top: top, right: max(right, left + 20), bottom: bottom)
    area.height = max(area.height, 20)
    let used = plot.hasEqualUnits ? PlotLayout.equalized(area, xScale, yScale) : area
    unused = Size(area.width - used.width, area.height - used.height)
    self.area = PlotLayout.snapped(used)
    self.xTicks = xTicks
    self.yTicks = yTicks
  }

  /// Where a point of the data lies on the page.
  func place(_ x: Double, _ y: Double) -> Point {
    Point(
      area.left + xScale.fraction(x) * area.width, area.bottom - yScale.fraction(y) * area.height)
  }

  func place(_ p: Point) -> Point { place(p.x, p.y) }

  /// Colours in the order of the marks.
  static func resolvedColors(_ marks: [Mark]) -> [Color] {
    var named: [String: Color] = [:]
    var next = 0
    var previous = Color.series(0)
    return marks.map { mark in
      var color = mark.color ?? previous
      if mark.color == nil, mark.takesNextColor {
        if let label = mark.label, let known = named[label] {
          color = known
        } else {
          color = .series(next)
          next += 1
        }
      }
      if let label = mark.label, mark.takesNextColor { named[label] = color }
      if mark.takesNextColor { previous = color }
      return color
    }
  }

  private static func scales(_ plot: Plot) -> (AxisScale, AxisScale) {
    var xs = Extent(isLog: plot.x.scale == .log)
    var ys = Extent(isLog: plot.y.scale == .log)
    var hasField = false
    var hasBars = false
    var hasHistogram = false
    for mark in plot.marks {
      mark.forEachPoint { x, y in
        xs.include(x)
        ys.include(y)
      }
      switch mark.kind {
      case .regions, .field: hasField = true
      case .bars: hasBars = true
      case .histogram: hasHistogram = true
      default: break
      }
    }
    if hasBars {
      let last = Double(max(plot.x.categories.count, Int(xs.range?.upperBound ?? 0) + 1)) - 1
      xs.include(-0.55)
      xs.include(last + 0.55)
    }
    let standsOnZero = hasBars || hasHistogram
    if standsOnZero { ys.include(0) }
    let isAboveZero = (ys.range?.lowerBound ?? 0) >= 0
    let xPad = hasField || hasBars ? 0 : hasHistogram ? 0.01 : 0.025
    let yPad = hasField ? 0 : 0.05
    return (
      AxisScale(plot.x, extent: xs.range, pad: (xPad, xPad)),
      AxisScale(
        plot.y, extent: ys.range, pad: (standsOnZero && isAboveZero ? 0 : yPad, yPad))
    )
  }

  private static func count(_ length: Double, each: Double) -> Int {
    max(3, Int(length / each))
  }

  /// Whether there is a gap between neighbouring numbers.
  private static func fits(
    _ ticks: Ticks, _ scale: AxisScale, _ width: Double, on ruler: Canvas
  ) -> Bool {
    var end = -Double.infinity
    for (value, label) in zip(ticks.values, ticks.labels) {
      let half = ruler.width(of: label, .tick) / 2
      let x = scale.fraction(value) * width
      if x - half < end + 10 { return false }
      end = x + half
    }
    return true
  }

  /// The largest part of `area`, from its top left, in which a unit is equally long on both axes.
  static func equalized(_ area: Rectangle, _ x: AxisScale, _ y: AxisScale) -> Rectangle {
    let xs = x.range.upperBound - x.range.lowerBound
    let ys = y.range.upperBound - y.range.lowerBound
    let unit = min(area.width / xs, area.height / ys)
    return Rectangle(
      left: area.left, top: area.top, width: xs * unit, height: ys * unit)
  }

  private static func snapped(_ r: Rectangle) -> Rectangle {
    Rectangle(
      left: r.left.rounded(), top: r.top.rounded(), width: r.width.rounded(),
      height: r.height.rounded())
  }
}
