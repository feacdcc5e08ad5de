/// The scale beside a plot or a heat map that says which colour is which number.
struct ColorBar {
  var range: ClosedRange<Double>
  var colorMap: ColorMap
  var label: String
  var levels: [Double] = []

  static let thickness = 13.0
  static let distance = 14.0

  func ticks(height: Double) -> Ticks {
    guard range.lowerBound < range.upperBound else {
      return Ticks(values: [range.lowerBound], labels: [numberLabel(range.lowerBound)])
    }
    return .linear(in: range, atMost: max(2, Int(height / 36)))
  }

  /// The room it takes to the right of the data.
  func width(on ruler: Canvas, height: Double) -> Double {
    let numbers = ticks(height: height).labels.map { ruler.width(of: $0, .tick) }.max() ?? 0
    let text = label.isEmpty ? 0 : Font.label.lineHeight + 2
    return ColorBar.distance + ColorBar.thickness + 8 + numbers + text
  }

  /// Draws the scale to the right of `area`.
  func draw(beside area: Rectangle, on canvas: Canvas) {
    let bar = Rectangle(
      left: area.right + ColorBar.distance, top: area.top, width: ColorBar.thickness,
      height: area.height)
    let extent = range.upperBound - range.lowerBound
    let style = FieldStyle(levels: levels, colorMap: colorMap, range: range)
    let steps = max(1, Int(bar.height * Double(Canvas.scale)))
    var strip = Image(width: 1, height: steps)
    for y in 0..<steps {
      let fraction = 1 - (Double(y) + 0.5) / Double(steps)
      strip[0, y] = style.color(of: range.lowerBound + extent * fraction)
    }
    canvas.draw(strip, in: bar)
    canvas.stroke(bar, Color(hex: 0x9AA5B1), width: 0.5)
    let ticks = ticks(height: bar.height)
    var widest = 0.0
    for (value, text) in zip(ticks.values, ticks.labels) {
      let fraction = extent > 0 ? (value - range.lowerBound) / extent : 0.5
      let y = bar.bottom - bar.height * fraction
      canvas.line(from: Point(bar.right, y), to: Point(bar.right + 3, y), Color(hex: 0x7B8794))
      canvas.text(text, at: Point(bar.right + 6, y), .tick, .quiet, anchor: .middleLeft)
      widest = max(widest, canvas.width(of: text, .tick))
    }
    canvas.text(
      canvas.shortened(label, .label, width: bar.height + 40),
      at: Point(bar.right + 8 + widest + Font.label.lineHeight - 3, bar.center.y), .label, .ink,
      anchor: .center, angle: -Double.pi / 2)
  }
}

extension ColorBar {
  /// The scale of the last mark that asks for one.
  init?(_ marks: [Mark]) {
    for mark in marks.reversed() {
      if case .field(_, _, let style) = mark.kind, let label = style.barLabel {
        self.init(
          range: style.range, colorMap: style.colorMap, label: label, levels: style.levels)
        return
      }
    }
    return nil
  }
}

extension PlotLayout {
  func drawColorBar(on canvas: Canvas) {
    colorBar?.draw(beside: area, on: canvas)
  }
}
