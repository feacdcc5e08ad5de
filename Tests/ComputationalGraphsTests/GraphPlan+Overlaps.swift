import Pictures

@testable import ComputationalGraphs

/// A part of a page, for tests of what lies upon what.
private struct Box {
  var left: Double
  var right: Double
  var top: Double
  var bottom: Double

  init(_ center: Point, width: Double, height: Double) {
    (left, right) = (center.x - width / 2, center.x + width / 2)
    (top, bottom) = (center.y - height / 2, center.y + height / 2)
  }

  func intersects(_ other: Box) -> Bool {
    left < other.right && other.left < right && top < other.bottom && other.top < bottom
  }

  /// Whether a line passes through, looked at every half point.
  func isCrossed(from a: Point, to b: Point) -> Bool {
    let steps = max(1, Int(max(abs(a.x - b.x), abs(a.y - b.y)) * 2))
    return (0...steps).contains { step in
      let t = Double(step) / Double(steps)
      let (x, y) = (a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t)
      return x > left && x < right && y > top && y < bottom
    }
  }
}

extension GraphPlan {
  /// The words that lie upon other words, circles or wires, and circles upon circles or foreign wires.
  var overlaps: [String] {
    let words = labels.map { label in
      (label.text, Box(label.center, width: label.width, height: GraphPlan.labelHeight))
    }
    let disks = circles.map { circle in
      (circle.text, Box(circle.center, width: circle.width, height: 2 * GraphPlan.radius))
    }
    let segments = (wires + levels).flatMap { wire in
      zip(wire.points, wire.points.dropFirst()).map { ($0, $1, wire.target) }
    }
    var found: [String] = []
    for (i, word) in words.enumerated() {
      found += words[..<i].filter { $0.1.intersects(word.1) }.map { "\(word.0) on \($0.0)" }
      found += disks.filter { $0.1.intersects(word.1) }.map { "\(word.0) on gate \($0.0)" }
      found += segments.filter { word.1.isCrossed(from: $0.0, to: $0.1) }.map { _ in
        "\(word.0) on a wire"
      }
    }
    for (i, disk) in disks.enumerated() {
      found += disks[..<i].filter { $0.1.intersects(disk.1) }.map { "\(disk.0) on \($0.0)" }
    }
    return found
  }

  /// The pairs of wires that cross.
  var crossings: [(Int, Int)] {
    var found: [(Int, Int)] = []
    for i in wires.indices {
      for j in 0..<i where wires[i].source != wires[j].source && meet(wires[i], wires[j]) {
        found.append((j, i))
      }
    }
    return found
  }

  private func meet(_ a: Wire, _ b: Wire) -> Bool {
    segments(of: a).contains { p, q in
      segments(of: b).contains { r, s in
        side(p, q, r) * side(p, q, s) < 0 && side(r, s, p) * side(r, s, q) < 0
      }
    }
  }

  private func segments(of wire: Wire) -> [(Point, Point)] {
    Array(zip(wire.points, wire.points.dropFirst()))
  }

  private func side(_ a: Point, _ b: Point, _ c: Point) -> Double {
    (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
  }
}
