import Tensors

/// A matrix as colours: a confusion matrix, distances, weights.
///
/// The first row is at the top, as on paper. Large matrices are averaged down to the pixels there are.
///
///     HeatMap("What is taken for what", counts, x: "answer", y: "truth", rowLabels: names, columnLabels: names, showsValues: true)
public struct HeatMap: Picture {
  /// What to write above it.
  public var title: String

  /// The numbers, row by row.
  public var values: [Double]

  /// The number of rows.
  public let rows: Int

  /// The number of columns.
  public let columns: Int

  /// What the columns are.
  public var x: String

  /// What the rows are.
  public var y: String

  /// A name for each row, empty where nothing is to be written, or none for numbers from 0.
  public var rowLabels: [String]

  /// A name for each column, empty where nothing is to be written, or none for numbers from 0.
  public var columnLabels: [String]

  /// The colours from low to high.
  public var colorMap: ColorMap

  /// The numbers that get the first and the last colour; nil for the smallest and largest.
  public var range: ClosedRange<Double>?

  /// Whether to write each number into its cell.
  public var showsValues: Bool

  /// What the numbers are, for the colour bar; nil for no bar.
  public var barLabel: String?

  /// Width and height of the whole picture at most, in points; cells are squares unless the matrix is very long.
  public var size: Size

  /// Creates a picture of a matrix.
  ///
  /// - Parameters:
  ///   - title: what to write above it.
  ///   - matrix: shape `[rows, columns]`.
  ///   - x: what the columns are.
  ///   - y: what the rows are.
  ///   - rowLabels: a name for each row, or none.
  ///   - columnLabels: a name for each column, or none.
  ///   - colorMap: the colours from low to high.
  ///   - range: the numbers that get the first and last colour; nil for the smallest and largest.
  ///   - showsValues: whether to write each number into its cell.
  ///   - barLabel: what the numbers are, for the colour bar; nil for no bar.
  ///   - size: width and height in points.
  /// - Precondition: the matrix has at least one element, and labels are as many as rows and columns if there are any.
  public init<Scalar: TensorScalar>(
    _ title: String = "", _ matrix: Tensor<Scalar>, x: String = "", y: String = "",
    rowLabels: [String] = [], columnLabels: [String] = [], colorMap: ColorMap = .viridis,
    range: ClosedRange<Double>? = nil, showsValues: Bool = false, barLabel: String? = nil,
    size: Size = Size(600, 480)
  ) {
    precondition(
      matrix.rank == 2 && matrix.count > 0, "HeatMap: expected a matrix, got shape \(matrix.shape)")
    let (rows, columns) = (matrix.shape[0], matrix.shape[1])
    precondition(
      (rowLabels.isEmpty || rowLabels.count == rows)
        && (columnLabels.isEmpty || columnLabels.count == columns),
      "HeatMap: \(rowLabels.count) and \(columnLabels.count) labels for shape \(matrix.shape)")
    self.title = title
    values = matrix.cast(to: Double.self).scalars
    self.rows = rows
    self.columns = columns
    self.x = x
    self.y = y
    self.rowLabels = rowLabels
    self.columnLabels = columnLabels
    self.colorMap = colorMap
    self.range = range
    self.showsValues = showsValues
    self.barLabel = barLabel
    self.size = size
  }

  /// Two pixels a point.
  public var pixelsPerPoint: Int { Canvas.scale }

  /// Draws the matrix.
  public func image() -> Image { drawn() }
}

extension HeatMap: Panel {
  func naturalSize(_ ruler: Canvas) -> Size {
    let frame = Rectangle(left: 0, top: 0, width: size.width, height: size.height)
    let layout = HeatMapLayout(self, in: frame, on: ruler)
    return Size(
      (size.width - layout.unused.width).rounded(.up),
      (size.height - layout.unused.height).rounded(.up))
  }

  func draw(on canvas: Canvas, in frame: Rectangle) {
    let layout = HeatMapLayout(self, in: frame, on: canvas)
    canvas.text(
      layout.titleLines, at: Point(frame.left + 12, frame.top + 12), layout.titleFont, .ink,
      anchor: .topLeft)
    canvas.draw(colors(atMost: layout.area), in: layout.area)
    if showsValues { layout.drawValues(on: canvas) }
    layout.drawLabels(on: canvas)
    layout.bar?.draw(beside: layout.area, on: canvas)
  }

  var shownRange: ClosedRange<Double> { range ?? finiteRange(values) }

  /// A pixel a cell, or the average of several cells where they are smaller than pixels.
  private func colors(atMost area: Rectangle) -> Image {
    let height = min(rows, max(1, Int(area.height) * Canvas.scale))
    let width = min(columns, max(1, Int(area.width) * Canvas.scale))
    let range = shownRange
    var image = Image(width: width, height: height)
    for y in 0..<height {
      let (top, bottom) = (y * rows / height, (y + 1) * rows / height)
      for x in 0..<width {
        let (left, right) = (x * columns / width, (x + 1) * columns / width)
        var sum = 0.0
        for r in top..<bottom {
          for c in left..<right { sum += values[r * columns + c] }
        }
        image[x, y] = colorMap.color(
          of: sum / Double((bottom - top) * (right - left)), in: range)
      }
    }
    return image
  }
}
