extension Diagram: Panel {
  private static let margin = 14.0

  func naturalSize(_ ruler: Canvas) -> Size {
    let bounds = bounds(ruler)
    let title = titleSize(ruler)
    return Size(
      max(bounds.width, title.width) + 2 * Diagram.margin,
      bounds.height + title.height + 2 * Diagram.margin)
  }

  func draw(on canvas: Canvas, in frame: Rectangle) {
    let bounds = bounds(canvas)
    let title = titleSize(canvas)
    canvas.text(
      self.title, at: Point(frame.left + 12, frame.top + 12), .title, .ink, anchor: .topLeft)
    let offset = Point(
      (frame.left + (frame.width - bounds.width) / 2 - bounds.left).rounded(),
      (frame.top + Diagram.margin + title.height - bounds.top).rounded())
    for shape in shapes { shape.draw(on: canvas, offset: offset) }
  }

  private func titleSize(_ ruler: Canvas) -> Size {
    title.isEmpty ? Size(0, 0) : Size(ruler.width(of: title, .title), Font.title.lineHeight + 8)
  }

  private func bounds(_ ruler: Canvas) -> Rectangle {
    let boxes = shapes.map { $0.bounds(ruler) }
    guard let first = boxes.first else {
      return Rectangle(left: 0, top: 0, width: 40, height: 20)
    }
    return boxes.reduce(first) { a, b in
      Rectangle(
        left: min(a.left, b.left), top: min(a.top, b.top), right: max(a.right, b.right),
        bottom: max(a.bottom, b.bottom))
    }
  }
}

extension Diagram.Shape {
  private static let labelFont = Font(size: 11.5)

  func bounds(_ ruler: Canvas) -> Rectangle {
    switch kind {
    case .box(let center, let size, _, _, _), .image(_, let center, let size):
      return Rectangle(
        left: center.x - size.width / 2, top: center.y - size.height / 2, width: size.width,
        height: size.height
      ).inset(by: -1)
    case .circle(let center, let radius, _, _):
      let side = 2 * radius + 2
      return Rectangle(
        left: center.x - side / 2, top: center.y - side / 2, width: side, height: side)
    case .arrow(let a, let b, let above, let below, _, _, _):
      let labels = [above, below].map { ruler.width(of: $0, Diagram.Shape.labelFont) }.max() ?? 0
      let middle = (a + b) * 0.5
      let left = min(a.x, b.x, middle.x - labels / 2)
      let right = max(a.x, b.x, middle.x + labels / 2)
      return Rectangle(
        left: left, top: min(a.y, b.y) - (above.isEmpty ? 5 : 20), right: right,
        bottom: max(a.y, b.y) + (below.isEmpty ? 5 : 20))
    case .curve(let points, _):
      let (x, y) = (points.map(\.x), points.map(\.y))
      return Rectangle(
        left: x.min() ?? 0, top: y.min() ?? 0, right: x.max() ?? 0, bottom: y.max() ?? 0
      ).inset(by: -1)
    case .text(let point, let placement, let font):
      return textBox(at: point, placement, font, ruler)
    }
  }

  private var lines: [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  private func textBox(
    at point: Point, _ placement: Placement, _ font: Font, _ ruler: Canvas
  ) -> Rectangle {
    let width = lines.map { ruler.width(of: $0, font) }.max() ?? 0
    let height = Double(lines.count) * font.lineHeight
    var box = Rectangle(
      left: point.x - width / 2, top: point.y - height / 2, width: width, height: height)
    switch placement {
    case .above: box.top = point.y - height - 4
    case .below: box.top = point.y + 4
    case .left: box.left = point.x - width - 6
    case .right: box.left = point.x + 6
    case .center: break
    }
    return box
  }

  func draw(on canvas: Canvas, offset: Point) {
    switch kind {
    case .box(let center, let size, let fill, let border, let radius):
      let c = center + offset
      let box = Rectangle(
        left: c.x - size.width / 2, top: c.y - size.height / 2, width: size.width,
        height: size.height)
      if let fill { canvas.fill(box, fill, radius: radius) }
      canvas.stroke(box, border, width: fill == nil ? 2 : 1.2, radius: fill == nil ? 1 : radius)
      drawMiddle(at: c, width: size.width - 8, on: canvas)
    case .circle(let center, let radius, let fill, let border):
      canvas.fillCircle(at: center + offset, radius: radius, fill)
      canvas.strokeCircle(at: center + offset, radius: radius, border, width: 1.4)
      drawMiddle(at: center + offset, width: 2 * radius - 4, on: canvas)
    case .arrow(let a, let b, let above, let below, let hasHead, let dash, let width):
      drawArrow(a + offset, b + offset, width, hasHead, dash, on: canvas)
      drawWords(a + offset, b + offset, above, below, on: canvas)
    case .curve(let points, let width):
      canvas.polyline(points.map { $0 + offset }, color, width: width)
    case .text(let point, let placement, let font):
      let box = textBox(at: point + offset, placement, font, canvas)
      let fraction = placement == .left ? 1.0 : placement == .right ? 0 : 0.5
      for (i, line) in lines.enumerated() {
        canvas.text(
          line,
          at: Point(
            box.left + fraction * box.width, box.top + (Double(i) + 0.5) * font.lineHeight), font,
          color, anchor: TextAnchor(fraction: fraction, drop: TextAnchor.middle.drop))
      }
    case .image(let image, let center, let size):
      canvas.draw(
        image,
        in: Rectangle(
          left: (center.x + offset.x - size.width / 2).rounded(),
          top: (center.y + offset.y - size.height / 2).rounded(), width: size.width,
          height: size.height))
    }
  }

  private func drawMiddle(at center: Point, width: Double, on canvas: Canvas) {
    guard !text.isEmpty else { return }
    // A sign alone, as in a gate, is written larger.
    let font = Font(size: text.count == 1 ? 17 : 12.5)
    let lines = canvas.lines(text, font, width: width)
    for (i, line) in lines.enumerated() {
      let y = center.y + (Double(i) - Double(lines.count - 1) / 2) * font.lineHeight
      canvas.text(line, at: Point(center.x, y), font, color, anchor: .middle)
    }
  }

  private func drawArrow(
    _ a: Point, _ b: Point, _ width: Double, _ hasHead: Bool, _ dash: Mark.Dash,
    on canvas: Canvas
  ) {
    let along = b - a
    if hasHead && dash == .solid {
      canvas.arrow(from: a, to: b, color, width: width)
      return
    }
    canvas.line(from: a, to: b, color, width: width, dash: dash.pattern(width))
    if hasHead && along.length > 1 {
      canvas.arrow(from: b - along * min(8 / along.length, 1), to: b, color, width: width)
    }
  }

  private func drawWords(
    _ a: Point, _ b: Point, _ above: String, _ below: String, on canvas: Canvas
  ) {
    // On a slope the words move away, so that the line does not cross them.
    let middle = (a + b) * 0.5
    let along = b - a
    let slope = along.length > 0 ? abs(along.y) / along.length : 0
    let lift = 5 + 10 * slope
    let font = Diagram.Shape.labelFont
    canvas.text(
      above, at: middle - Point(0, lift), font, .right, anchor: .center, halo: .white)
    canvas.text(
      below, at: middle + Point(0, lift), font, .wrong, anchor: .topCenter, halo: .white)
  }
}
