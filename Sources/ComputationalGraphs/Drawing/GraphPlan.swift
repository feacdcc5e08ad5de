import Pictures

/// A graph with every circle, word and wire in its place on a page.
struct GraphPlan: Sendable {
  /// A gate: a circle, or wider where its symbol is.
  struct Circle: Sendable {
    var center: Point
    var width: Double
    var text: String
  }

  /// A word or a number.
  struct Label: Sendable {
    enum Kind: Sendable { case value, gradient, name, constant }

    var text: String
    var center: Point
    var width: Double
    var kind: Kind
  }

  /// The part of a wire between two layers, with its end at the gate.
  struct Wire: Sendable {
    var points: [Point]
    /// The slot it comes from: wires of one origin may touch.
    var source: Int
    /// The slot it leads to.
    var target: Int
  }

  static let radius = 18.0
  static let labelSize = 11.5
  static let nameSize = 13.0
  /// How far the middle of a number is from its wire.
  static let labelDistance = 9.0
  /// The height of a line of numbers.
  static let labelHeight = 11.0
  private static let longestName = 170.0

  var circles: [Circle] = []
  var labels: [Label] = []
  /// The wires between layers.
  var wires: [Wire] = []
  /// The wires within a layer, straight and level.
  private(set) var levels: [Wire] = []
  /// Where a wire forks, or begins without a name.
  private(set) var dots: [Point] = []
  /// The circle of each node, by node; nil for a value that was given.
  private(set) var circleOfNode: [Int: Int] = [:]

  private let layers: GraphLayers

  init(_ sketch: GraphSketch) {
    var layers = GraphLayers(sketch)
    layers.reduceCrossings()
    self.layers = layers
    let widths = GraphPlan.widths(layers)
    let y = RowPlacement(layers, reach: GraphPlan.reach(layers)).y
    let columns = GraphPlan.columns(layers, widths, y)
    for slot in layers.slots.indices {
      let column = columns[layers.slots[slot].layer]
      if layers.slots[slot].node == nil {
        level(from: Point(column.left, y[slot]), to: column.right, slot)
      } else {
        place(slot, widths[slot], column, y[slot])
      }
      if let label = layers.slots[slot].label {
        place(label, around: Point((column.wireLeft + column.right) / 2, y[slot]))
      }
      if layers.outgoing[slot].count > 1 { dots.append(Point(column.right, y[slot])) }
    }
    for link in layers.links { connect(link, columns, y, widths[link.target].node) }
  }

  // MARK: - Columns

  /// A layer on the page: first the gates and names, then the wires that leave them.
  private struct Column {
    var left: Double
    var wireLeft: Double
    var right: Double
  }

  /// How wide each slot's gate or name is, and the numbers on its wire.
  private static func widths(_ layers: GraphLayers) -> [(node: Double, label: Double)] {
    let nodes = layers.slots.map { $0.node.map { layers.sketch.nodes[$0] } }
    let texts = Diagram.widths(of: nodes.map { $0?.text ?? "" }, size: nameSize)
    let names = Diagram.widths(of: nodes.map { $0?.name ?? "" }, size: nameSize)
    let values = Diagram.widths(of: layers.slots.map { $0.label?.value ?? "" }, size: labelSize)
    let gradients = Diagram.widths(
      of: layers.slots.map { $0.label?.gradient ?? "" }, size: labelSize)
    return layers.slots.indices.map { slot in
      let label = max(values[slot], gradients[slot])
      guard let node = nodes[slot] else { return (0, label) }
      if !node.isGate { return (min(texts[slot], longestName), label) }
      // A single sign is written larger.
      let circle = node.text.count == 1 ? 2 * radius : max(2 * radius, texts[slot] + 14)
      return (max(circle, min(names[slot], longestName)), label)
    }
  }

  /// How far each slot reaches up and down, with a little air.
  private static func reach(_ layers: GraphLayers) -> [(up: Double, down: Double)] {
    let label = labelDistance + labelHeight / 2 + 6
    return layers.slots.map { slot in
      let number = slot.label == nil ? 6 : label
      guard let node = slot.node.map({ layers.sketch.nodes[$0] }) else { return (number, number) }
      if !node.isGate { return (max(number, 10), max(number, 10)) }
      return (radius + (node.name.isEmpty ? 4 : 20), radius + 4)
    }
  }

