/// A graph in layers, from left to right: every wire leads from one layer to the next.
///
/// A wire that is longer gets a *slot* of its own in every layer on its way, so that it has room to pass.
///
/// *Source:* Sugiyama, Tagawa and Toda, 1981, whose four steps these are: layers, order, positions, wires.
struct GraphLayers: Sendable {
  /// A place in a layer: a node, or a wire that passes.
  struct Slot: Sendable {
    var layer: Int
    /// The node that stands here; nil if a wire passes.
    var node: Int?
    /// What is written above and below the wire that leaves or passes here.
    var label: GraphSketch.WireLabel?
  }

  /// A piece of wire from a slot to one in the next layer.
  struct Link: Sendable {
    var source: Int
    var target: Int
    /// Which input of the gate it leads to; 0 where it only passes.
    var port = 0
    /// The number of inputs of that gate.
    var portCount = 1
  }

  private(set) var slots: [Slot]
  private(set) var links: [Link] = []
  /// The slots of each layer, from top to bottom.
  var order: [[Int]] = []
  /// The links that end in a slot, by slot.
  private(set) var incoming: [[Int]] = []
  /// The links that begin in a slot, by slot.
  private(set) var outgoing: [[Int]] = []

  let sketch: GraphSketch

  init(_ sketch: GraphSketch) {
    self.sketch = sketch
    let layers = GraphLayers.layers(of: sketch)
    slots = sketch.nodes.indices.map {
      Slot(layer: layers[$0], node: $0, label: sketch.nodes[$0].label)
    }
    for wire in sketch.wires { lay(wire, layers) }
    incoming = Array(repeating: [], count: slots.count)
    outgoing = incoming
    for (index, link) in links.enumerated() {
      outgoing[link.source].append(index)
      incoming[link.target].append(index)
    }
    order = Array(repeating: [], count: (layers.max() ?? 0) + 1)
    startOrder()
  }

  /// A node stands right of all its inputs, and an input that is used late not too far left of its first reader.
  private static func layers(of sketch: GraphSketch) -> [Int] {
    var layers = Array(repeating: 0, count: sketch.nodes.count)
    // Where a value is read twice, the wires need a layer of their own for their labels.
    func next(_ wire: GraphSketch.Wire) -> Int { layers[wire.source] + (wire.label == nil ? 1 : 2) }
    for wire in sketch.wires { layers[wire.target] = max(layers[wire.target], next(wire)) }
    for node in sketch.nodes.indices.reversed() {
      let leaving = sketch.wires.filter { $0.source == node }
      guard let room = leaving.map({ layers[$0.target] - next($0) }).min(), room > 3 else {
        continue
      }
      layers[node] += room
    }
    return layers
  }

  /// Adds the links of a wire, and a slot in each layer between its ends.
  private mutating func lay(_ wire: GraphSketch.Wire, _ layers: [Int]) {
    var last = wire.source
    for layer in layers[wire.source] + 1..<layers[wire.target] {
      let isFirst = last == wire.source
      slots.append(Slot(layer: layer, node: nil, label: isFirst ? wire.label : nil))
      links.append(Link(source: last, target: slots.count - 1))
      last = slots.count - 1
    }
    links.append(
      Link(
        source: last, target: wire.target, port: wire.port,
        portCount: sketch.nodes[wire.target].portCount))
  }

  /// About how much room it takes, in square points, from what a layer and a row usually take.
  var roughArea: Double {
    65 * Double(order.count) * 43 * Double(order.map(\.count).max() ?? 0)
  }

  /// Gives links to the same gate its inputs, in this order from the top.
  mutating func setPorts(of sorted: [Int]) {
    for (port, link) in sorted.enumerated() { links[link].port = port }
  }

  /// Puts the slots into the order in which a walk back from the result meets them: trees come out without a crossing.
  private mutating func startOrder() {
    var seen = Array(repeating: false, count: slots.count)
    var stack = [sketch.nodes.count - 1]
    while let slot = stack.popLast() {
      if seen[slot] { continue }
      seen[slot] = true
      order[slots[slot].layer].append(slot)
      stack += incoming[slot].map { links[$0].source }.reversed()
    }
  }
}
