/// The heights of all slots: near their neighbours' heights, and never too near to each other.
struct RowPlacement {
  /// The middle of each slot, down from the top.
  private(set) var y: [Double]

  private let layers: GraphLayers

  /// - Parameters:
  ///   - layers: the slots in their final order.
  ///   - reach: how far each slot reaches up and down from its middle.
  init(_ layers: GraphLayers, reach: [(up: Double, down: Double)]) {
    self.layers = layers
    y = Array(repeating: 0, count: layers.slots.count)
    let gaps = layers.order.map { layer in
      layer.indices.dropFirst().map { reach[layer[$0 - 1]].down + reach[layer[$0]].up }
    }
    let layerIndices = layers.order.indices
    for layer in layerIndices { settle(layer, gaps[layer], .fromLeft) }
    // All wires pull alike, until nothing moves any more ...
    for _ in 0..<300 {
      let before = y
      for layer in layerIndices.reversed() { settle(layer, gaps[layer], .fromBothSides) }
      for layer in layerIndices { settle(layer, gaps[layer], .fromBothSides) }
      if zip(before, y).allSatisfy({ abs($0 - $1) < 0.01 }) { break }
    }
    // ... and then each gate goes to the middle of its inputs, and what follows it in a chain goes with it.
    for layer in layerIndices { settle(layer, gaps[layer], .mostlyFromLeft) }
    let top = zip(y, reach).map { $0 - $1.up }.min() ?? 0
    for slot in y.indices { y[slot] -= top }
  }

  /// Which of a slot's wires pull at it.
  private enum Pull {
    case fromLeft
    case fromBothSides
    case mostlyFromLeft

    /// How strongly the wires on the right pull, where those on the left pull with 1.
    var fromRight: Double {
      switch self {
      case .fromLeft: 0
      case .fromBothSides: 1
      case .mostlyFromLeft: 1e-3
      }
    }
  }

  /// Moves the slots of a layer as near as they can get to where their wires would like them.
  private mutating func settle(_ layer: Int, _ gaps: [Double], _ pull: Pull) {
    let slots = layers.order[layer]
    let places = nearest(to: slots.map { wish(of: $0, pull) }, gaps: gaps)
    for (slot, place) in zip(slots, places) { y[slot] = place }
  }

  /// Where the wires of a slot would like it, and how much that matters.
  private func wish(of slot: Int, _ pull: Pull) -> (place: Double, weight: Double) {
    var (sum, weight) = (0.0, 0.0)
    for link in layers.incoming[slot].map({ layers.links[$0] }) {
      let w = straightness(link)
      sum += w * (y[link.source] - link.portOffset)
      weight += w
    }
    for link in layers.outgoing[slot].map({ layers.links[$0] }) where pull != .fromLeft {
      let w = straightness(link) * pull.fromRight
      sum += w * (y[link.target] + link.portOffset)
      weight += w
    }
    return weight == 0 ? (y[slot], 0.01) : (sum / weight, weight)
  }

  /// Wires that only pass should be straight, and so should chains.
  private func straightness(_ link: GraphLayers.Link) -> Double {
    let ends = [link.source, link.target].count { layers.slots[$0].node == nil }
    return ends == 2 ? 10 : ends == 1 ? 2 : link.portCount == 1 ? 4 : 1
  }
}

extension GraphLayers.Link {
  /// How far from a gate's middle the wire ends.
  var portOffset: Double {
    portCount == 1 ? 0 : 8 * (2 * Double(port) / Double(portCount - 1) - 1)
  }
}

/// The places nearest to what is wished for, in the sense of least squares, with a gap between each two at least.
///
/// Without the gaps taken out this is isotonic regression: neighbours that would collide form a block, and blocks that collide
/// merge, each at the mean of its wishes.
private func nearest(
  to wishes: [(place: Double, weight: Double)], gaps: [Double]
) -> [Double] {
  var blocks: [(sum: Double, weight: Double, count: Int)] = []
  var shift = 0.0
  for (i, wish) in wishes.enumerated() {
    if i > 0 { shift += gaps[i - 1] }
    blocks.append(((wish.place - shift) * wish.weight, wish.weight, 1))
    while blocks.count > 1, let last = blocks.last,
      last.sum / last.weight < blocks[blocks.count - 2].sum / blocks[blocks.count - 2].weight
    {
      blocks.removeLast()
      blocks[blocks.count - 1].sum += last.sum
      blocks[blocks.count - 1].weight += last.weight
      blocks[blocks.count - 1].count += last.count
    }
  }
  var places = blocks.flatMap { Array(repeating: $0.sum / $0.weight, count: $0.count) }
  shift = 0
  for i in places.indices.dropFirst() {
    shift += gaps[i - 1]
    places[i] += shift
  }
  return places
}