  private static func columns(
    _ layers: GraphLayers, _ widths: [(node: Double, label: Double)], _ y: [Double]
  ) -> [Column] {
    var columns: [Column] = []
    var left = 0.0
    for layer in layers.order {
      let node = layer.map { widths[$0].node }.max() ?? 0
      let label = layer.map { widths[$0].label }.max() ?? 0
      let wireLeft = left + node + (layer.contains { layers.slots[$0].node == nil } ? 4 : 2)
      let column = Column(left: left, wireLeft: wireLeft, right: wireLeft + max(label + 8, 22))
      columns.append(column)
      let leaving = layer.flatMap { layers.outgoing[$0] }
      let climbs = leaving.map { (index: Int) -> Double in
        let link = layers.links[index]
        return abs(y[link.target] + link.portOffset - y[link.source])
      }
      let climb = climbs.max() ?? 0
      left = column.right + min(max(20, 0.5 * climb), 120)
    }
    return columns
  }

  // MARK: - Placing

  private mutating func place(
    _ slot: Int, _ width: (node: Double, label: Double), _ column: Column, _ y: Double
  ) {
    guard let index = layers.slots[slot].node else { return }
    let node = layers.sketch.nodes[index]
    let isResult = layers.outgoing[slot].isEmpty
    if node.isGate {
      let center = Point((column.left + column.wireLeft) / 2, y)
      let isSign = node.text.count == 1
      let text = Diagram.widths(of: [node.text], size: GraphPlan.nameSize)[0]
      let circle = isSign ? 2 * GraphPlan.radius : max(2 * GraphPlan.radius, text + 14)
      circleOfNode[index] = circles.count
      circles.append(Circle(center: center, width: circle, text: node.text))
      level(from: Point(center.x + circle / 2, y), to: column.right, slot)
      if !node.name.isEmpty && !isResult {
        name(node.name, width.node, at: Point(center.x, y - GraphPlan.radius - 9))
      }
    } else {
      let right = column.wireLeft - 4
      if node.text.isEmpty { dots.append(Point(right + 4, y)) }
      name(
        node.text, width.node, at: Point(right - width.node / 2, y),
        node.label == nil ? .constant : .name)
      level(from: Point(right + 4, y), to: column.right, slot)
    }
    if isResult && !node.name.isEmpty {
      let width = min(
        Diagram.widths(of: [node.name], size: GraphPlan.nameSize)[0], GraphPlan.longestName)
      name(node.name, width, at: Point(column.right + 6 + width / 2, y))
    }
  }

  private mutating func name(
    _ text: String, _ width: Double, at center: Point, _ kind: Label.Kind = .name
  ) {
    labels.append(
      Label(text: GraphPlan.shortened(text), center: center, width: width, kind: kind))
  }

  /// A name that is no wider than a name may be.
  private static func shortened(_ name: String) -> String {
    var kept = name
    while Diagram.widths(of: [kept], size: nameSize)[0] > longestName {
      kept = String(kept.dropLast(kept.hasSuffix("…") ? 2 : 1)) + "…"
    }
    return kept
  }

  private mutating func place(_ label: GraphSketch.WireLabel, around middle: Point) {
    let texts = [label.value, label.gradient ?? ""]
    let widths = Diagram.widths(of: texts, size: GraphPlan.labelSize)
    for (index, kind) in [Label.Kind.value, .gradient].enumerated() where !texts[index].isEmpty {
      let y = middle.y + (kind == .value ? -1 : 1) * GraphPlan.labelDistance
      labels.append(
        Label(text: texts[index], center: Point(middle.x, y), width: widths[index], kind: kind))
    }
  }

  private mutating func level(from start: Point, to right: Double, _ slot: Int) {
    levels.append(Wire(points: [start, Point(right, start.y)], source: slot, target: slot))
  }

  /// Draws a wire from one column to the next, in a curve that leaves and arrives level.
  private mutating func connect(
    _ link: GraphLayers.Link, _ columns: [Column], _ y: [Double], _ width: Double
  ) {
    let start = columns[layers.slots[link.source].layer].right
    let column = columns[layers.slots[link.target].layer]
    let (top, bottom) = (y[link.source], y[link.target] + link.portOffset)
    let steps = abs(top - bottom) < 0.5 ? 1 : 24
    var points = (0...steps).map { step -> Point in
      let t = Double(step) / Double(steps)
      return Point(start + (column.left - start) * t, top + (bottom - top) * t * t * (3 - 2 * t))
    }
    if let node = layers.slots[link.target].node, let circle = circleOfNode[node] {
      let (offset, radius) = (link.portOffset, GraphPlan.radius)
      let edge = circles[circle].center.x - circles[circle].width / 2
      points.append(
        Point(edge + radius - (radius * radius - offset * offset).squareRoot(), bottom))
    }
    wires.append(Wire(points: points, source: link.source, target: link.target))
  }
}
