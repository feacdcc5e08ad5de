/// A drawing of boxes, circles, arrows and words: a computational graph, a network, a way to split data.
///
/// Positions are points on a page, x to the right and y down; the page grows as large as what is on it.
///
///     Diagram(shapes: [
///       .circle("+", at: Point(140, 40)),
///       .arrow(from: Point(20, 40), to: Point(140, 40), above: "3.00", below: "−4.00", endGap: 20),
///     ])
public struct Diagram: Picture {
  /// One element of a diagram.
  public struct Shape: Sendable {
    enum Kind: Sendable {
      case box(Point, Size, fill: Color?, border: Color, radius: Double)
      case circle(Point, radius: Double, fill: Color, border: Color)
      case arrow(
        Point, Point, above: String, below: String, hasHead: Bool, dash: Mark.Dash, width: Double)
      case curve([Point], width: Double)
      case text(Point, Placement, Font)
      case image(Image, Point, Size)
    }

    var kind: Kind
    var text = ""
    var color = Color.ink
  }

  /// What to write above it.
  public var title: String

  /// What it shows; later ones lie above earlier ones.
  public var shapes: [Shape]

  /// Creates a drawing.
  public init(_ title: String = "", shapes: [Shape]) {
    self.title = title
    self.shapes = shapes
  }

  /// How wide words come out, in points.
  ///
  /// - Parameters:
  ///   - texts: the words, a line each.
  ///   - size: the size of the letters.
  ///   - isBold: whether they are bold.
  /// - Returns: the width of each line.
  public static func widths(of texts: [String], size: Double = 12.5, isBold: Bool = false)
    -> [Double]
  {
    let ruler = Canvas(Size(1, 1))
    return texts.map { ruler.width(of: $0, Font(size: size, isBold: isBold)) }
  }

  /// Two pixels a point.
  public var pixelsPerPoint: Int { Canvas.scale }

  /// Draws the diagram.
  public func image() -> Image { drawn() }
}

extension Diagram.Shape {
  /// A box with rounded corners and words in its middle, on several lines where they are long; without a fill it is
  /// a frame around what lies behind.
  public static func box(
    _ text: String, at center: Point, size: Size = Size(110, 40),
    fill: Color? = Color(hex: 0xEEF4F9),
    border: Color = Color(hex: 0x9FB3C8), color: Color = .ink, cornerRadius: Double = 5
  ) -> Diagram.Shape {
    Diagram.Shape(
      kind: .box(center, size, fill: fill, border: border, radius: cornerRadius), text: text,
      color: color)
  }

  /// A circle with a sign or a short word in it.
  public static func circle(
    _ text: String, at center: Point, radius: Double = 20, fill: Color = Color(hex: 0xEEF4F9),
    border: Color = Color(hex: 0x9FB3C8), color: Color = .ink
  ) -> Diagram.Shape {
    Diagram.Shape(
      kind: .circle(center, radius: radius, fill: fill, border: border), text: text, color: color)
  }

  /// An arrow with words along it: `above` in green, the values, and `below` in red, the gradients.
  ///
  /// - Parameters:
  ///   - start: where it begins.
  ///   - end: where it points to.
  ///   - above: what to write above its middle.
  ///   - below: what to write below its middle.
  ///   - startGap: how much to leave out at the start: the radius of a circle whose centre `start` is.
  ///   - endGap: how much to leave out at the end.
  ///   - color: the colour of the line.
  ///   - width: its thickness in points.
  ///   - dash: solid, dashed or dotted.
  ///   - hasHead: whether there is a head at the end.
  /// - Returns: the shape.
  public static func arrow(
    from start: Point, to end: Point, above: String = "", below: String = "", startGap: Double = 0,
    endGap: Double = 0, color: Color = .quiet, width: Double = 1.5, dash: Mark.Dash = .solid,
    hasHead: Bool = true
  ) -> Diagram.Shape {
    let along = end - start
    let length = max(along.length, 1e-9)
    let unit = along * (1 / length)
    let isShort = startGap + endGap >= length
    return Diagram.Shape(
      kind: .arrow(
        isShort ? start : start + unit * startGap, isShort ? end : end - unit * endGap,
        above: above, below: below, hasHead: hasHead, dash: dash, width: width),
      color: color)
  }

  /// A line without a head.
  public static func line(
    from start: Point, to end: Point, color: Color = .quiet, width: Double = 1.5,
    dash: Mark.Dash = .solid
  ) -> Diagram.Shape {
    arrow(from: start, to: end, color: color, width: width, dash: dash, hasHead: false)
  }

  /// A line through several points, as many as a curve needs to look smooth.
  public static func curve(
    _ points: [Point], color: Color = .quiet, width: Double = 1.5
  ) -> Diagram.Shape {
    Diagram.Shape(kind: .curve(points, width: width), color: color)
  }

  /// Words at a point; a line break starts a new line.
  public static func text(
    _ text: String, at point: Point, placement: Placement = .center, color: Color = .ink,
    size: Double = 12.5, isBold: Bool = false
  ) -> Diagram.Shape {
    Diagram.Shape(
      kind: .text(point, placement, Font(size: size, isBold: isBold)), text: text, color: color)
  }

  /// An image with its middle at a point, each pixel `enlargement` points wide.
  public static func image(_ image: Image, at center: Point, enlargement: Double = 1)
    -> Diagram.Shape
  {
    Diagram.Shape(
      kind: .image(
        image, center,
        Size(Double(image.width) * enlargement, Double(image.height) * enlargement)))
  }
}
