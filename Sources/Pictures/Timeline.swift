import Tensors

/// Events on a line of years, true to scale, their names on flags above and below it.
///
///     Timeline("Computer vision", events: [(1959, "Hubel and Wiesel: cells that see edges"), (2012, "AlexNet")])
public struct Timeline: Picture {
  /// Something that happened.
  public struct Event: Sendable {
    /// When, in years.
    public var year: Double

    /// What; a line break starts a new line.
    public var text: String

    /// The colour of its dot and flag.
    public var color: Color

    /// Creates an event.
    public init(_ year: some Plottable, _ text: String, color: Color = .series(0)) {
      self.year = year.plotValue
      self.text = text
      self.color = color
    }
  }

  /// What to write above it.
  public var title: String

  /// The events, in any order.
  public var events: [Event]

  /// The width of the picture, in points.
  public var width: Double

  /// The width of a flag, in points, at which its text is broken into lines.
  public var flagWidth: Double

  /// Creates a line of years.
  ///
  /// - Precondition: there is at least one event.
  public init(
    _ title: String = "", events: [Event], width: Double = 720, flagWidth: Double = 118
  ) {
    precondition(!events.isEmpty, "Timeline: expected at least one event")
    self.title = title
    self.events = events
    self.width = width
    self.flagWidth = flagWidth
  }

  /// Creates a line of years from pairs of year and text.
  public init(_ title: String = "", events: [(Int, String)], width: Double = 720) {
    self.init(title, events: events.map { Event($0.0, $0.1) }, width: width)
  }

  /// Two pixels a point.
  public var pixelsPerPoint: Int { Canvas.scale }

  /// Draws the line.
  public func image() -> Image { drawn() }
}

extension Timeline: Panel {
  func naturalSize(_ ruler: Canvas) -> Size { layout(ruler).size }

  func draw(on canvas: Canvas, in frame: Rectangle) {
    let plan = layout(canvas)
    let origin = Point(frame.left, frame.top)
    canvas.text(title, at: origin + Point(12, 12), .title, .ink, anchor: .topLeft)
    let line = origin.y + plan.line
    canvas.line(
      from: Point(origin.x + 14, line), to: Point(origin.x + plan.size.width - 14, line),
      Color(hex: 0x9AA5B1), width: 2.5)
    for flag in plan.flags {
      let x = origin.x + flag.x
      let top = origin.y + flag.top
      canvas.line(
        from: Point(x, line), to: Point(x, flag.isAbove ? top : top + flag.height),
        flag.event.color.lightened(0.45), width: 1.2)
    }
    for flag in plan.flags {
      let x = origin.x + flag.x
      let top = origin.y + flag.top
      canvas.text(
        flag.year, at: Point(x + 6, top), Timeline.yearFont, flag.event.color, anchor: .topLeft)
      canvas.text(
        flag.lines, at: Point(x + 6, top + Timeline.yearFont.lineHeight), .caption, .ink)
      canvas.marker(.circle, at: Point(x, line), size: 9, flag.event.color)
    }
  }

  private static let yearFont = Font(size: 11.5, isBold: true)

  private struct Flag {
    var event: Event
    var x: Double
    var year: String
    var lines: [String]
    var width: Double
    var height: Double
    var isAbove = true

    /// From the line of years to the nearer end of the text.
    var distance = 0.0
    var top = 0.0
  }

  private struct Plan {
    var size: Size
    var line: Double
    var flags: [Flag]
  }

  /// From the last event to the first, each flag goes beyond all those that its text would meet: so no text
  /// crosses a pole.
  private func layout(_ ruler: Canvas) -> Plan {
    let years = events.map(\.year)
    let (first, last) = (years.min() ?? 0, years.max() ?? 1)
    let length = width - 40 - flagWidth
    var flags = events.sorted { $0.year < $1.year }.map { event in
      let lines = ruler.lines(event.text, .caption, width: flagWidth)
      let year = numberLabel(event.year)
      let texts = lines.map { ruler.width(of: $0, .caption) } + [ruler.width(of: year, .title)]
      return Flag(
        event: event, x: 24 + length * (last > first ? (event.year - first) / (last - first) : 0),
        year: year, lines: lines, width: (texts.max() ?? 0) + 14,
        height: Timeline.yearFont.lineHeight + Double(lines.count) * Font.caption.lineHeight)
    }
    for i in flags.indices.reversed() {
      func distance(_ isAbove: Bool) -> Double {
        flags[(i + 1)...]
          .filter { $0.isAbove == isAbove && $0.x < flags[i].x + flags[i].width }
          .map { $0.distance + $0.height + 8 }.max() ?? 12
      }
      flags[i].isAbove = distance(true) <= distance(false)
      flags[i].distance = distance(flags[i].isAbove)
    }
    func reach(_ isAbove: Bool) -> Double {
      flags.filter { $0.isAbove == isAbove }.map { $0.distance + $0.height }.max() ?? 12
    }
    let line = 12 + (title.isEmpty ? 0 : Font.title.lineHeight + 8) + reach(true)
    for i in flags.indices {
      flags[i].top =
        flags[i].isAbove
        ? line - flags[i].distance - flags[i].height : line + flags[i].distance
    }
    return Plan(
      size: Size(width, (line + reach(false) + 12).rounded(.up)), line: line, flags: flags)
  }
}
