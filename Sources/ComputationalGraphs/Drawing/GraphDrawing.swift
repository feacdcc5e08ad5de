import Pictures

/// A picture of a graph as the lectures draw it: gates as circles, values in green above the wires, gradients in red below.
///
/// Inputs stand on the left, the result on the right. Where a value is read more than once its wire forks at a dot; each branch
/// carries its own share of the gradient, and the shares add up before the dot.
///
///     let f = (x + y) * z
///     f.backward()
///     try f.drawing().image().write(to: url)
public struct GraphDrawing: Picture {
  /// What is written along the wires.
  public enum Contents: Sendable {
    /// The values, in green, above.
    case values
    /// The gradients too, in red, below.
    case valuesAndGradients
  }

  /// Gates to be framed together, with a word above.
  public struct Frame {
    let title: String
    let gates: [Value]

    /// A frame around some gates that stand side by side.
    ///
    /// - Parameters:
    ///   - title: the word above it.
    ///   - gates: the gates.
    public init(_ title: String, around gates: [Value]) {
      (self.title, self.gates) = (title, gates)
    }
  }

  /// The largest number of gates that are drawn; with more of them nobody could read the picture.
  public static let gateLimit = 100

  /// How large a picture may get, in square points: more could neither be read nor drawn at once.
  private static let largestArea = 1.6e6

  /// The longest side of a picture, in points.
  private static let longestSide = 14_000.0

  /// The number of gates that are drawn, those nearest to the result where all would take too much room.
  public let drawnGateCount: Int

  private let diagram: Diagram

  /// Draws the graph that ends in a value.
  ///
  /// A graph with more than `gateLimit` gates is not drawn; the picture says so. One that would take too much room is
  /// drawn from its result as far as there is room, see `drawnGateCount`.
  ///
  /// - Parameters:
  ///   - result: the value.
  ///   - title: what to write above the picture.
  ///   - contents: what to write along the wires.
  ///   - frames: gates to be framed together.
  public init(
    of result: Value, title: String = "", showing contents: Contents = .valuesAndGradients,
    frames: [Frame] = []
  ) {
    let gateCount = result.gateCount
    guard gateCount <= GraphDrawing.gateLimit else {
      (diagram, drawnGateCount) = (GraphDrawing.refusal(title, gateCount), 0)
      return
    }
    let (sketch, plan, drawn) = GraphDrawing.fitted(
      result, gateCount, showsGradients: contents == .valuesAndGradients)
    drawnGateCount = drawn
    let frameShapes = frames.flatMap { frame in
      let circles = frame.gates.compactMap { sketch.positions[ObjectIdentifier($0)] }
        .compactMap { plan.circleOfNode[$0] }
      return plan.frame(frame.title, around: circles)
    }
    diagram = Diagram(title, shapes: frameShapes + plan.shapes)
  }

  /// As many gates as there is room for, and their places.
  private static func fitted(
    _ result: Value, _ gateCount: Int, showsGradients: Bool
  ) -> (GraphSketch, GraphPlan, drawn: Int) {
    var drawn = gateCount
    func sketched() -> GraphSketch {
      GraphSketch(of: result, showsGradients: showsGradients, gateCount: drawn)
    }
    var sketch = sketched()
    // The layers alone tell about how large it gets; to place all of a large graph takes seconds.
    while drawn > 1, GraphLayers(sketch).roughArea > largestArea {
      drawn -= max(1, drawn / 10)
      sketch = sketched()
    }
    var plan = GraphPlan(sketch)
    // Long words take more than the usual room.
    while drawn > 1,
      plan.size.width * plan.size.height > 2 * largestArea
        || max(plan.size.width, plan.size.height) > longestSide
    {
      drawn -= max(1, drawn / 3)
      sketch = sketched()
      plan = GraphPlan(sketch)
    }
    return (sketch, plan, drawn)
  }

  private static func refusal(_ title: String, _ gateCount: Int) -> Diagram {
    Diagram(
      title, shapes: [.text("\(gateCount) gates are more than can be drawn.", at: Point(0, 0))])
  }

  /// Two pixels a point.
  public var pixelsPerPoint: Int { diagram.pixelsPerPoint }

  /// Draws it.
  public func image() -> Image { diagram.image() }
}

extension Value {
  /// A picture of the graph that ends in this value, with values and gradients as they are now.
  ///
  /// - Parameters:
  ///   - title: what to write above it.
  ///   - contents: what to write along the wires.
  ///   - frames: gates to be framed together.
  /// - Returns: the picture.
  public func drawing(
    title: String = "", showing contents: GraphDrawing.Contents = .valuesAndGradients,
    frames: [GraphDrawing.Frame] = []
  ) -> GraphDrawing {
    GraphDrawing(of: self, title: title, showing: contents, frames: frames)
  }
}

extension GraphPlan {
  private static let wireColor = Color(hex: 0x7B8794)

  /// How much room it takes.
  var size: Size {
    let points = (wires + levels).flatMap(\.points)
    return Size(points.map(\.x).max() ?? 0, points.map(\.y).max() ?? 0)
  }

  /// Wires first, so that circles and numbers lie above them.
  var shapes: [Diagram.Shape] {
    (levels + wires).map { .curve($0.points, color: GraphPlan.wireColor, width: 1.3) }
      + dots.map {
        .circle("", at: $0, radius: 2.6, fill: GraphPlan.wireColor, border: GraphPlan.wireColor)
      }
      + circles.map { circle in
        circle.width <= 2 * GraphPlan.radius
          ? .circle(circle.text, at: circle.center, radius: GraphPlan.radius)
          : .box(
            circle.text, at: circle.center, size: Size(circle.width, 2 * GraphPlan.radius),
            cornerRadius: GraphPlan.radius)
      }
      + labels.map { label in
        let isNumber = label.kind == .value || label.kind == .gradient
        return .text(
          label.text, at: label.center,
          color: label.kind == .value
            ? .right : label.kind == .gradient ? .wrong : label.kind == .name ? .ink : .quiet,
          size: isNumber ? GraphPlan.labelSize : GraphPlan.nameSize)
      }
  }

  /// A frame around some circles, to lie behind everything.
  func frame(_ title: String, around indices: [Int]) -> [Diagram.Shape] {
    guard !indices.isEmpty else { return [] }
    let framed = indices.map { circles[$0] }
    let left = framed.map { $0.center.x - $0.width / 2 }.min() ?? 0
    let right =
      framed.compactMap { circle in
        // To the end of the wire behind the gate: its numbers belong to the gate.
        levels.first { $0.points[0] == Point(circle.center.x + circle.width / 2, circle.center.y) }?
          .points.last?.x
      }.max() ?? left
    let top = (framed.map(\.center.y).min() ?? 0) - GraphPlan.radius
    let bottom = (framed.map(\.center.y).max() ?? 0) + GraphPlan.radius
    let box = Size(right - left + 9, bottom - top + 16)
    let center = Point((left + right - 9) / 2, (top + bottom) / 2)
    return [
      .box(
        "", at: center, size: box, fill: Color(hex: 0xFFF8E6), border: Color(hex: 0xE6B84A),
        cornerRadius: 12),
      .text(
        title, at: Point(center.x, center.y - box.height / 2), placement: .above, color: .quiet),
    ]
  }
}
