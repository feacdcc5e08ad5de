import Tensors

/// Images side by side in rows, each with a caption and a frame if it has one.
///
///     ImageGrid(
///       "Test pictures and their nearest neighbours", tiles: tiles, columns: 6,
///       columnLabels: ["asked", "1st", "2nd", "3rd", "4th", "5th"])
public struct ImageGrid: Picture {
  /// One image of the grid.
  public struct Tile: Sendable {
    /// What to show.
    public var image: Image

    /// What to write below it, if anything.
    public var caption: String

    /// The colour of the caption.
    public var captionColor: Color

    /// The colour of the frame around it, if it has one.
    public var frame: Color?

    /// Creates a tile.
    public init(
      _ image: Image, caption: String = "", captionColor: Color = .quiet, frame: Color? = nil
    ) {
      self.image = image
      self.caption = caption
      self.captionColor = captionColor
      self.frame = frame
    }
  }

  /// What to write above the grid.
  public var title: String

  /// The images, row by row; nil leaves a place empty.
  public var tiles: [Tile?]

  /// How many images there are in a row.
  public var columns: Int

  /// How many points wide and high one pixel becomes, or nil for what fills a page 640 points wide.
  public var enlargement: Int?

  /// What to write to the left of each row.
  public var rowLabels: [String]

  /// What to write above each column.
  public var columnLabels: [String]

  /// The distance between images, in points.
  public var spacing: Double

  /// Creates a grid of tiles.
  ///
  /// - Precondition: there is at least one tile and one column.
  public init(
    _ title: String = "", tiles: [Tile?], columns: Int, enlargement: Int? = nil,
    rowLabels: [String] = [], columnLabels: [String] = [], spacing: Double = 4
  ) {
    precondition(columns > 0, "ImageGrid: expected at least one column, got \(columns)")
    precondition(!tiles.isEmpty, "ImageGrid: expected at least one tile")
    self.title = title
    self.tiles = tiles
    self.columns = columns
    self.enlargement = enlargement
    self.rowLabels = rowLabels
    self.columnLabels = columnLabels
    self.spacing = spacing
  }

  /// Creates a grid of images, each with its caption if there are any.
  ///
  /// - Precondition: there are no captions, or as many as images.
  public init(
    _ title: String = "", images: [Image], captions: [String] = [], columns: Int,
    enlargement: Int? = nil, rowLabels: [String] = [], columnLabels: [String] = [],
    spacing: Double = 4
  ) {
    precondition(
      captions.isEmpty || captions.count == images.count,
      "ImageGrid: expected \(images.count) captions, got \(captions.count)")
    self.init(
      title,
      tiles: images.enumerated().map { i, image in
        Tile(image, caption: captions.isEmpty ? "" : captions[i])
      },
      columns: columns, enlargement: enlargement, rowLabels: rowLabels, columnLabels: columnLabels,
      spacing: spacing)
  }

  /// Two pixels a point.
  public var pixelsPerPoint: Int { Canvas.scale }

  /// Draws the grid.
  public func image() -> Image { drawn() }
}

extension ImageGrid: Panel {
  func naturalSize(_ ruler: Canvas) -> Size { layout(ruler).size }

  func draw(on canvas: Canvas, in frame: Rectangle) {
    let plan = layout(canvas)
    let origin = Point(
      (frame.left + max(0, frame.width - plan.size.width) / 2).rounded(), frame.top)
    let margin = ImageGrid.margin
    if !title.isEmpty {
      canvas.text(
        plan.titleLines, at: origin + Point(margin, margin), .title, .ink, anchor: .topLeft)
    }
    for (c, label) in columnLabels.prefix(columns).enumerated() {
      let middle = origin + Point(plan.left(c) + plan.cell.width / 2, plan.top - 7)
      canvas.text(
        canvas.shortened(label, .caption, width: plan.cell.width + spacing), at: middle, .caption,
        .quiet, anchor: .center)
    }
    for (i, tile) in tiles.enumerated() {
      let (row, column) = (i / columns, i % columns)
      let corner = origin + Point(plan.left(column), plan.tops[row])
      if column == 0, row < rowLabels.count {
        canvas.text(
          rowLabels[row], at: corner + Point(-8, plan.cell.height / 2), .caption, .quiet,
          anchor: .middleRight)
      }
      guard let tile else { continue }
      draw(tile, on: canvas, at: corner, plan, caption: plan.captions[i])
    }
  }

