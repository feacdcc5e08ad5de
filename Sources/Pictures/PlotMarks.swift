/// Lines, points and areas of a plot.
extension PlotLayout {
  func drawMarks(_ layer: Mark.Layer, on canvas: Canvas) {
    for (i, mark) in plot.marks.enumerated() where mark.layer == layer {
      let color = colors[i]
      switch mark.kind {
      case .line(let points, let width, let dash, _):
        canvas.polyline(
          thinned(points.map(place)), color, width: width, dash: dash.pattern(width))
      case .points(let points, let marker, let size):
        let shape = marker ?? plot.marks.defaultMarker(i)
        // Many points hide each other less when they are translucent and have no edge.
        let isCrowd = points.count > 400
        for p in points.map(place) where area.contains(p, margin: 1) {
          canvas.marker(
            shape, at: p, size: size, color, opacity: isCrowd ? 0.55 : 1,
            edge: isCrowd ? nil : .white)
        }
      case .bars(let values, let deviations, let texts):
        drawBars(i, values, deviations, texts, color, on: canvas)
      case .histogram(let edges, let heights):
        drawHistogram(edges, heights, color, on: canvas)
      case .errorBars(let points, let deviations):
        for (p, d) in zip(points, deviations) { drawErrorBar(p, d, color, on: canvas) }
      case .band(let lower, let upper):
        let outline = (lower + upper.reversed()).map(place).filter(\.isFinite)
        canvas.fillPolygon(outline, color, opacity: 0.18)
      case .verticalLine(let x):
        let (low, high) = (place(x, yScale.range.lowerBound), place(x, yScale.range.upperBound))
        canvas.line(from: low, to: high, color, width: 1.3, dash: [5, 4])
      case .horizontalLine(let y):
        let (low, high) = (place(xScale.range.lowerBound, y), place(xScale.range.upperBound, y))
        canvas.line(from: low, to: high, color, width: 1.3, dash: [5, 4])
      case .trajectory(let points):
        drawTrajectory(points.map(place), color, on: canvas)
      case .regions(let grid, let labels):
        drawRegions(grid, labels, on: canvas)
      case .field(let grid, let values, let style):
        drawField(grid, values, style, on: canvas)
      case .text, .arrow: break
      }
    }
  }

  func drawLineMarkers(on canvas: Canvas) {
    for (i, mark) in plot.marks.enumerated() {
      guard case .line(let points, let width, _, let marker?) = mark.kind else { continue }
      for p in points.map(place) where area.contains(p, margin: 1) {
        canvas.marker(marker, at: p, size: width * 3, colors[i])
      }
    }
  }

  private func drawErrorBar(_ p: Point, _ deviation: Double, _ color: Color, on canvas: Canvas) {
    guard deviation.isFinite, deviation >= 0 else { return }
    let high = place(p.x, p.y + deviation)
    var low = place(p.x, p.y - deviation)
    // On a logarithmic axis a bar that reaches zero goes on to the edge.
    if !low.y.isFinite { low = Point(high.x, area.bottom + 100) }
    guard high.isFinite, high.x >= area.left - 1, high.x <= area.right + 1 else { return }
    canvas.line(from: low, to: high, color, width: 1.4)
    for end in [low, high] {
      canvas.line(from: end - Point(4, 0), to: end + Point(4, 0), color, width: 1.4)
    }
  }

  private func drawBars(
    _ index: Int, _ values: [Double], _ deviations: [Double], _ texts: [String], _ color: Color,
    on canvas: Canvas
  ) {
    let groups = plot.marks.indices.filter {
      if case .bars = plot.marks[$0].kind { true } else { false }
    }
    let rank = Double(groups.firstIndex(of: index) ?? 0)
    let width = 0.76 / Double(groups.count)
    let floor = yScale.isLog ? yScale.range.lowerBound : 0
    for (i, value) in values.enumerated() where yScale.canShow(value) {
      let left = Double(i) - 0.38 + rank * width
      let a = place(left, floor)
      let b = place(left + width, value)
      let gap = groups.count > 1 ? min(1, (b.x - a.x) * 0.06) : 0
      canvas.fill(
        Rectangle(
          left: a.x + gap, top: min(a.y, b.y), right: b.x - gap, bottom: max(a.y, b.y)), color)
      let deviation = deviations.isEmpty ? 0 : deviations[i]
      if deviation > 0 {
        drawErrorBar(Point(left + width / 2, value), deviation, .ink, on: canvas)
      }
      if !texts.isEmpty {
        let isDown = value < 0
        let tip = place(left + width / 2, isDown ? value - deviation : value + deviation)
        canvas.text(
          texts[i], at: tip + Point(0, isDown ? 4 : -5), .caption, .ink,
          anchor: isDown ? .topCenter : .center, halo: .white)
      }
    }
  }

  private func drawHistogram(
    _ edges: [Double], _ heights: [Double], _ color: Color, on canvas: Canvas
  ) {
    let count = plot.marks.filter { if case .histogram = $0.kind { true } else { false } }.count
    let floor = yScale.isLog ? yScale.range.lowerBound : 0
    var outline = [place(edges[0], floor)]
    for (i, height) in heights.enumerated() {
      let shown = yScale.canShow(height) ? height : floor
      outline.append(place(edges[i], shown))
      outline.append(place(edges[i + 1], shown))
    }
    outline.append(place(edges[heights.count], floor))
    let fill = count > 1 ? color : color.lightened(0.15)
    canvas.fillPolygon(outline, fill, opacity: count > 1 ? 0.35 : 1)
    if count > 1 { canvas.polyline(outline, color, width: 1.5) }
    guard count == 1 else { return }
    // Thin gaps tell the bars apart where they are wide enough.
    for (i, height) in heights.enumerated().dropFirst() where area.width / Double(heights.count) > 7
    {
      let top = max(height, heights[i - 1])
      canvas.line(
        from: place(edges[i], floor), to: place(edges[i], yScale.canShow(top) ? top : floor),
        .white, width: 1)
    }
  }

  private func drawTrajectory(_ path: [Point], _ color: Color, on canvas: Canvas) {
    canvas.polyline(path, .white, width: 3.6, opacity: 0.7)
    canvas.polyline(thinned(path), color, width: 1.8)
    if path.count <= 120 {
      for p in path.dropFirst().dropLast() {
        canvas.marker(.circle, at: p, size: 4, color, edge: nil)
      }
    }
    guard let first = path.first, let last = path.last else { return }
    canvas.fillCircle(at: first, radius: 4.5, .white)
    canvas.strokeCircle(at: first, radius: 4.5, color, width: 1.8)
    canvas.marker(.star, at: last, size: 9, color)
  }

  /// The same drawing with fewer points: of many in one pixel column the first, lowest, highest and last remain.
  private func thinned(_ path: [Point]) -> [Point] {
    guard path.count > 4000, zip(path, path.dropFirst()).allSatisfy({ !($0.x > $1.x) }) else {
      return path
    }
    var kept: [Point] = []
    var column: [Point] = []
    func flush() {
      guard let first = column.first, let last = column.last else { return }
      let low = column.min { $0.y < $1.y } ?? first
      let high = column.max { $0.y < $1.y } ?? first
      kept += [first, low, high, last]
      column.removeAll(keepingCapacity: true)
    }
    for p in path {
      if !p.isFinite {
        flush()
        kept.append(p)
      } else {
        if let first = column.first, (first.x * 2).rounded(.down) != (p.x * 2).rounded(.down) {
          flush()
        }
        column.append(p)
      }
    }
    flush()
    return kept
  }
}
