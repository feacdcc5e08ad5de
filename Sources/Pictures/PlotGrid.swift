import Tensors

/// Several pictures in one: plots side by side, in rows.
///
///     PlotGrid("Three values of k", panels: ks.map { regions(k: $0) }, columns: 3)
///
/// Plots and heat maps take the size of their cell; images, image grids and diagrams keep their own.
public struct PlotGrid: Picture {
  /// What to write above all.
  public var title: String

  /// The pictures, row by row.
  public var panels: [any Picture]

  /// How many pictures there are in a row.
  public var columns: Int

  /// Width and height of a plot in points, or nil for what fills a page 760 points wide.
  public var panelSize: Size?

  /// Creates a grid of pictures.
  ///
  /// - Precondition: there is at least one picture and one column.
  public init(
    _ title: String = "", panels: [any Picture], columns: Int, panelSize: Size? = nil
  ) {
    precondition(columns > 0, "PlotGrid: expected at least one column, got \(columns)")
    precondition(!panels.isEmpty, "PlotGrid: expected at least one panel")
    self.title = title
    self.panels = panels
    self.columns = columns
    self.panelSize = panelSize
  }

  /// Two pixels a point.
  public var pixelsPerPoint: Int { Canvas.scale }

  /// Draws the grid.
  public func image() -> Image { drawn() }
}

extension PlotGrid: Panel {
  func naturalSize(_ ruler: Canvas) -> Size { layout(ruler).size }

  func draw(on canvas: Canvas, in frame: Rectangle) {
    let plan = layout(canvas)
    canvas.text(
      plan.titleLines, at: Point(frame.left + 12, frame.top + 12), .title, .ink, anchor: .topLeft)
    for (i, panel) in plan.panels.enumerated() {
      let cell = plan.cells[i]
      panel.draw(
        on: canvas,
        in: Rectangle(
          left: frame.left + cell.left, top: frame.top + cell.top, width: cell.width,
          height: cell.height))
    }
  }

  private struct Plan {
    var size: Size
    var titleLines: [String]
    var panels: [any Panel]
    var cells: [Rectangle]
  }

  private func layout(_ ruler: Canvas) -> Plan {
    let width = (760 / Double(columns)).rounded(.down)
    let panelSize = panelSize ?? Size(width, max((width * 0.72).rounded(), 180))
    let panels = panels.map { resized($0, to: panelSize) }
    let sizes = panels.map { $0.naturalSize(ruler) }
    let widths = (0..<min(columns, panels.count)).map { column in
      stride(from: column, to: sizes.count, by: columns).map { sizes[$0].width }.max() ?? 0
    }
    let total = widths.reduce(0, +)
    let titleLines = title.isEmpty ? [] : ruler.lines(title, .title, width: total - 24)
    var top = title.isEmpty ? 0 : 12 + Double(titleLines.count) * Font.title.lineHeight
    var cells: [Rectangle] = []
    for row in stride(from: 0, to: panels.count, by: columns) {
      let members = row..<min(row + columns, panels.count)
      var left = 0.0
      for i in members {
        cells.append(
          Rectangle(left: left, top: top, width: sizes[i].width, height: sizes[i].height))
        left += widths[i - row]
      }
      top += members.map { sizes[$0].height }.max() ?? 0
    }
    return Plan(
      size: Size(total.rounded(.up), top.rounded(.up)), titleLines: titleLines, panels: panels,
      cells: cells)
  }

  private func resized(_ picture: any Picture, to size: Size) -> any Panel {
    switch picture {
    case var plot as Plot:
      plot.size = size
      return plot
    case var map as HeatMap:
      map.size = size
      return map
    case var map as ContourPlot:
      map.plot.size = size
      return map
    case var map as DecisionRegions:
      map.plot.size = size
      return map
    case let panel as any Panel: return panel
    default: return ImagePanel(picture)
    }
  }
}

/// An image as part of a grid, at its own size.
private struct ImagePanel: Panel {
  let content: Image
  let pixelsPerPoint: Int

  init(_ picture: any Picture) {
    content = picture.image()
    pixelsPerPoint = max(picture.pixelsPerPoint, 1)
  }

  func image() -> Image { content }

  func naturalSize(_ ruler: Canvas) -> Size {
    Size(shown.width + 24, shown.height + 24)
  }

  private var shown: Size {
    Size(
      Double(content.width) / Double(pixelsPerPoint),
      Double(content.height) / Double(pixelsPerPoint))
  }

  func draw(on canvas: Canvas, in frame: Rectangle) {
    canvas.draw(
      content,
      in: Rectangle(
        left: frame.left + 12, top: frame.top + 12, width: shown.width, height: shown.height))
  }
}