  private func draw(
    _ tile: Tile, on canvas: Canvas, at corner: Point, _ plan: Plan, caption: [String]
  ) {
    let width = Double(tile.image.width) * plan.zoom
    let height = Double(tile.image.height) * plan.zoom
    let area = Rectangle(
      left: corner.x + half((plan.cell.width - width) / 2),
      top: corner.y + half((plan.cell.height - height) / 2), width: width, height: height)
    if let frame = tile.frame {
      canvas.fill(area.inset(by: -ImageGrid.frameWidth), frame, radius: 1.5)
    }
    canvas.draw(tile.image, in: area)
    canvas.text(
      caption,
      at: Point(corner.x + plan.cell.width / 2, corner.y + plan.cell.height + plan.frame + 4),
      .caption, tile.captionColor, anchor: .topCenter)
  }

  /// Rounded to half a point, a whole pixel, so that nothing is smeared.
  private func half(_ x: Double) -> Double { (x * 2).rounded(.down) / 2 }

  private static let margin = 12.0
  private static let frameWidth = 3.0

  private struct Plan {
    var size: Size
    var zoom: Double
    var cell: Size
    var frame: Double
    var labelWidth: Double
    var spacing: Double
    var titleLines: [String]
    var top: Double
    var tops: [Double]
    var captions: [[String]]

    func left(_ column: Int) -> Double {
      labelWidth + frame + Double(column) * (cell.width + 2 * frame + spacing)
    }
  }

  private func layout(_ ruler: Canvas) -> Plan {
    let margin = ImageGrid.margin
    let widest = tiles.map { $0?.image.width ?? 0 }.max() ?? 1
    let highest = tiles.map { $0?.image.height ?? 0 }.max() ?? 1
    let frame = tiles.contains { $0?.frame != nil } ? ImageGrid.frameWidth : 0
    let labels = rowLabels.map { ruler.width(of: $0, .caption) }.max() ?? 0
    let labelWidth = margin + (labels > 0 ? labels + 10 : 0)
    let gaps = Double(columns - 1) * (spacing + 2 * frame) + 2 * frame + labelWidth + margin
    let zoom: Double
    if let enlargement {
      zoom = Double(enlargement)
    } else {
      let pixels = (640 - gaps) * 2 / Double(columns * max(widest, 1))
      zoom = min(max(pixels.rounded(.down), 1), 16) / 2
    }
    let cell = Size(Double(max(widest, 1)) * zoom, Double(max(highest, 1)) * zoom)
    let width = gaps + Double(columns) * cell.width

    let titleLines = title.isEmpty ? [] : ruler.lines(title, .title, width: width - 2 * margin)
    var top = margin + Double(titleLines.count) * Font.title.lineHeight
    if !title.isEmpty { top += 6 }
    if !columnLabels.isEmpty { top += Font.caption.lineHeight + 4 }
    top += frame

    let captions = tiles.map { tile in
      (tile?.caption.isEmpty ?? true)
        ? []
        : ruler.lines(
          tile?.caption ?? "", .caption, width: cell.width + 2 * frame + spacing - 2,
          maximumLines: 3)
    }
    var tops: [Double] = []
    var y = top
    for row in stride(from: 0, to: tiles.count, by: columns) {
      tops.append(y)
      let lineCount = captions[row..<min(row + columns, tiles.count)].map(\.count).max() ?? 0
      y += cell.height + 2 * frame + spacing
      if lineCount > 0 { y += Double(lineCount) * Font.caption.lineHeight + 6 }
    }
    return Plan(
      size: Size(width, (y - spacing - frame + margin).rounded(.up)), zoom: zoom, cell: cell,
      frame: frame, labelWidth: labelWidth.rounded(.up), spacing: spacing, titleLines: titleLines,
      top: top, tops: tops, captions: captions)
  }
}
