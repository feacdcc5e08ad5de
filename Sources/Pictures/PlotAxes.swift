/// The frame of a plot: title, grid, axes and their numbers.
extension PlotLayout {
  func drawTitle(on canvas: Canvas) {
    canvas.text(
      titleLines, at: Point(frame.left + 12, frame.top + 12), titleFont, .ink, anchor: .topLeft)
  }

  func drawGrid(on canvas: Canvas) {
    let hasField = plot.marks.contains { $0.layer == .fields }
    guard !hasField else { return }
    for value in yTicks.values {
      let y = crisp(place(xScale.range.lowerBound, value).y)
      canvas.line(from: Point(area.left, y), to: Point(area.right, y), .faint)
    }
    guard plot.x.categories.isEmpty else { return }
    for value in xTicks.values {
      let x = crisp(place(value, yScale.range.lowerBound).x)
      canvas.line(from: Point(x, area.top), to: Point(x, area.bottom), .faint)
    }
  }

  func drawAxes(on canvas: Canvas) {
    let axis = Color(hex: 0x7B8794)
    let bottom = crisp(area.bottom)
    let left = crisp(area.left)
    canvas.line(from: Point(left, bottom), to: Point(area.right, bottom), axis)
    canvas.line(from: Point(left, bottom), to: Point(left, area.top), axis)
    // A zero line, where bars hang from it.
    if yScale.range.lowerBound < 0, yScale.range.upperBound > 0,
      plot.marks.contains(where: { $0.layer == .areas })
    {
      let zero = crisp(place(xScale.range.lowerBound, 0).y)
      canvas.line(from: Point(left, zero), to: Point(area.right, zero), axis)
    }
    for value in xTicks.minor {
      let x = crisp(place(value, yScale.range.lowerBound).x)
      canvas.line(from: Point(x, bottom), to: Point(x, bottom + 2.5), axis)
    }
    for value in yTicks.minor {
      let y = crisp(place(xScale.range.lowerBound, value).y)
      canvas.line(from: Point(left, y), to: Point(left - 2.5, y), axis)
    }
    drawNumbers(on: canvas, bottom: bottom, left: left, axis)
    drawLabels(on: canvas)
  }

  private func drawNumbers(on canvas: Canvas, bottom: Double, left: Double, _ axis: Color) {
    var end = -Double.infinity
    for (i, value) in xTicks.values.enumerated() {
      let x = crisp(place(value, yScale.range.lowerBound).x)
      if let categories {
        categories.draw(i, x: x, bottom: bottom, on: canvas)
        continue
      }
      canvas.line(from: Point(x, bottom), to: Point(x, bottom + 4), axis)
      let label = xTicks.labels[i]
      // Numbers that the author asked for may be too close to be written all.
      let half = canvas.width(of: label, .tick) / 2
      guard x - half > end + 3 else { continue }
      end = x + half
      canvas.text(label, at: Point(x, bottom + 7), .tick, .quiet, anchor: .topCenter)
    }
    for (value, label) in zip(yTicks.values, yTicks.labels) {
      let y = crisp(place(xScale.range.lowerBound, value).y)
      canvas.line(from: Point(left, y), to: Point(left - 4, y), axis)
      canvas.text(label, at: Point(left - 7, y), .tick, .quiet, anchor: .middleRight)
    }
  }

  private func drawLabels(on canvas: Canvas) {
    let width = frame.width - 40
    let below = canvas.shortened(plot.x.label, .label, width: width)
    canvas.text(
      below,
      at: Point(
        centered(area.center.x, below, on: canvas, from: frame.left, to: frame.right),
        frame.bottom - 10 - Font.label.size * 0.24), .label, .ink, anchor: .center)
    let numbers = yTicks.labels.map { canvas.width(of: $0, .tick) }.max() ?? 0
    let lines = canvas.shortened(plot.y.label, .label, width: max(area.height + 60, 80))
    canvas.text(
      lines, at: Point(area.left - 7 - numbers - 9, area.center.y), .label, .ink,
      anchor: .center, angle: -Double.pi / 2)
  }

  /// As near to `x` as the text can be centred without leaving the frame.
  private func centered(
    _ x: Double, _ text: String, on canvas: Canvas, from left: Double, to right: Double
  ) -> Double {
    let half = canvas.width(of: text, .label) / 2 + 8
    return max(min(x, right - half), left + half)
  }

  /// The middle of a pixel row: a line one point wide is then sharp at both its edges.
  private func crisp(_ x: Double) -> Double { x.rounded() }
}
