/// Arrows, texts and the labels of reference lines: they lie above everything else.
extension PlotLayout {
  func drawNotes(on canvas: Canvas) {
    let dots = dataPoints()
    for (i, mark) in plot.marks.enumerated() {
      let label = mark.label ?? ""
      switch mark.kind {
      case .arrow(let a, let b):
        canvas.arrow(from: place(a), to: place(b), mark.color ?? .ink)
      case .text(let point, let placement):
        drawNote(label, at: place(point), placement, mark.color ?? .ink, on: canvas)
      case .verticalLine(let x) where !label.isEmpty:
        let line = place(x, yScale.range.upperBound).x
        guard line >= area.left - 1, line <= area.right + 1 else { continue }
        drawReference(label, colors[i], avoiding: dots, on: canvas) { width, height in
          [0, 1, 0.25, 0.5, 0.75].flatMap { share in
            [line + 5, line - 5 - width].map {
              Point($0, area.top + 2 + (area.height - height - 6) * share)
            }
          }
        }
      case .horizontalLine(let y) where !label.isEmpty:
        let line = place(xScale.range.lowerBound, y).y
        guard line >= area.top - 1, line <= area.bottom + 1 else { continue }
        drawReference(label, colors[i], avoiding: dots, on: canvas) { width, height in
          [area.right - width - 4, area.left + 6, area.center.x - width / 2].flatMap { left in
            [line - height - 2, line + 3].map { Point(left, $0) }
          }
        }
      default: break
      }
    }
  }

  /// Writes beside a reference line, at the one of the candidate corners that hides the least data.
  private func drawReference(
    _ label: String, _ color: Color, avoiding dots: [Point], on canvas: Canvas,
    corners: (Double, Double) -> [Point]
  ) {
    let width = canvas.width(of: label, .note)
    let height = Font.note.size * 1.1
    var best: (hidden: Int, corner: Point)?
    for corner in corners(width, height) {
      let box = Rectangle(left: corner.x, top: corner.y, width: width, height: height)
      let isInside =
        box.left >= area.left && box.right <= frame.right - 4 && box.top >= area.top - 2
        && box.bottom <= area.bottom
      let hidden = dots.count { box.contains($0, margin: 1.5) } + (isInside ? 0 : dots.count + 1)
      if hidden < best?.hidden ?? .max { best = (hidden, corner) }
    }
    guard let best else { return }
    let corner = best.corner
    if best.hidden > 0 {
      canvas.fill(
        Rectangle(left: corner.x - 3, top: corner.y, width: width + 6, height: height + 2), .white,
        opacity: 0.85, radius: 3)
    }
    canvas.text(
      label, at: corner + Point(0, height * 0.1), .note, color, anchor: .topLeft, halo: .white)
  }

  private func drawNote(
    _ text: String, at p: Point, _ placement: Placement, _ color: Color, on canvas: Canvas
  ) {
    guard p.isFinite else { return }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let width = lines.map { canvas.width(of: $0, .note) }.max() ?? 0
    let height = Double(lines.count) * Font.note.lineHeight
    var left = p.x - width / 2
    var top = p.y - height / 2
    switch placement {
    case .above: top = p.y - height - 6
    case .below: top = p.y + 7
    case .left: left = p.x - width - 9
    case .right: left = p.x + 9
    case .center: break
    }
    left = max(frame.left + 4, min(left, frame.right - 4 - width))
    top = max(frame.top + 4, min(top, frame.bottom - 4 - height))
    for (i, line) in lines.enumerated() {
      let indent =
        placement == .left
        ? width - canvas.width(of: line, .note)
        : placement == .right ? 0 : (width - canvas.width(of: line, .note)) / 2
      canvas.text(
        line, at: Point(left + indent, top + 2 + Double(i) * Font.note.lineHeight), .note, color,
        anchor: .topLeft, halo: .white)
    }
  }

  /// Where there are data on the page; lines are followed in steps of a few points.
  private func dataPoints() -> [Point] {
    var dots: [Point] = []
    for mark in plot.marks {
      switch mark.kind {
      case .line(let points, _, _, _), .trajectory(let points):
        let path = points.map(place)
        for (a, b) in zip(path, path.dropFirst()) where a.isFinite && b.isFinite {
          let steps = min(200, max(1, Int((b - a).length / 6)))
          for s in 0...steps { dots.append(a + (b - a) * (Double(s) / Double(steps))) }
        }
      case .verticalLine(let x):
        let line = place(x, yScale.range.lowerBound).x
        dots += stride(from: area.top, to: area.bottom, by: 6).map { Point(line, $0) }
      case .horizontalLine(let y):
        let line = place(xScale.range.lowerBound, y).y
        dots += stride(from: area.left, to: area.right, by: 6).map { Point($0, line) }
      case .bars(let values, _, _):
        for (i, value) in values.enumerated() where yScale.canShow(value) {
          let tip = place(Double(i), value)
          let foot = yScale.isLog ? area.bottom : place(Double(i), 0).y
          let half = 0.38 * (xScale.fraction(1) - xScale.fraction(0)) * area.width
          guard tip.isFinite, foot.isFinite, half.isFinite else { continue }
          // What lies outside of the area may lie very far outside.
          let top = max(min(tip.y, foot), area.top)
          let left = max(tip.x - half, area.left)
          for y in stride(from: top, to: min(max(tip.y, foot), area.bottom), by: 6) {
            dots += stride(from: left, through: min(tip.x + half, area.right), by: 6).map {
              Point($0, y)
            }
          }
        }
      case .histogram, .errorBars, .points:
        mark.forEachPoint { x, y in dots.append(place(x, y)) }
      default: break
      }
    }
    return dots.filter { area.contains($0) }
  }
}
