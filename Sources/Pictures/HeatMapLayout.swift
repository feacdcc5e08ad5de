/// Where the parts of a heat map go.
struct HeatMapLayout {
  let map: HeatMap
  let frame: Rectangle
  let titleFont: Font
  let titleLines: [String]
  let area: Rectangle
  let unused: Size
  let bar: ColorBar?
  let categories: CategoryLabels?
  let labelWidth: Double

  init(_ map: HeatMap, in frame: Rectangle, on ruler: Canvas) {
    self.map = map
    self.frame = frame
    titleFont = frame.width < 400 ? .heading : .title
    titleLines = map.title.isEmpty ? [] : ruler.lines(map.title, titleFont, width: frame.width - 24)
    let bar = map.barLabel.map {
      ColorBar(range: map.shownRange, colorMap: map.colorMap, label: $0)
    }
    self.bar = bar

    let top =
      frame.top + 12 + Double(titleLines.count) * titleFont.lineHeight
      + (titleLines.isEmpty ? 0 : PlotLayout.gap)
    let rowNames = map.rowLabels.isEmpty ? [numberLabel(Double(map.rows))] : map.rowLabels
    labelWidth = min(rowNames.map { ruler.width(of: $0, .tick) }.max() ?? 0, 150)
    var left = frame.left + 12 + labelWidth + 8
    if !map.y.isEmpty { left += Font.label.lineHeight + 4 }
    var right = frame.right - 14
    if let bar { right -= bar.width(on: ruler, height: frame.height - 60) }
    var bottom = frame.bottom - 10 - Font.tick.lineHeight - 4
    if !map.x.isEmpty { bottom -= Font.label.lineHeight + 2 }

    func fitted(_ bottom: Double) -> Size {
      let room = Size(max(right - left, 20), max(bottom - top, 20))
      let ratio = Double(map.columns) / Double(map.rows)
      guard ratio < 4 && ratio > 0.25 else { return room }
      let cell = min(room.width / Double(map.columns), room.height / Double(map.rows))
      return Size(cell * Double(map.columns), cell * Double(map.rows))
    }
    var inner = fitted(bottom)
    categories =
      map.columnLabels.isEmpty
      ? nil
      : CategoryLabels(
        map.columnLabels,
        slot: inner.width / Double(max(1, map.columnLabels.count { !$0.isEmpty })), on: ruler)
    if let categories {
      bottom -= categories.extraDepth
      inner = fitted(bottom)
    }
    area = Rectangle(
      left: left.rounded(), top: top.rounded(), width: inner.width.rounded(),
      height: inner.height.rounded())
    unused = Size(max(right - left - inner.width, 0), max(bottom - top - inner.height, 0))
  }

  private var cell: Size {
    Size(area.width / Double(map.columns), area.height / Double(map.rows))
  }

  func drawValues(on canvas: Canvas) {
    let range = map.shownRange
    let texts = map.values.map { numberLabel($0, digits: 3) }
    let widest = texts.map { canvas.width(of: $0, .tick) }.max() ?? 1
    // Numbers shrink to fit; below 6 points nobody could read them.
    let size = min(Font.tick.size, cell.height * 0.6, Font.tick.size * (cell.width - 4) / widest)
    guard size >= 6 else { return }
    for r in 0..<map.rows {
      for c in 0..<map.columns {
        let i = r * map.columns + c
        canvas.text(
          texts[i],
          at: Point(
            area.left + (Double(c) + 0.5) * cell.width, area.top + (Double(r) + 0.5) * cell.height),
          Font(size: size), map.colorMap.color(of: map.values[i], in: range).contrastingText,
          anchor: .middle)
      }
    }
  }

  func drawLabels(on canvas: Canvas) {
    canvas.stroke(area, Color(hex: 0x9AA5B1), width: 0.5)
    for (r, label) in names(map.rowLabels, count: map.rows, length: area.height, each: 18) {
      canvas.text(
        canvas.shortened(label, .tick, width: 150),
        at: Point(area.left - 7, area.top + (Double(r) + 0.5) * cell.height), .tick, .quiet,
        anchor: .middleRight)
    }
    for (c, label) in names(
      map.columnLabels, count: map.columns, length: area.width,
      each: map.columnLabels.isEmpty ? 50 : 12)
    {
      let x = area.left + (Double(c) + 0.5) * cell.width
      if let categories {
        categories.draw(c, x: x, bottom: area.bottom - 1, on: canvas)
      } else {
        canvas.text(label, at: Point(x, area.bottom + 6), .tick, .quiet, anchor: .topCenter)
      }
    }
    let bottom = frame.bottom - 10 - unused.height
    canvas.text(
      map.x, at: Point(area.center.x, bottom - Font.label.size * 0.24), .label, .ink,
      anchor: .center)
    canvas.text(
      map.y, at: Point(area.left - 8 - labelWidth - 8, area.center.y), .label, .ink,
      anchor: .center, angle: -Double.pi / 2)
  }

  /// The rows or columns that are named: all with labels if there is room, those that are not empty if some are, or round
  /// numbers.
  private func names(_ labels: [String], count: Int, length: Double, each: Double) -> [(
    Int, String
  )] {
    let most = max(2, Int(length / each))
    if labels.contains("") {
      return labels.enumerated().filter { !$0.element.isEmpty }.map { ($0.offset, $0.element) }
    }
    if !labels.isEmpty {
      let step = (count + most - 1) / most
      return stride(from: 0, to: count, by: max(step, 1)).map { ($0, labels[$0]) }
    }
    let last = Double(max(count - 1, 1))
    return Ticks.linear(in: 0...last, atMost: min(most, count)).values
      .filter { $0 == $0.rounded() && $0 < Double(count) }
      .map { (Int($0), numberLabel($0)) }
  }
}
