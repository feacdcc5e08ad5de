/// What the legend says about the marks that share a label.
struct LegendEntry {
  var label: String
  var color: Color
  var line: (width: Double, dash: Mark.Dash)?
  var marker: Marker?
  var isArea = false

  static let swatch = 22.0
  static let spacing = 18.0

  /// An entry a label, in the order of the marks.
  static func entries(of marks: [Mark], _ colors: [Color]) -> [LegendEntry] {
    var entries: [LegendEntry] = []
    for (i, mark) in marks.enumerated() {
      guard let label = mark.label, !label.isEmpty else { continue }
      var entry = LegendEntry(label: label, color: colors[i])
      switch mark.kind {
      case .line(_, let width, let dash, let marker):
        entry.line = (width, dash)
        entry.marker = marker
      case .points(_, let marker, _):
        entry.marker = marker ?? marks.defaultMarker(i)
      case .trajectory:
        entry.line = (1.8, .solid)
        entry.marker = .circle
      case .bars, .histogram, .band:
        entry.isArea = true
      default: continue
      }
      if let known = entries.firstIndex(where: { $0.label == label }) {
        entries[known].line = entries[known].line ?? entry.line
        entries[known].marker = entries[known].marker ?? entry.marker
        entries[known].isArea = entries[known].isArea || entry.isArea
      } else {
        entries.append(entry)
      }
    }
    return entries
  }

  func width(on ruler: Canvas) -> Double {
    LegendEntry.swatch + 6 + ruler.width(of: label, .note)
  }

  /// The numbers of the entries that fit in each row.
  static func rows(_ entries: [LegendEntry], width limit: Double, on ruler: Canvas) -> [[Int]] {
    var rows: [[Int]] = []
    var used = Double.infinity
    for (i, entry) in entries.enumerated() {
      let width = entry.width(on: ruler)
      if used + spacing + width > limit {
        rows.append([i])
        used = width
      } else {
        rows[rows.count - 1].append(i)
        used += spacing + width
      }
    }
    return rows
  }

  static func columnWidth(_ entries: [LegendEntry], on ruler: Canvas) -> Double {
    min(entries.map { $0.width(on: ruler) }.max() ?? 0, 190)
  }

  /// Draws the sample and the label; `middle` is the left end at half height.
  func draw(at middle: Point, on canvas: Canvas, width limit: Double = .infinity) {
    let end = middle.x + LegendEntry.swatch
    if isArea {
      canvas.fill(
        Rectangle(left: middle.x + 5, top: middle.y - 6, width: 13, height: 12),
        line == nil ? color : color.lightened(0.7), radius: 2)
    }
    if let line {
      canvas.line(
        from: middle, to: Point(end, middle.y), color, width: line.width,
        dash: line.dash.pattern(line.width))
    }
    if let marker {
      canvas.marker(marker, at: Point(middle.x + LegendEntry.swatch / 2, middle.y), size: 7, color)
    }
    let text =
      limit.isFinite
      ? canvas.shortened(label, .note, width: limit - LegendEntry.swatch - 6) : label
    canvas.text(text, at: Point(end + 6, middle.y), .note, .ink, anchor: .middleLeft)
  }
}

extension [Mark] {
  /// The shape of the points of mark `i` that did not ask for one: each labelled series gets another.
  func defaultMarker(_ i: Int) -> Marker {
    var labels: [String] = []
    for mark in self[...i] {
      if case .points(_, nil, _) = mark.kind, let label = mark.label, !labels.contains(label) {
        labels.append(label)
      }
    }
    guard let label = self[i].label, let index = labels.firstIndex(of: label) else {
      return .circle
    }
    return .series(index)
  }
}

extension Mark.Dash {
  func pattern(_ width: Double) -> [Double] {
    switch self {
    case .solid: []
    case .dashed: [4 * width, 2.5 * width]
    case .dotted: [1.2 * width, 1.6 * width]
    }
  }
}

extension PlotLayout {
  func drawLegend(on canvas: Canvas) {
    guard plot.legend != .none else { return }
    if isLegendAtRight {
      let width = LegendEntry.columnWidth(entries, on: canvas)
      let left = frame.right - 12 - width
      for (i, entry) in entries.enumerated() {
        let y = area.top + 10 + Double(i) * PlotLayout.legendHeight
        entry.draw(at: Point(left, y), on: canvas, width: width)
      }
      return
    }
    let top = area.top - 4 - Double(legendRows.count) * PlotLayout.legendHeight
    for (r, row) in legendRows.enumerated() {
      let widths = row.map { entries[$0].width(on: canvas) + LegendEntry.spacing }
      let end = frame.right - 12 + LegendEntry.spacing
      var x = max(frame.left + 12, min(area.left, end - widths.reduce(0, +)))
      let y = top + (Double(r) + 0.5) * PlotLayout.legendHeight - 2
      for i in row {
        entries[i].draw(at: Point(x, y), on: canvas)
        x += entries[i].width(on: canvas) + LegendEntry.spacing
      }
    }
  }
}
