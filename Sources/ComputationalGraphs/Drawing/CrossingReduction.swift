extension GraphLayers {
  /// Reorders the slots within their layers until few wires cross, or none.
  ///
  /// Each slot moves to the mean position of its neighbours in the layer before, then of those in the layer after, and so on;
  /// in between, two slots that stand one upon the other change places wherever that helps.
  mutating func reduceCrossings() {
    var (best, fewest) = (order, crossingCount)
    for sweep in 0..<24 where fewest > 0 {
      let isForward = sweep.isMultiple(of: 2)
      for layer in isForward
        ? Array(order.indices.dropFirst()) : order.indices.dropLast().reversed()
      {
        sort(layer, by: isForward ? incoming : outgoing)
      }
      exchangeNeighbors()
      let count = crossingCount
      if count < fewest { (best, fewest) = (order, count) }
    }
    order = best
    settlePorts()
  }

  /// How many pairs of links cross.
  var crossingCount: Int {
    let rows = self.rows
    return order.indices.dropFirst().reduce(0) { count, layer in
      count + crossings(among: order[layer].flatMap { incoming[$0] }, rows)
    }
  }

  /// The position of each slot in its layer.
  private var rows: [Int] {
    var rows = Array(repeating: 0, count: slots.count)
    for layer in order {
      for (row, slot) in layer.enumerated() { rows[slot] = row }
    }
    return rows
  }

  /// Where a link ends, in units of rows; a gate's inputs lie one above the other.
  private func end(_ link: Link, _ rows: [Int]) -> Double {
    let row = Double(rows[link.target])
    guard let node = slots[link.target].node, !sketch.nodes[node].isSymmetric else { return row }
    return row + (Double(link.port) + 0.5) / Double(link.portCount) - 0.5
  }

  private func crossings(among links: [Int], _ rows: [Int]) -> Int {
    let ends = links.map { (rows[self.links[$0].source], end(self.links[$0], rows)) }
    var count = 0
    for i in ends.indices {
      for j in 0..<i {
        let (a, b) = (ends[i], ends[j])
        if (a.0 < b.0 && a.1 > b.1) || (a.0 > b.0 && a.1 < b.1) { count += 1 }
      }
    }
    return count
  }

  private mutating func sort(_ layer: Int, by neighbors: [[Int]]) {
    let rows = self.rows
    let keys = order[layer].map { slot -> Double in
      let places = neighbors[slot].map { link -> Double in
        let link = links[link]
        return link.target == slot ? Double(rows[link.source]) : end(link, rows)
      }
      return places.isEmpty ? Double(rows[slot]) : places.reduce(0, +) / Double(places.count)
    }
    // Swift's sort promises no stability: equals keep their order by their position.
    order[layer] = order[layer].indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
      .map { order[layer][$0] }
  }

  private mutating func exchangeNeighbors() {
    for _ in 0..<8 {
      var isBetter = false
      for layer in order.indices {
        for row in order[layer].indices.dropLast() {
          let before = crossings(at: layer, row)
          order[layer].swapAt(row, row + 1)
          if crossings(at: layer, row) < before {
            isBetter = true
          } else {
            order[layer].swapAt(row, row + 1)
          }
        }
      }
      if !isBetter { return }
    }
  }

  /// The crossings in which two neighbours of a layer take part with each other.
  private func crossings(at layer: Int, _ row: Int) -> Int {
    let rows = self.rows
    let pair = [order[layer][row], order[layer][row + 1]]
    return crossings(among: pair.flatMap { incoming[$0] }, rows)
      + crossings(among: pair.flatMap { outgoing[$0] }, rows)
  }

  /// Where the order of a gate's inputs means nothing, the upper wire takes the upper one.
  private mutating func settlePorts() {
    let rows = self.rows
    for slot in slots.indices {
      guard let node = slots[slot].node, sketch.nodes[node].isSymmetric else { continue }
      let sorted = incoming[slot].sorted {
        (rows[links[$0].source], links[$0].port) < (rows[links[$1].source], links[$1].port)
      }
      setPorts(of: sorted)
    }
  }
}
